// Expands the spans of a stored table into a rectangle of slots.
// Must not know labels, numbers or containers.

import type { Note } from "../model/diagnostic.ts";
import type { RawTable } from "../model/document.ts";
import type { Grid, Slot } from "../model/grid.ts";

const HOLE: Slot = { kind: "hole" };

/** Rows as stored, every one as wide as the widest. A span that runs into a taken slot or past the end is clipped. */
export function toGrid(table: RawTable, note: Note, edges: Grid["edges"] = "stated"): Grid {
  const rows: Slot[][] = table.rows.map(() => []);
  table.rows.forEach((cells, r) => {
    const row = rows[r] ?? [];
    let c = 0;
    for (const cell of cells) {
      while (row[c] !== undefined) c += 1;
      const rowSpan = Math.max(1, Math.min(cell.rowSpan, rows.length - r));
      let colSpan = 1;
      while (colSpan < cell.colSpan && row[c + colSpan] === undefined) colSpan += 1;
      for (let down = 0; down < rowSpan; down += 1) {
        const target = rows[r + down] ?? [];
        for (let right = 0; right < colSpan; right += 1) {
          target[c + right] ??= { kind: "covered", by: [r, c] };
        }
      }
      const { text, at, marks, supplied } = cell;
      const shown = { text, rowSpan, colSpan, at, ...(marks ? { marks } : {}) };
      row[c] = { kind: "cell", ...shown, ...(supplied ? { supplied } : {}) };
      c += colSpan;
    }
  });
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let ragged = false;
  for (const row of rows) {
    if (row.length < width) ragged = true;
    for (let c = 0; c < width; c += 1) row[c] ??= HOLE;
  }
  if (ragged) note({ code: "grid/ragged", at: table.at });
  return {
    kind: "grid",
    at: table.at,
    width,
    rows,
    edges,
    ...(table.caption !== undefined ? { caption: table.caption } : {}),
    ...(table.byNumber ? { byNumber: true } : {}),
  };
}
