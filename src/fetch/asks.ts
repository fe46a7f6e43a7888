// What scripts and forms would ask of a server, as asks; and the same ask for another part or another year.
// Must not know pages; names of parameters are data.
import { percentDecoded } from "../text/percent.ts";
import { encodeIn } from "./charset.ts";
import { type Ask, get } from "./lead.ts";
import type { OutlineForm } from "./outline.ts";
import type { Effect, Field } from "./world.ts";

const FORM = "application/x-www-form-urlencoded";

/** A path that a script made of a value that it does not have: «/list/undefined». */
const NO_VALUE = /\/(?:undefined|NaN|\[object%20Object\])(?=[/.]|$)/;

/**
 * The ask that an effect is; null for effects that ask nothing.
 * @param absolute makes addresses whole, an empty one that of the page itself, and refuses what is none
 */
export function askOf(
  effect: Effect,
  absolute: (href: string) => string | null,
  charset: string,
): Ask | null {
  if (effect.kind !== "goes" && effect.kind !== "request" && effect.kind !== "submit") return null;
  const url = effect.kind === "goes" && effect.url === "" ? null : absolute(effect.url);
  if (url === null || NO_VALUE.test(new URL(url).pathname)) return null;
  if (effect.kind === "goes") return get(url);
  const fields = effect.fields ? encoded(effect.fields, charset) : null;
  const body = effect.kind === "request" ? (effect.body ?? fields ?? "") : (fields ?? "");
  const place = effect.kind === "request" ? { inPlace: true as const, ...scriptHeaders(effect.headers) } : {};
  if (effect.method !== "POST") return { ...get(withQuery(url, body, effect.kind === "submit")), ...place };
  const json = effect.kind === "request" && (effect.json || /^\s*[[{]/.test(body));
  return { url, method: "POST", body, bodyType: json ? "application/json" : FORM, ...place };
}

/** Headers that say who asks and how the answer is to travel: those are the asking side's own. */
const OWN_HEADERS =
  /^(?:host|cookie2?|user-agent|content-.*|accept-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade.*|origin|referer|expect|date|dnt|via|range|if-.*|sec-.*|proxy-.*)$/;

/** What a script says in headers, as far as scripts may: nothing where it says nothing. */
export function scriptHeaders(given: readonly Field[]): Pick<Ask, "headers"> {
  const headers = given
    .map(([name, value]): Field => [name.toLowerCase(), value])
    .filter(
      ([name, value]) => /^[\w-]+$/.test(name) && !OWN_HEADERS.test(name) && /^[\x20-\x7e]*$/.test(value),
    );
  return headers.length > 0 ? { headers: Object.fromEntries(headers) } : {};
}

/** A form posted or asked for with some of its fields set. */
export function askOfForm(
  form: OutlineForm,
  values: Readonly<Record<string, string>>,
  absolute: (href: string) => string | null,
  charset: string,
): Ask | null {
  const fields = form.fields
    .filter(({ name }) => name !== "")
    .map(({ name, value }): Field => [name, values[name] ?? value]);
  return askOf({ kind: "submit", method: form.method, url: form.action, fields }, absolute, charset);
}

/**
 * The ask with other values of parameters, wherever they stand; null when it has none that `value` has something for.
 * @param value gets and gives values of a query as they stand there, and those of an object as they are, an empty text for null
 */
export function replaced(ask: Ask, value: (name: string, before: string) => string | null): Ask | null {
  const { url, body } = ask;
  let changed = false;
  const pieces = (query: string) =>
    query
      .split("&")
      .map((piece) => {
        const at = piece.indexOf("=");
        const name = at < 0 ? piece : piece.slice(0, at);
        const to =
          at < 0
            ? null
            : (inObject(piece.slice(at + 1), value) ?? value(percentDecoded(name), piece.slice(at + 1)));
        if (to !== null) changed = true;
        return to === null ? piece : `${name}=${to}`;
      })
      .join("&");
  const at = url.indexOf("?");
  const query = at < 0 ? url : `${url.slice(0, at + 1)}${pieces(url.slice(at + 1))}`;
  const plain = (name: string, before: string) => decoded(value(name, before));
  const object = body !== null && /^\s*\{/.test(body) ? jsonReplaced(body, plain) : null;
  if (object !== null) return { ...ask, url: query, body: object };
  const isText = body !== null && !/^\s*\{/.test(body);
  const made = { ...ask, url: query, body: isText ? pieces(body) : body };
  return changed ? made : null;
}

/** Parameters may be an object: its values are parameters as well. Null for others, and where nothing in it changes. */
function inObject(piece: string, value: (name: string, before: string) => string | null): string | null {
  if (!/^(?:%7B|\{)/i.test(piece)) return null;
  const after = jsonReplaced(percentDecoded(piece), (name, before) => decoded(value(name, before)));
  return after === null ? null : encodeURIComponent(after);
}

function decoded(value: string | null): string | null {
  return value === null ? null : percentDecoded(value);
}

/** The value of the first parameter of an ask whose name fits. */
export function parameter(ask: Ask, name: RegExp): string | null {
  let found: string | null = null;
  replaced(ask, (one, value) => {
    if (found === null && name.test(one)) found = value;
    return null;
  });
  return found;
}

/** The object with other values, however deep they stand; null where none of them has another one, and for what is no object. */
function jsonReplaced(body: string, value: (name: string, before: string) => string | null): string | null {
  let changed = false;
  try {
    const made = JSON.stringify(JSON.parse(body), (name, before: unknown) => {
      const isPlain = before === null || typeof before === "string" || typeof before === "number";
      const to = isPlain ? value(name, before === null ? "" : String(before)) : null;
      if (to !== null) changed = true;
      return to === null ? before : typeof before === "number" ? Number(to) : to;
    });
    return changed ? made : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function encoded(fields: readonly Field[], charset: string): string {
  return fields
    .filter(([name]) => name !== "")
    .map(([name, value]) => `${encodeIn(name, charset)}=${encodeIn(value, charset)}`)
    .join("&");
}

function withQuery(url: string, query: string, instead: boolean): string {
  if (query === "") return url;
  const bare = instead ? url.replace(/\?.*$/, "") : url;
  return `${bare}${bare.includes("?") ? "&" : "?"}${query}`;
}
