// Lists in plain text that name each figure: `name: figure` a line, or one line a row with a name before each figure.
// Must not know labels or numbers of any form.
import type { RawCell } from "../model/document.ts";
import { VALUE_SOURCE } from "../text/value.ts";
import type { TextLine } from "./text-cells.ts";

/** What may stand behind a name, nothing among it. */
const VALUE = `${VALUE_SOURCE}|`;
const NAMED = new RegExp(`^(.*\\p{L}.*?)\\s*[:：=]\\s*(${VALUE})$`, "u");
const NAMED_BY_COLON = new RegExp(`[:：]\\s*(?:${VALUE})$`, "u");
const SPACED = /^(.*\p{L}[^\s\d]*)\s+([-+−]?\d[\d.,]*\s*\p{L}{0,3})$/u;
const LABELLED = /^(.*\p{L}.*)[:：]\s*(.*\p{L}.*)$/u;
/** What each pair has: a sign behind its name, or a gap before its figure. Most lines have neither. */
const MAY_NAME = /[:：=]|\s[-+−]?\d/;
/** What may stand between the pairs of a line, the likeliest first. */
const SEPARATORS = [/[；;]/, /[，,]/, /、/, /\t|\s*[|｜]\s*/];
/** Signs of lists and headings before a line, and of bold letters around a name. */
const LEAD = /^\s*(?:[-*+•·▪]\s+|#{1,6}\s+|>\s+)?/;

interface Pair {
  readonly name: string;
  readonly value: string;
}

interface NamedLine {
  readonly line: number;
  /** What the whole line is about, where it says so. */
  readonly label: string;
  readonly pairs: readonly Pair[];
}

/** Fewer lines than this may name figures in prose. */
const FEWEST = 3;

export interface PairTable {
  readonly rows: RawCell[][];
  readonly length: number;
}

/** The list that begins at `start`, as a table; null where none does. */
export function pairTable(lines: readonly TextLine[], start: number, table: number): PairTable | null {
  const first = namedLine(lines[start]);
  if (!first && !namedLine(lines[start + 1])) return null;
  const items: Item[] = [];
  let end = start;
  for (let at = start; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? "";
    if (text.trim() === "") continue;
    const named = namedLine(lines[at]);
    if (!named && (isProse(text) || !namedLine(nextWritten(lines, at + 1)))) break;
    items.push(named ?? { line: lines[at]?.line ?? 0, text: bare(text) });
    end = at + 1;
  }
  const named = items.filter((item): item is NamedLine => "pairs" in item);
  if (
    named.length < FEWEST ||
    named.flatMap(({ pairs }) => pairs).filter(({ value }) => value !== "").length < FEWEST
  )
    return null;
  const rows = named.every(({ label, pairs }) => label === "" && pairs.length === 1)
    ? listRows(items, table)
    : matrixRows(items, table);
  return { rows, length: end - start };
}

function nextWritten(lines: readonly TextLine[], from: number): TextLine | undefined {
  for (let at = from; at < lines.length; at += 1) if (lines[at]?.text.trim() !== "") return lines[at];
  return undefined;
}

type Item = NamedLine | { readonly line: number; readonly text: string };

function isProse(text: string): boolean {
  return /[。！？]\s*$/.test(text) || text.length > 120;
}

function bare(text: string): string {
  return text
    .replace(LEAD, "")
    .replace(/\*\*|__/g, "")
    .replace(/[:：]\s*$/, "")
    .trim();
}

/** What each line names: lists are looked for from every line on. */
const known = new WeakMap<TextLine, NamedLine | null>();

function namedLine(line: TextLine | undefined): NamedLine | null {
  if (!line) return null;
  const before = known.get(line);
  if (before !== undefined) return before;
  const named = readLine(line);
  known.set(line, named);
  return named;
}

function readLine(line: TextLine): NamedLine | null {
  if (isProse(line.text)) return null;
  const text = line.text
    .replace(LEAD, "")
    .replace(/\*\*|__/g, "")
    .trim();
  if (!MAY_NAME.test(text)) return null;
  for (const separator of SEPARATORS) {
    // Most lines have none: this is asked of every line of every text.
    if (!separator.test(text)) continue;
    const [head = "", ...rest] = splitOutside(text, separator);
    const others = rest.map(pairOf);
    if (rest.length === 0 || !others.every((pair) => pair !== null)) continue;
    const first = labelled(head);
    if (first) return withLabel({ line: line.line, label: first.label, pairs: [first.pair, ...others] });
  }
  // A name and a figure with nothing but a gap between them are a line of any layout.
  const only = NAMED.test(text) || LABELLED.test(text) ? labelled(text) : null;
  return only ? { line: line.line, label: only.label, pairs: [only.pair] } : null;
}

/** A pair, with the label of the whole line before it where there is one: a colon before it, another sign or a gap within. */
function labelled(text: string): { label: string; pair: Pair } | null {
  const pair = pairOf(text);
  if (pair && NAMED_BY_COLON.test(text)) return { label: "", pair };
  const [, label, rest] = LABELLED.exec(text) ?? [];
  const inner = label === undefined || rest === undefined ? null : pairOf(rest);
  if (inner && label !== undefined) return { label, pair: inner };
  return pair ? { label: "", pair } : null;
}

/** Where all signs of a line are colons, what stands before the first name's own is the label of the line. */
function withLabel(named: NamedLine): NamedLine {
  const [first, ...others] = named.pairs;
  if (named.label !== "" || !first || others.some(({ name }) => /[:：]/.test(name))) return named;
  const [, label, name] = /^(.*\p{L}.*)[:：]\s*(.*\p{L}.*)$/u.exec(first.name) ?? [];
  return label === undefined || name === undefined
    ? named
    : { ...named, label, pairs: [{ ...first, name }, ...others] };
}

function pairOf(text: string): Pair | null {
  const tidy = text.trim();
  const [, name, value] = NAMED.exec(tidy) ?? SPACED.exec(tidy) ?? [];
  return name === undefined || value === undefined ? null : { name: name.trim(), value: value.trim() };
}

/** Splits at a separator that stands outside of brackets. */
function splitOutside(text: string, separator: RegExp): string[] {
  const closed = text.replace(/[（(][^）)]*[）)]/g, (inside) => inside.replace(/./g, "\ufdd9"));
  const parts: string[] = [];
  let from = 0;
  for (const match of closed.matchAll(new RegExp(separator, "g"))) {
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== "");
}

