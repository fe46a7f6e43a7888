// One page under many addresses: the address that is asked for, and the key by which pages are the same.
// Must not know which parameters tell nothing: they are data.
import type { LinkRules } from "./rules.ts";

const STATIC = /\.(?:s?html?|pdf|docx?|xlsx?|wps|et|ofd|zip|rar|rtf)$/i;

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
export function cleanAddress(address: string, { same }: LinkRules): string {
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

/** Equal for addresses of one page: without scheme, without the name of its site for telephones. */
export function keyOf(address: string, rules: LinkRules): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, search, hash } = new URL(cleanAddress(address, rules));
  return `${host.replace(rules.same.hosts, "")}${pathname.replace(rules.same.path, "")}${search}${hash}`;
}
