// What is wanted of a web archive: addresses, and when they were captured.
// Must not know where an index is or how it is written.
import { getSurt } from "warcio";
import type { IndexedCapture } from "./capture.ts";

export interface Query {
  /** As it was given. */
  readonly text: string;
  readonly url: string;
  readonly match: "exact" | "prefix" | "domain";
  /** Times of capture, both included, as 4 to 14 digits. */
  readonly captured: { readonly from: string; readonly to: string } | null;
}

/** `host/path` is one address, `host/path*` all that begin so, `*.host` the host with all below it. */
export function queryOf(text: string, captured: Query["captured"]): Query {
  const bare = text.trim();
  if (bare.startsWith("*.")) {
    const host = bare.slice(2).replace(/\/\*?$/, "");
    return { text, url: `http://${host}/`, match: "domain", captured };
  }
  const whole = /^https?:\/\//i.test(bare) ? bare : `http://${bare}`;
  if (!whole.endsWith("*")) return { text, url: whole, match: "exact", captured };
  return { text, url: whole.slice(0, -1), match: "prefix", captured };
}

/** The key under which an index begins to tell of what is wanted. */
export function firstKey({ url, match }: Query): string {
  const key = getSurt(url);
  return match === "domain" ? key.replace(/\).*$/s, "") : key;
}

/** True for keys of what is wanted. */
export function isWithin(key: string, query: Query): boolean {
  const first = firstKey(query);
  if (query.match === "exact") return key === first;
  if (!key.startsWith(first)) return false;
  return query.match === "prefix" || key[first.length] === ")" || key[first.length] === ",";
}

export function isInTime({ timestamp }: IndexedCapture, { captured }: Query): boolean {
  if (captured === null) return true;
  return timestamp >= captured.from.padEnd(14, "0") && timestamp <= captured.to.padEnd(14, "9");
}

/** Parts of pages that no report comes in. */
const NO_DOCUMENT = /^(?:image|font|audio|video)\/|^text\/css|javascript|^application\/json/i;

/** Captures that may hold a document, each of the same bytes once, in the order of their times. */
export function worthHaving(captures: readonly IndexedCapture[]): IndexedCapture[] {
  const seen = new Set<string>();
  return (
    captures
      .filter(({ status, mime }) => (status === 200 || status === null) && !NO_DOCUMENT.test(mime))
      // What repeats another capture is told by its digest.
      .filter(({ mime, digest }) => mime !== "warc/revisit" || digest !== null)
      .sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0))
      .filter(({ url, digest }) => {
        const key = `${digest} ${getSurt(url)}`;
        if (digest === null || !seen.has(key)) {
          seen.add(key);
          return true;
        }
        return false;
      })
  );
}
