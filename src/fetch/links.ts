// Links of a page that lead to reports, to their files, and to more of the same list, by patterns that are data.
// Must not know the network or any wording.
import { gunzipSync } from "node:zlib";
import { load } from "cheerio";
import type { Response } from "./client.ts";

export interface LinkRules {
  /** Texts of links that lead to reports. */
  readonly report: RegExp;
  /** Texts of links that look like reports and are none. */
  readonly lookAlike: RegExp;
  /** Addresses of files that reports come in. */
  readonly file: RegExp;
  /** Texts of links to the next part of a list. */
  readonly next: RegExp;
}

export interface Link {
  readonly url: string;
  readonly kind: "report" | "file" | "next" | "look-alike";
}

/** Pages are unpacked to at most so much. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Links in the order of the page, each address once. */
export function linksOf(response: Response, rules: LinkRules): Link[] {
  const type = response.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (!/html/i.test(type)) return [];
  const $ = load(textOf(response));
  const base = $("base[href]").attr("href");
  const found = new Map<string, Link>();
  $("a[href]").each((_, element) => {
    const text = ($(element).attr("title") ?? "") + $(element).text().replace(/\s+/g, "");
    const url = absolute($(element).attr("href") ?? "", base ?? response.url, response.url);
    const kind = url === null ? null : kindOf(text, url, rules);
    if (url !== null && kind !== null && !found.has(url)) found.set(url, { url, kind });
  });
  return [...found.values()];
}

function kindOf(text: string, url: string, rules: LinkRules): Link["kind"] | null {
  if (rules.lookAlike.test(text)) return "look-alike";
  if (rules.file.test(new URL(url).pathname)) return "file";
  if (rules.report.test(text)) return "report";
  return rules.next.test(text) ? "next" : null;
}

function absolute(href: string, base: string, page: string): string | null {
  try {
    const url = new URL(href, new URL(base, page));
    url.hash = "";
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Link texts need the right charset: the header's, the page's own, or what fits. */
function textOf({ headers, body }: Response): string {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? "";
  const bytes = header("content-encoding").includes("gzip")
    ? gunzipSync(body, { maxOutputLength: MOST_BYTES })
    : body;
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const declared = /charset=["']?([\w-]+)/i.exec(`${header("content-type")} ${head}`)?.[1];
  for (const charset of ["utf-8", declared, "gb18030"]) {
    try {
      if (charset !== undefined) return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch (error) {
      // Not this charset, or no charset at all: the next one.
      if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    }
  }
  return new TextDecoder("gb18030").decode(bytes);
}
