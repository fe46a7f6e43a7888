// Pages that are kept as lines of JSON, each with its address: a document a line.
// Must not know which programs write them.
import { failureReason } from "../model/failure.ts";
import type { Held } from "../model/report.ts";
import { type ArchiveLimits, type Budget, PAGE_FIELDS, type PageFields, RefusedEntry } from "./limits.ts";
import { linesIn } from "./lines.ts";
import { headOf, type Origin, streamOf } from "./origin.ts";
import type { SourceItem } from "./source-item.ts";

const NAMED = /\.(?:jsonl|ndjson|jsonlines)$/i;
/** A first line may be a whole page. */
const FIRST_LINE = 1 << 22;

/** Whether the name says so, and the first line is a page. */
export function looksLikePages(origin: Origin, name: string, limits: ArchiveLimits): boolean {
  if (!NAMED.test(name)) return false;
  const head = headOf(origin, FIRST_LINE);
  const end = head.indexOf("\n");
  const page = pageOf(head.toString("utf8", 0, end < 0 ? head.length : end), fieldsOf(limits));
  return page !== null && page.content !== null;
}

export async function* pagesIn(
  origin: Origin,
  source: string,
  limits: ArchiveLimits,
  budget: Budget,
): AsyncGenerator<SourceItem> {
  let number = 0;
  for await (const line of linesIn(streamOf(origin), limits.documentBytes)) {
    number += 1;
    if (line.trim() === "") continue;
    budget.spend(line.length);
    if (number > limits.entries)
      throw new RefusedEntry(
        failureReason("too-large", `more than ${limits.entries} lines; the rest is left alone`),
      );
    const held = { archive: source, record: `line ${number}`, offset: null };
    yield itemOf(pageOf(line, fieldsOf(limits)), held);
  }
}

function fieldsOf(limits: ArchiveLimits): PageFields {
  return limits.fields ?? PAGE_FIELDS;
}

interface Page {
  readonly url: string | null;
  readonly content: string | null;
  readonly isHtml: boolean;
  readonly date: string | null;
}

/** null when the line is no object. */
function pageOf(line: string, fields: PageFields): Page | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // A line that was cut or is of another kind: its item says so.
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const text = (name: string) => {
    const value = (parsed as Record<string, unknown>)[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const html = text(fields.html);
  return {
    url: text(fields.url),
    content: html ?? text(fields.text),
    isHtml: html !== null,
    date: text(fields.date),
  };
}

function itemOf(page: Page | null, held: Held): SourceItem {
  const place = `${held.archive}!${held.record}`;
  const refused = (source: string, refusal: string): SourceItem => ({
    source,
    bytes: null,
    hints: {},
    refusal,
  });
  if (!page) return refused(place, failureReason("damaged", "the line is no JSON"));
  const source = page.url ?? place;
  if (page.content === null)
    return refused(source, failureReason("empty", "the line holds no text of a page"));
  return {
    source,
    bytes: new TextEncoder().encode(page.content),
    hints: { mediaType: page.isHtml ? "text/html" : "text/plain", charset: "utf-8" },
    ...(page.date === null ? {} : { capturedAt: page.date }),
    ...(page.url === null ? {} : { held }),
  };
}
