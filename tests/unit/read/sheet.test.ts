import { utils, type WorkSheet, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";

function workbook(bookType: "xlsx" | "biff8" | "ods", change?: (sheet: WorkSheet) => void): Uint8Array {
  const sheet = utils.aoa_to_sheet([["标题"], ["a", "b", null], ["c", 1234.5, 0], [null, null, 7]]);
  sheet["!merges"] = [utils.decode_range("A1:C1"), utils.decode_range("B2:C2"), utils.decode_range("A3:A4")];
  change?.(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "表");
  return new Uint8Array(write(book, { type: "array", bookType }) as ArrayBuffer);
}

describe.each(["xlsx", "biff8", "ods"] as const)("%s", (type) => {
  test("merges, blanks and numbers as shown; a line above the table is text", async () => {
    const { container, content } = await readDocument(workbook(type));
    expect(container).toBe(type === "biff8" ? "xls" : type);
    expect(content[0]).toMatchObject({ kind: "text", text: "标题" });
    const { rows } = content[1] as RawTable;
    expect(rows.map((cells) => cells.map(({ text, rowSpan, colSpan }) => [text, rowSpan, colSpan]))).toEqual([
      [
        ["a", 1, 1],
        ["b", 1, 2],
      ],
      [
        ["c", 2, 1],
        ["1234.5", 1, 1],
        ["0", 1, 1],
      ],
      [
        ["", 1, 1],
        ["7", 1, 1],
      ],
    ]);
    expect(rows[1]?.[1]?.at).toMatchObject({ row: 3, cell: 2, part: "表!B3" });
  });
});

test("what is hidden is not shown", async () => {
  const hide = (sheet: WorkSheet) => {
    sheet["!rows"] = [{}, {}, { hidden: true }];
    sheet["!merges"] = [];
  };
  const { content } = await readDocument(workbook("xlsx", hide));
  expect(
    content.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row[0]?.text) : [])),
  ).toEqual(["a", ""]);
});

test("a sheet of more than a million cells is refused with its name", async () => {
  const huge = workbook("xlsx", (sheet) => {
    sheet["CV15000"] = { t: "n", v: 1 };
    sheet["!ref"] = "A1:CV15000";
  });
  await expect(readDocument(huge)).rejects.toThrow(/«表» spans .* cells/);
});
