// Writes sheets as plain text the way converters and crawlers do.
import type { Sheet, SheetCell } from "./print-form.ts";

/** Every slot of the sheet: a cell where it begins, null where a span covers it. */
export function slots(sheet: Sheet): (SheetCell | null)[][] {
  const rows: (SheetCell | null | undefined)[][] = sheet.map(() => []);
  sheet.forEach((cells, r) => {
    let c = 0;
    for (const cell of cells) {
      while (rows[r]?.[c] !== undefined) c += 1;
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          const row = rows[r + down];
          if (row) row[c + right] = down === 0 && right === 0 ? cell : null;
        }
      }
      c += cell.colSpan;
    }
  });
  return rows.map((row) => [...row].map((slot) => slot ?? null));
}

/** The sheet as it is stored without positions: a lost cell is not there, one too many stands in line. */
export function inLine(sheet: Sheet): Sheet {
  return sheet.map((row) =>
    row.flatMap((cell) => {
      const printed = cell.gone ? [] : [cell];
      if (!cell.extra) return printed;
      const extra = { text: cell.extra.text, rowSpan: 1, colSpan: 1 };
      return cell.extra.side === "before" ? [extra, ...printed] : [...printed, extra];
    }),
  );
}

/** One cell too many takes a place of its own: what follows stands one column further on. */
export function withPlaces(sheet: Sheet): Sheet {
  return sheet.map((row) =>
    row.flatMap((cell) => {
      if (!cell.extra) return [cell];
      const extra = { text: cell.extra.text, rowSpan: 1, colSpan: cell.colSpan };
      return cell.extra.side === "before" ? [extra, cell] : [cell, extra];
    }),
  );
}

/** A tab before each cell, a lone tab for what a merge covers from above, a blank line after each row. */
export function tabCells(sheet: Sheet): string {
  const covered = slots(sheet);
  return covered
    .map((row, r) =>
      row
        .flatMap((slot, c) => {
          if (slot) return [`\t${slot.text}`];
          // Covered from the left leaves nothing, covered from above leaves a lone tab.
          const fromLeft = sheet[r]?.some(
            (cell) => startsAt(covered, cell, r) < c && startsAt(covered, cell, r) + cell.colSpan > c,
          );
          return fromLeft ? [] : ["\t"];
        })
        .join("\n"),
    )
    .join("\n\n");
}

function startsAt(covered: (SheetCell | null)[][], cell: SheetCell, r: number): number {
  return covered[r]?.indexOf(cell) ?? -1;
}

/** `cell | cell |`, one row a line, spans not expanded. */
export function pipes(sheet: Sheet): string {
  return sheet.map((row) => `${row.map((cell) => cell.text.replaceAll("\n", " ")).join(" | ")} |`).join("\n");
}

/** One cell a line. */
export function cellLines(sheet: Sheet, between = "\n"): string {
  return sheet.flatMap((row) => row.map((cell) => cell.text)).join(between);
}

/** All cells run together. */
export function glued(sheet: Sheet): string {
  return sheet.flatMap((row) => row.map((cell) => cell.text.replaceAll("\n", ""))).join("");
}

/** A drawn table: every slot a box, spans without inner lines sideways. */
export function boxes(sheet: Sheet): string {
  const covered = slots(sheet);
  const columns = Math.max(...covered.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(
      2,
      ...covered.map((row) => (row[c] && row[c]?.colSpan === 1 ? screenWidth(row[c]?.text ?? "") : 2)),
    ),
  );
  widen(widths, covered);
  const rule = (left: string, cross: string, right: string) =>
    left + widths.map((width) => "─".repeat(width)).join(cross) + right;
  const lines = covered.map((row) => {
    let line = "│";
    for (let c = 0; c < columns; ) {
      const cell = row[c];
      const span = cell?.colSpan ?? 1;
      const room = widths.slice(c, c + span).reduce((sum, width) => sum + width, 0) + span - 1;
      const box = (text: string) => `${text}${" ".repeat(Math.max(0, room - screenWidth(text)))}│`;
      const printed = cell?.gone ? "" : box((cell?.text ?? "").replaceAll("\n", ""));
      const extra = cell?.extra ? box(cell.extra.text) : "";
      line += cell?.extra?.side === "before" ? extra + printed : printed + extra;
      c += span;
    }
    return line;
  });
  return [rule("┌", "┬", "┐"), lines.join(`\n${rule("├", "┼", "┤")}\n`), rule("└", "┴", "┘")].join("\n");
}

/** A merged cell whose text is longer than what it spans pushes the last of its columns. */
function widen(widths: number[], covered: readonly (readonly (SheetCell | null)[])[]): void {
  for (const row of covered) {
    row.forEach((cell, c) => {
      if (!cell || cell.colSpan === 1) return;
      const last = Math.min(c + cell.colSpan, widths.length) - 1;
      const room = widths.slice(c, last + 1).reduce((sum, width) => sum + width, 0) + last - c;
      widths[last] = (widths[last] ?? 0) + Math.max(0, screenWidth(cell.text) - room);
    });
  }
}

/** Places that a text takes on a screen: wide characters take two. */
export function screenWidth(text: string): number {
  return [...text.replaceAll("\n", "")].reduce(
    (sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1),
    0,
  );
}
