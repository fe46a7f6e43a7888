// Text in which a recogniser of pages tags what it saw (`<doctag>`, `<otsl>`), as the mark-up of a page.
// Must not know what the text says.
import { escaped } from "../text/escaped.ts";

/** A table in such text: cells row by row, each of them or what it is merged with. */
const TABLE = "<otsl>";
const TABLE_END = "</otsl>";
const TOKEN = /<(fcel|ched|rhed|srow|ecel|lcel|ucel|xcel|nl)>/g;
/** Where on the page a thing was seen. */
const PLACE = /<loc_\d+>/g;
const TITLE = /<title>([^<]*)<\/title>/g;
const OTHER_TAGS =
  /<\/?(?:doctag|text|page_header|page_footer|section_header_level_\d|list_item|paragraph|caption|page_break)>/g;

export function isTagged(text: string): boolean {
  return text.includes(TABLE) && text.includes("<nl>");
}

/** The text with its tables as those of a page; paragraphs end where lines or tags do. */
export function markupOfTags(tagged: string): string {
  const text = tagged.replace(PLACE, "");
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(TABLE, at);
    const end = start < 0 ? -1 : text.indexOf(TABLE_END, start);
    pieces.push(prose(text.slice(at, end < 0 ? text.length : start)));
    if (end < 0) return pieces.join("");
    pieces.push(tableOf(text.slice(start + TABLE.length, end)));
    at = end + TABLE_END.length;
  }
}

function prose(text: string): string {
  const titled = text.replace(TITLE, (_, title: string) => `\n\u0001${title}\n`);
  const lines = titled.replace(OTHER_TAGS, "\n").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) =>
      line.startsWith("\u0001") ? `<h1>${escaped(line.slice(1))}</h1>` : `<p>${escaped(line)}</p>`,
    )
    .join("");
}

type Kind = "cell" | "left" | "up" | "both";
interface Seen {
  readonly kind: Kind;
  readonly text: string;
}

const MERGED: Readonly<Record<string, Kind>> = { lcel: "left", ucel: "up", xcel: "both" };

function tableOf(inside: string): string {
  const rows = rowsOf(inside);
  const lines = rows.map((row, r) => {
    const cells = row.map(({ kind, text }, c) => {
      if (kind !== "cell") return "";
      const columns = 1 + runOf(row.slice(c + 1).map((one) => one.kind === "left"));
      const height = 1 + runOf(rows.slice(r + 1).map((below) => below[c]?.kind === "up"));
      return `<td rowspan="${height}" colspan="${columns}">${escaped(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table>${lines.join("")}</table>`;
}

const runOf = (are: readonly boolean[]) => {
  const end = are.indexOf(false);
  return end < 0 ? are.length : end;
};

function rowsOf(inside: string): Seen[][] {
  const rows: Seen[][] = [[]];
  const tokens = [...inside.matchAll(TOKEN)];
  for (const [rank, { index, 0: tag, 1: name = "" }] of tokens.entries()) {
    const text = inside.slice(index + tag.length, tokens[rank + 1]?.index).trim();
    if (name === "nl") rows.push([]);
    else rows.at(-1)?.push({ kind: MERGED[name] ?? "cell", text });
  }
  return rows.filter((row) => row.length > 0);
}
