import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeFigures } from "../../../src/dev/made/figures.ts";
import { figureKey, printTable } from "../../../src/dev/made/print-form.ts";
import { loadForms } from "../../../src/forms/load.ts";
import { layOut } from "../../../src/grid/flow.ts";
import { readDocument } from "../../../src/read/read.ts";
import { extractDocument } from "../../../src/run/extract.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";
import { ofdOf } from "../../builders/ofd.ts";

const PIPELINE = fileURLToPath(new URL("../../../pipelines/disclosure/pipeline.yaml", import.meta.url));

describe("what an OFD page shows beside its own text", () => {
  /** The second cell of a table of one row: its left upper corner is at (70, 15), in millimetres. */
  const figureOf = async (figure: string, marks: { over?: string; annotation?: string }) => {
    const cell = (text: string) => ({ text, rowSpan: 1, colSpan: 1 });
    const document = await readDocument(ofdOf("标题", [[[cell("行政许可"), cell(figure)]]], marks));
    const grid = layOut(document, () => undefined).find((part) => part.kind === "grid");
    const slot = grid?.kind === "grid" ? grid.rows[0]?.[1] : undefined;
    return slot?.kind === "cell" ? [slot.text, slot.marks ?? []] : null;
  };
  const text = (shown: string, x: number, y: number, more = "", child = "") =>
    `<ofd:TextObject ID="800" Boundary="${x} ${y} 9 3" Font="1" Size="3"${more}>${child}<ofd:TextCode X="0" Y="2.64">${shown}</ofd:TextCode></ofd:TextObject>`;
  const area = (colour: string) =>
    `<ofd:PathObject ID="801" Boundary="70.5 15.5 120 5" Stroke="false" Fill="true"><ofd:FillColor Value="${colour}"/><ofd:AbbreviatedData>M 0 0 L 120 0 L 120 5 L 0 5 C</ofd:AbbreviatedData></ofd:PathObject>`;
  const shape =
    '<ofd:PathObject ID="802" Boundary="72 16 3 3" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 B 1 0 3 1 3 3 L 0 3 C</ofd:AbbreviatedData></ofd:PathObject>';
  const picture = '<ofd:ImageObject ID="803" Boundary="72 16 3 3" CTM="3 0 0 3 0 0" ResourceID="5"/>';
  const white = '<ofd:FillColor Value="255 255 255"/>';

  test.each([
    [
      "a figure in an annotation, from the annotation's corner",
      "",
      { annotation: text("7", 67, 11) },
      "7",
      [],
    ],
    ["white text", "7", { over: text("8", 73, 16, "", white) }, "7", []],
    ["text that is not visible", "7", { over: text("8", 73, 16, ' Visible="false"') }, "7", []],
    ["a new figure over a covered one", "8", { over: area("255 255 255") + text("7", 71, 16) }, "7", []],
    ["white text on a dark ground", "", { over: area("0 0 0") + text("7", 71, 16, "", white) }, "7", []],
    ["a covered figure", "8", { over: area("255 255 255") }, "", ["lost"]],
    ["a drawn shape", "", { over: shape }, "", ["drawn"]],
    ["a picture", "", { over: picture }, "", ["drawn"]],
    ["a letter that nobody named", "", { over: text("¤", 71, 16) }, "\ufffd", ["lost"]],
  ])("%s", async (_, figure, marks, shown, seen) =>
    expect(await figureOf(figure, marks)).toEqual([shown, seen]),
  );

  test.each([
    text("7", 71, 16).replace('X="0"', 'X="0,5"'),
    text("7", 71, 16).replace('Y="2.64"', 'Y=""'),
    text("77", 71, 16).replace('Y="2.64"', 'Y="2.64" DeltaX="1,5"'),
    text("77", 71, 16).replace('Y="2.64"', 'Y="2.64" DeltaX="g 1"'),
    text("7", 71, 16).replace('Size="3"', 'Size="3mm"'),
    text("7", 71, 16).replace('Boundary="71 16', 'Boundary="71,16'),
    text("7", 71, 16, ' CTM="1 0 0 1 NaN 0"'),
    shape.replace("M 0 0", "M 0 x"),
  ])("what is placed at no number could be any cell's: the document is refused: %s", async (over) => {
    await expect(figureOf("", { over })).rejects.toMatchObject({ reason: "damaged" });
  });
});

describe("OFD", () => {
  test("words and lines stand where they are drawn, in points", async () => {
    const { container, content, meta } = await readDocument(
      ofdOf("标题", [
        "第一行 12",
        [
          [
            { text: "甲", rowSpan: 1, colSpan: 1 },
            { text: "3", rowSpan: 1, colSpan: 1 },
          ],
        ],
      ]),
    );
    expect(container).toBe("ofd");
    expect(meta[0]).toMatchObject({ name: "Title", text: "标题" });
    const [page] = content;
    if (page?.kind !== "canvas") throw new Error("no page");
    expect(page.words.map((word) => word.text)).toEqual(["第一行", "12", "甲", "3"]);
    expect(page.words[0]?.left).toBeCloseTo((20 * 72) / 25.4, 1);
    expect(page.rulings.length).toBeGreaterThanOrEqual(7);
  });

  test.each(["2021", "2019"])("a whole report of %s is read right, blanks kept", async (edition) => {
    const file = fileURLToPath(
      new URL(`../../../pipelines/disclosure/forms/${edition}.yaml`, import.meta.url),
    );
    const [form] = loadForms([{ file, text: readFileSync(file, "utf8") }]);
    if (!form) throw new Error("no form");
    const figures = makeFigures(form, 77, 0.4);
    for (const [key, value] of figures) if (value === "0") figures.set(key, "");
    const title = "青石县教育局2023年政府信息公开工作年度报告";
    const bytes = ofdOf(title, [title, ...form.tables.map((table) => printTable(table, figures))]);
    const { collection } = loadPipeline(PIPELINE);
    const report = await extractDocument(
      { source: "a.ofd", bytes, sha256: "0".repeat(64), hints: {} },
      collection,
    );
    expect(report.identity).toMatchObject({
      edition,
      year: { value: "2023" },
      issuer: { value: "青石县教育局" },
    });
    const read = new Map(
      report.tables.flatMap(({ cells }) =>
        cells.map((cell) => [figureKey(cell.table, cell.row, cell.column), cell]),
      ),
    );
    const wrong = [...figures].filter(
      ([key, value]) => (read.get(key)?.value ?? "") !== value || read.get(key)?.doubts.length !== 0,
    );
    expect(wrong).toEqual([]);
  });

  test("a part that is missing is told", async () => {
    const { strToU8, zipSync } = await import("fflate");
    const bytes = zipSync({
      "OFD.xml": strToU8("<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"),
    });
    await expect(readDocument(bytes)).rejects.toThrow("The OFD lacks its part Doc_0/Document.xml.");
  });
});
