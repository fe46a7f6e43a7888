// Tables in the mark-up of LaTeX, as recognisers of pages and converters write them: rows end in `\\`, cells in `&`, and what
// spans several is said by a command. Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import type { TextLine } from "./text-cells.ts";

const BEGIN =
  /^\s*(?:\\begin\{table\*?\}(?:\[[^\]]*\])?\s*|\\centering\s*)*\\begin\{(tabular[xy*]?|longtable|array)\}/;
/** Rules, sizes and places say nothing of cells. */
const DRAWN =
  /\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering|noalign)(?![a-zA-Z])|\\(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\}/g;
const MOST_SPANNED = 1000;

export function opensLatex(text: string): boolean {
  return BEGIN.test(text);
}

export interface LatexTable {
  readonly rows: RawCell[][];
  readonly length: number;
}

/** A table of a report has fewer lines. */
const MOST_LINES = 400;

/** The table that opens at `start`; null where it does not end. */
export function latexTable(lines: readonly TextLine[], start: number, table: number): LatexTable | null {
  const texts = lines.slice(start, start + MOST_LINES).map(({ text }) => text);
  const found = environment(texts.join("\n"));
  if (found === null) return null;
  const body = withoutArguments(found.inside).replace(DRAWN, "");
  const rows = pieces(body, "\\\\")
    .map((row) => row.replace(/^\s*\[[\d.]+\s*(?:pt|em|ex|mm|cm)\]/, ""))
    .filter((row) => row.trim() !== "")
    .map((row) => pieces(row, "&").map(draft));
  const at = { table, line: (lines[start] as TextLine).line };
  const placed = withoutCovered(rows).map((row, r) =>
    row.map((cell, c): RawCell => ({ ...cell, at: { ...at, row: r + 1, cell: c + 1 } })),
  );
  return placed.length === 0 ? null : { rows: placed, length: found.length };
}

/** What stands in the first table of a text, others within it included, and how many lines it takes. */
function environment(text: string): { inside: string; length: number } | null {
  const kind = BEGIN.exec(text)?.[1];
  if (kind === undefined) return null;
  const from = text.indexOf(`\\begin{${kind}}`) + `\\begin{${kind}}`.length;
  const marks = new RegExp(`\\\\(begin|end)\\{${kind.replace("*", "\\*")}\\}`, "g");
  let depth = 0;
  for (const { index, 1: mark } of text.matchAll(marks)) {
    depth += mark === "begin" ? 1 : -1;
    if (depth === 0)
      return { inside: text.slice(from, index), length: text.slice(0, index).split("\n").length };
  }
  return null;
}

/** Arguments of the environment: width and columns. */
function withoutArguments(text: string): string {
  let rest = text;
  for (;;) {
    const option = /^\s*\[[^\]]*\]/.exec(rest)?.[0];
    const argument = option ?? groupAt(rest, 0)?.whole;
    if (argument === undefined) return rest;
    rest = rest.slice(argument.length);
  }
}

/** The group in braces that begins a text, whatever stands in it. */
function groupAt(text: string, from: number): { whole: string; inside: string } | null {
  const start = /\S/.exec(text.slice(from))?.index ?? 0;
  if (text[from + start] !== "{") return null;
  let depth = 0;
  for (let at = from + start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    if (depth === 0) return { whole: text.slice(from, at + 1), inside: text.slice(from + start + 1, at) };
  }
  return null;
}

/** A text taken apart where a sign stands outside of braces and of tables within it. */
function pieces(text: string, sign: "&" | "\\\\"): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (depth === 0 && text.startsWith(sign, at)) {
      found.push(text.slice(from, at));
      from = at + sign.length;
      at = from - 1;
    } else if (text.startsWith("\\begin{", at)) depth += 1;
    else if (text.startsWith("\\end{", at)) depth -= 1;
    else if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    else if (text[at] === "\\") at += 1;
  }
  return [...found, text.slice(from)];
}

type Draft = Pick<RawCell, "text" | "rowSpan" | "colSpan">;

function draft(source: string): Draft {
  let text = source.trim();
  let rowSpan = 1;
  let colSpan = 1;
  for (;;) {
    const command = /^\\(multicolumn|multirow)\s*(?:\[[^\]]*\]\s*)?(?=\{)/.exec(text);
    const parts = command ? groups(text.slice(command[0].length), 3) : null;
    if (!command || parts === null) return { text: shown(text), rowSpan, colSpan };
    const span = Math.min(MOST_SPANNED, Math.max(1, Math.abs(Number(parts[0])) || 1));
    if (command[1] === "multirow") rowSpan = span;
    else colSpan = span;
    text = (parts[2] ?? "").trim();
  }
}

/** So many groups, one behind another, that are all of a text but blanks; `*` and options may stand for a group. */
function groups(text: string, count: number): string[] | null {
  const found: string[] = [];
  let rest = text;
  while (found.length < count) {
    rest = rest.replace(/^\s*\[[^\]]*\]/, "").trimStart();
    const group = groupAt(rest, 0);
    if (group === null) return null;
    found.push(group.inside);
    rest = rest.slice(group.whole.length);
  }
  return rest.trim() === "" ? found : null;
}

/** What a cell shows. Struck out text is none of it; a command that is not known stays as it is. */
function shown(text: string): string {
  return text
    .replace(/\\begin\{tabular\}(?:\[[^\]]*\])?\{(?:[^{}]|\{[^{}]*\})*\}|\\end\{tabular\}/g, "")
    .replace(/\\(?:sout|st|cancel)\{[^{}]*\}/g, "")
    .replace(/\\(?:textbf|textit|text|mathrm|mathbf|makecell|small|bf)\s*(?:\[[^\]]*\])?\{([^{}]*)\}/g, "$1")
    .replace(/\\\\/g, "\n")
    .replace(/\\([%&#_${}])/g, "$1")
    .replace(/\$\s*([-+]?[\d.,\s]*)\s*\$/g, "$1")
    .replace(/\\(?:quad|,|;|\s)|~/g, " ")
    .trim();
}

/** Below a cell of several rows stand empty cells in its place. */
function withoutCovered(rows: readonly (readonly Draft[])[]): Draft[][] {
  const until: number[] = [];
  return rows.map((row, r) => {
    let column = 0;
    return row.filter(({ text, rowSpan, colSpan }) => {
      const isCovered = (until[column] ?? 0) > r && text === "";
      if (!isCovered) for (let c = column; c < column + colSpan; c += 1) until[c] = r + rowSpan;
      column += colSpan;
      return !isCovered;
    });
  });
}
