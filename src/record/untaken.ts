// Cuts out of a text what form tables were read from: their cells, and the labels between and in front of them.
// Must not know labels or figures: it goes by places.
import type { Place } from "../model/place.ts";
import type { ReportCell } from "../model/report.ts";

/** A stretch of one printed line. */
export interface ProseLine {
  readonly text: string;
  readonly at: Place;
  /** Where the stretch begins in its line. */
  readonly offset: number;
  /** Lines of pages and plain texts may break anywhere in a sentence. */
  readonly wraps: boolean;
  /** It was read off a picture. */
  readonly recognised?: true;
}

/** Text without a full stop that is no longer belongs to the cells around it. */
const LONGEST_LABELS = 160;

/** A figure, or the label of one, then its unit and what ends a clause or opens a remark. */
const SAID =
  /^\D{0,16}?\d[\d.,，]*\s*(?:\p{Script=Han}{1,3}\s*[，,；;。]|\p{Script=Han}[（(](?!\p{Script=Han}{1,3}[）)]))/u;

const LONGEST_SAID = 24;

/** @param headingIn the first heading of a text, as [from, to) */
export function untaken(
  lines: readonly ProseLine[],
  cells: readonly ReportCell[],
  headingIn: HeadingIn,
): ProseLine[] {
  const spans = takenSpans(lines, cells, headingIn);
  if (spans.length === 0) return [...lines];
  const kept: ProseLine[] = [];
  let start = 0;
  let next = 0;
  for (const line of lines) {
    const end = start + line.text.length;
    let from = start;
    while (next < spans.length && (spans[next]?.[0] ?? 0) < end) {
      const [first, last] = spans[next] as Span;
      if (first > from) kept.push(cut(line, start, from, first));
      from = Math.max(from, Math.min(last, end));
      if (last > end) break;
      next += 1;
    }
    if (from < end) kept.push(from === start ? line : cut(line, start, from, end));
    start = end + 1;
  }
  return kept;
}

/** Finds the first heading of a text; null where there is none. */
type HeadingIn = (text: string) => Span | null;

type Span = readonly [from: number, to: number];

function cut(line: ProseLine, start: number, from: number, to: number): ProseLine {
  return { ...line, text: line.text.slice(from - start, to - start), offset: line.offset + from - start };
}

/** Stretches of all lines put together, with one character between two lines. */
function takenSpans(lines: readonly ProseLine[], cells: readonly ReportCell[], headingIn: HeadingIn): Span[] {
  const starts = new Map<string, { readonly from: number; readonly length: number }>();
  let at = 0;
  for (const line of lines) {
    starts.set(keyOf(line.at), { from: at, length: line.text.length });
    at += line.text.length + 1;
  }
  const all = lines.map(({ text }) => text).join("\n");
  const spans = cells.flatMap(({ at: place, state, table }): TableSpan[] => {
    const line = state === "absent" ? undefined : starts.get(keyOf(place));
    if (!line) return [];
    const [first, last] = place.chars ?? [1, line.length];
    const to = Math.min(line.from + last, line.from + line.length);
    // A sentence that names rows one after the other may look like a form.
    if (place.chars && SAID.test(all.slice(line.from + first - 1, to + LONGEST_SAID))) return [];
    return [{ from: line.from + first - 1, to, table }];
  });
  return spans.length === 0 ? [] : joined(spans, all, headingIn);
}

/** Short, since each line and each cell has one. */
function keyOf({ table = 0, row = 0, cell = 0, line = 0, paragraph = 0, page = 0, box, part = "" }: Place) {
  return `${table}/${row}/${cell}/${line}/${paragraph}/${page}/${box ?? ""}/${part}`;
}

interface TableSpan {
  readonly from: number;
  readonly to: number;
  readonly table: string;
}

/** Labels between two cells go with them, and those in front of the first; a heading between two tables stays. */
function joined(spans: readonly TableSpan[], all: string, headingIn: HeadingIn): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
  const result: [number, number][] = [];
  let table = "";
  for (const span of sorted) {
    const last = result.at(-1);
    const gap = last ? all.slice(last[1], span.from) : "";
    const apart = !last || gap.length > LONGEST_LABELS || gap.includes("。");
    const heading = apart || table === span.table ? null : headingIn(gap);
    if (apart) result.push([labelStart(all, span.from), span.to]);
    else if (heading) {
      const end = last[1] + heading[1];
      last[1] += heading[0];
      result.push([end, span.to]);
    } else last[1] = Math.max(last[1], span.to);
    table = span.table;
  }
  return result;
}

/** Figures with their units, each before a comma, are told in a sentence. */
const COUNTED = /\d\s*\p{Script=Han}{1,3}[，,；;]/gu;

function labelStart(all: string, from: number): number {
  const before = all.slice(Math.max(0, from - LONGEST_LABELS), from);
  const counted = [...before.matchAll(COUNTED)].at(-1);
  const told = counted ? counted.index + counted[0].length - 1 : -1;
  const stop = Math.max(
    before.lastIndexOf("。"),
    before.lastIndexOf("\n"),
    before.lastIndexOf(" "),
    told,
    -1,
  );
  return from - before.length + stop + 1;
}
