// Prints a made table the way programs lay a page out as text: cells keep their places, so that labels broken over lines,
// group labels and figures share lines, and figures stand between the lines of their labels.
import fc from "fast-check";

export const layoutOptions = fc.record({
  /** Characters that fit into a line of the label, group and figure cells. */
  label: fc.integer({ min: 4, max: 24 }),
  group: fc.integer({ min: 3, max: 6 }),
  figure: fc.integer({ min: 4, max: 9 }),
  align: fc.constantFrom("left", "middle", "right"),
  /** Where figures stand in the height of their row. */
  vertical: fc.constantFrom("top", "middle", "bottom"),
  /** Blank lines between rows. */
  apart: fc.boolean(),
  /** A page ends after so many rows, and the next sets its columns off by `shift`. */
  page: fc.option(fc.integer({ min: 2, max: 8 }), { nil: null }),
  shift: fc.integer({ min: 0, max: 9 }),
  numbered: fc.boolean(),
  /** Figures slip sideways by up to that much, row by row. */
  slip: fc.nat(1),
});

export type LayoutOptions = typeof layoutOptions extends fc.Arbitrary<infer T> ? T : never;

interface Item {
  /** In half lines from the table's top. */
  readonly y: number;
  readonly x: number;
  readonly text: string;
}

export interface LaidRow {
  readonly groups: readonly string[];
  readonly label: string;
  readonly cells: readonly (string | null)[];
}

export function printLayout(
  heads: readonly string[],
  rows: readonly LaidRow[],
  drawn: LayoutOptions,
): string {
  const depth = Math.max(0, ...rows.map(({ groups }) => groups.length));
  const left = depth * (drawn.group + 1);
  const start = left + (rows.some(({ label }) => label !== "") ? drawn.label + 2 : 0);
  const xOf = (column: number, text: string, slip = 0): number => {
    const room = drawn.figure - text.length;
    const inside = drawn.align === "left" ? 0 : drawn.align === "right" ? room : Math.floor(room / 2);
    return start + column * (drawn.figure + 2) + Math.max(0, Math.min(room, inside + slip));
  };
  const items: Item[] = [];
  const breaks: number[] = [];
  const headLines = heads.map((text) => pieces(text, drawn.figure));
  const headHeight = Math.max(...headLines.map((lines) => lines.length));
  headLines.forEach((lines, column) => {
    lines.forEach((text, index) => {
      items.push({ y: headHeight - lines.length + 2 * index, x: xOf(column, text), text });
    });
  });
  let y = 2 * headHeight + 1;
  const spans = new Map<string, { depth: number; from: number; to: number }>();
  rows.forEach((row, index) => {
    if (drawn.page !== null && index > 0 && index % drawn.page === 0) breaks.push(y);
    const label = pieces(row.label, drawn.label);
    const cells = row.cells.map((text) => (text === null ? [] : pieces(text, drawn.figure)));
    const height = Math.max(1, label.length, ...cells.map((lines) => lines.length));
    const room = (lines: number): number =>
      drawn.vertical === "top" ? 0 : drawn.vertical === "bottom" ? 2 * (height - lines) : height - lines;
    label.forEach((text, line) => {
      items.push({ y: y + height - label.length + 2 * line, x: left, text });
    });
    cells.forEach((lines, column) => {
      const slip = (index * 7 + column * 3) % (drawn.slip + 1);
      lines.forEach((text, line) => {
        items.push({ y: y + room(lines.length) + 2 * line, x: xOf(column, text, slip), text });
      });
    });
    row.groups.forEach((text, at) => {
      const key = `${at}\n${text}`;
      const span = spans.get(key) ?? { depth: at, from: y, to: y };
      spans.set(key, { ...span, to: y + 2 * height });
    });
    y += 2 * height + (drawn.apart ? 2 : 0);
  });
  for (const [key, span] of spans) {
    const lines = pieces(key.slice(key.indexOf("\n") + 1), drawn.group);
    const from = Math.max(span.from, Math.floor((span.from + span.to) / 2) - lines.length);
    lines.forEach((text, line) => {
      items.push({ y: from + 2 * line, x: span.depth * (drawn.group + 1), text });
    });
  }
  return toText(items, breaks, y, drawn);
}

function pieces(text: string, width: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += width) found.push(text.slice(at, at + width));
  return found;
}

function toText(
  items: readonly Item[],
  breaks: readonly number[],
  end: number,
  drawn: LayoutOptions,
): string {
  const lines: string[] = [];
  let page = 0;
  let last = -2;
  for (let y = 0; y < end; y += 1) {
    if (breaks.includes(y)) {
      page += 1;
      if (drawn.numbered) lines.push("", `${" ".repeat(30)}${page}`);
      lines.push("\f");
      last = y;
    }
    const here = items.filter((item) => item.y === y).sort((a, b) => a.x - b.x);
    if (here.length === 0) continue;
    if (y - last > 3) lines.push("");
    last = y;
    let line = "";
    for (const { x, text } of here) {
      const at = x + (page % 2) * drawn.shift;
      line = line.length < at ? line.padEnd(at) : line === "" ? "" : `${line} `;
      line += text;
    }
    lines.push(line);
  }
  // The form feed stands before the first line of its page.
  return lines.join("\n").replace(/\f\n*/g, "\f");
}
