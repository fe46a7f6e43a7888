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
  const rule = (left: string, cross: string, right: string) =>
    left + widths.map((width) => "─".repeat(width)).join(cross) + right;
  const lines = covered.map((row) => {
    let line = "│";
    for (let c = 0; c < columns; ) {
      const cell = row[c];
      const span = cell?.colSpan ?? 1;
      const room = widths.slice(c, c + span).reduce((sum, width) => sum + width, 0) + span - 1;
      const text = (cell?.text ?? "").replaceAll("\n", "");
      line += `${text}${" ".repeat(Math.max(0, room - screenWidth(text)))}│`;
      c += span;
    }
    return line;
  });
  return [rule("┌", "┬", "┐"), lines.join(`\n${rule("├", "┼", "┤")}\n`), rule("└", "┴", "┘")].join("\n");
}

function screenWidth(text: string): number {
  return [...text.replaceAll("\n", "")].reduce(
    (sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1),
    0,
  );
}