/** One name and one figure a row; lines between them head what follows. */
function listRows(items: readonly Item[], table: number): RawCell[][] {
  return items.map((item, r) =>
    "pairs" in item
      ? cells([item.pairs[0]?.name ?? "", item.pairs[0]?.value ?? ""], { table, row: r + 1, line: item.line })
      : cells([item.text, ""], { table, row: r + 1, line: item.line }),
  );
}

/** One line a row: its label, and its figures under a row of their names wherever these change. */
function matrixRows(items: readonly Item[], table: number): RawCell[][] {
  const depth = Math.max(1, ...items.map((item) => pathOf("pairs" in item ? item.label : item.text).length));
  const rows: RawCell[][] = [];
  let heads = "";
  let above: { text: string; line: number } | null = null;
  const push = (texts: readonly string[], line: number) =>
    rows.push(cells(texts, { table, row: rows.length + 1, line }));
  const flush = () => {
    if (above) push(widened(above.text, depth), above.line);
    above = null;
  };
  for (const item of items) {
    if (!("pairs" in item)) {
      flush();
      above = item;
      continue;
    }
    const names = item.pairs.map(({ name }) => name);
    const group: { text: string; line: number } | null = above;
    if (item.label !== "") flush();
    if (names.join("\n") !== heads) push([...Array(depth).fill(""), ...names], item.line);
    heads = names.join("\n");
    const label: string = item.label !== "" ? item.label : (group?.text ?? "");
    above = null;
    push([...widened(label, depth), ...item.pairs.map(({ value }) => value)], item.line);
  }
  return rows.map(spread);
}

/** The steps of a label that leads from group to row. */
function pathOf(label: string): string[] {
  return label.split(/\s*(?:>|›|»|→)\s*/).filter((step) => step !== "");
}

const COVERED = "\ufdda";

function widened(label: string, depth: number): string[] {
  const steps = pathOf(label);
  return [
    ...(steps.length > 0 ? steps : [""]),
    ...Array(Math.max(0, depth - Math.max(1, steps.length))).fill(COVERED),
  ];
}

/** A label with fewer steps than others covers the columns of the steps it lacks. */
function spread(row: readonly RawCell[]): RawCell[] {
  const merged: RawCell[] = [];
  for (const cell of row) {
    const last = merged.at(-1);
    if (cell.text === COVERED && last) merged[merged.length - 1] = { ...last, colSpan: last.colSpan + 1 };
    else merged.push(cell);
  }
  return merged;
}

function cells(texts: readonly string[], at: RawCell["at"]): RawCell[] {
  return texts.map((text, c) => ({ text, rowSpan: 1, colSpan: 1, at: { ...at, cell: c + 1 } }));
}
