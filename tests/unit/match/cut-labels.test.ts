// Rows that a page or heads printed again cut in two.
import { expect, test } from "vitest";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

/** A line of ten places: its label begins at the third, or at the second where the columns are set elsewhere. */
const line = (label: string, cells: readonly string[], elsewhere: boolean) =>
  (elsewhere ? td("") + td(label, 'colspan="2"') : td("", 'colspan="2"') + td(label)) +
  cells.map((cell) => td(cell)).join("");

test("pieces of a label are one where heads stand between them and columns are set elsewhere below", async () => {
  const cut = 6;
  const lines = ROWS.flatMap(({ label }, rank) => {
    const figures = PRINTED[rank] ?? [];
    if (rank !== cut) return [line(label.text, figures, rank > cut)];
    const begin = line(label.text.slice(0, 6), figures, false);
    const rest = line(
      label.text.slice(6),
      HEADS.map(() => ""),
      true,
    );
    return [begin, line("项目", HEADS, true), rest];
  });
  const page = pageOf(tableOf([line("项目", HEADS, false), ...lines]));
  expect(readOf(await readPage("a.html", page))).toEqual(PRINTED);
});
