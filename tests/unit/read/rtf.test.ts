import { describe, expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { rtfReader } from "../../../src/read/rtf.ts";
import { settle } from "../../../src/read/settle.ts";

const read = (body: string) =>
  rtfReader.read(
    Buffer.from(
      `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}${body}}`,
      "latin1",
    ),
    {},
  );
const table = async (body: string) => {
  const found = (await read(body)).content.find((block) => block.kind === "table") as RawTable;
  return found.rows.map((cells) =>
    cells.map(
      ({ text, rowSpan, colSpan }) =>
        `${text}${rowSpan > 1 ? `v${rowSpan}` : ""}${colSpan > 1 ? `h${colSpan}` : ""}`,
    ),
  );
};
const row = (definition: string, ...cells: string[]) =>
  `\\trowd ${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join("")}\\row `;

describe("RTF", () => {
  test("text in GBK bytes, in \\u with its substitute, and in fonts of other charsets", async () => {
    const found = await read("\\f0\\'b9\\'ab\\'bf\\'aa\\uc1\\u20840?\\u-28743?\\f1 A\\'e9\\par");
    expect(found.content).toMatchObject([{ text: `公开${String.fromCharCode(20840, 36793)}Aé` }]);
  });

  test("spans follow from where cells end", async () => {
    expect(
      await table(
        row("\\cellx1000\\cellx3000", "a", "b") +
          row("\\cellx1000\\cellx2010\\cellx3000", "1", "2", "") +
          "\\pard x\\par",
      ),
    ).toEqual([
      ["a", "bh2"],
      ["1", "2", ""],
    ]);
  });

  test("merges sideways and downwards", async () => {
    expect(
      await table(
        row("\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000", "a", "b", "") +
          row("\\clvmrg\\cellx1000\\cellx2000\\cellx3000", "", "1", "2"),
      ),
    ).toEqual([
      ["av2", "bh2"],
      ["1", "2"],
    ]);
  });

  test("a nested table of several rows stands by itself", async () => {
    const inner =
      "\\pard\\intbl\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}\\pard\\intbl\\itap2 3\\nestcell 4\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}\\pard\\intbl\\itap1 ";
    expect(await table(`\\trowd\\cellx1000\\pard\\intbl ${inner}\\cell\\row\\pard end\\par`)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  test("hidden, deleted and struck text, fields' codes, pictures and notes are no text", async () => {
    const body =
      "1{\\v 2}{\\deleted 3}{\\strike 4}{\\field{\\*\\fldinst PAGE}{\\fldrslt 5}}{\\pict\\pngblip 89504e47}{\\footnote 6}{\\*\\unknown 7}8\\par";
    expect(settle(await read(body)).content).toMatchObject([{ text: "158" }]);
  });

  test("a raised digit is a note mark", async () => {
    expect((await read("12{\\super 1}\\par")).content).toMatchObject([{ text: "12¹" }]);
  });

  test("a file without its end says so", async () => {
    const cut = await rtfReader.read(Buffer.from("{\\rtf1{\\b text\\par more", "latin1"), {});
    expect(cut.diagnostics).toContainEqual(expect.objectContaining({ code: "read/part-unreadable" }));
  });
});
