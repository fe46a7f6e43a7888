// One page under many addresses: the address that is asked for, and the key by which pages are the same.
// Must not know which parameters tell nothing: they are data.
import type { LinkRules } from "./rules.ts";

const STATIC = /\.(?:s?html?|pdf|docx?|xlsx?|wps|et|ofd|zip|rar|rtf)$/i;

const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
/**
 * Most addresses: written as the standard for them (URL, WHATWG) would write them, and without anything but letters, digits and
 * marks that stand for themselves. Its groups are the host with its port, and the path.
 */
const PLAIN = new RegExp(
  [
    "^https?://(?![^/]*xn--)",
    `((?:(?:${OCTET}\\.){3}${OCTET}|(?:[a-z\\d][a-z\\d-]*\\.)*[a-z][a-z\\d-]*)(?::(?!443/)(?:[1-9]\\d{2,3}|[1-5]\\d{4}))?)`,
    "((?:/(?!\\.\\.?(?:/|$))[\\w.~-]*)+)$",
  ].join(""),
);

/** The host of an address with its port; null for what is no address. */
export function hostOf(address: string): string | null {
  const plain = PLAIN.exec(address);
  if (plain) return plain[1] as string;
  return URL.canParse(address) ? new URL(address).host : null;
}

/** Parameters that tell nothing: of any page, and of files. */
const noises = new WeakMap<LinkRules["same"], { readonly page: RegExp; readonly file: RegExp }>();

function noiseOf(same: LinkRules["same"]): { readonly page: RegExp; readonly file: RegExp } {
  const known = noises.get(same);
  if (known) return known;
  const { parameters, onFiles } = same;
  const made = { page: parameters, file: new RegExp(`${parameters.source}|${onFiles.source}`, "iu") };
  noises.set(same, made);
  return made;
}

/** What scripts of a page take for a page of its own: «#/list/3». */
const ROUTE = /^#!?\/./;

/** What stands behind the # of an address where it is a page's; empty for places within one. */
export function routeOf({ hash }: URL): string {
  return ROUTE.test(hash) ? hash : "";
}

/** As servers are asked for it. */
export function withoutRoute(address: string): string {
  return address.replace(/#.*$/s, "");
}

/** Letters, digits and four signs are the same written plainly or by their numbers (RFC 3986, 2.3); others are not. */
function plainIfUnreserved(coded: string): string {
  const plain = decodeURIComponent(coded);
  return /^[\w.~-]$/.test(plain) ? plain : coded;
}

/** The address without sessions and without parameters that do not tell pages apart; as it was where there are none. */
export function cleanAddress(address: string, rules: LinkRules): string {
  if (plainParts(address, rules)) return address;
  const { same } = rules;
  const url = new URL(address);
  url.hash = routeOf(url);
  const bare = url.pathname.replace(same.session, "").replace(/%[2-7][\da-f]/gi, plainIfUnreserved);
  if (bare !== url.pathname) url.pathname = bare;
  if (url.search === "") return url.href;
  const { page, file } = noiseOf(same);
  const noise = STATIC.test(url.pathname) ? file : page;
  // Pieces are taken out as they stand: a query is in any charset and order.
  const pieces = url.search.slice(1).split("&");
  const kept = pieces.filter((piece) => !noise.test(piece.split("=")[0] ?? ""));
  if (kept.length < pieces.length) url.search = kept.join("&");
  return url.href;
}

/** Host and path of an address that is clean as it stands; null for one that may not be. */
function plainParts(address: string, { same }: LinkRules): readonly [host: string, path: string] | null {
  const [, host, path] = PLAIN.exec(address) ?? [];
  return host === undefined || path === undefined || same.session.test(path) ? null : [host, path];
}

/** Equal for addresses of one page: without scheme, without the name of its site for telephones. */
export function keyOf(address: string, rules: LinkRules): string {
  const plain = plainParts(address, rules);
  if (plain) return keyOfParts(...plain, rules);
  if (!URL.canParse(address)) return address;
  const { host, pathname, search, hash } = new URL(cleanAddress(address, rules));
  return `${keyOfParts(host, pathname, rules)}${search}${hash}`;
}

function keyOfParts(host: string, path: string, { same }: LinkRules): string {
  return `${host.replace(same.hosts, "")}${path.replace(same.path, "")}`;
}
