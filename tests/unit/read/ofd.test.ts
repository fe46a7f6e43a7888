import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeFigures } from "../../../src/dev/made/figures.ts";
import { figureKey, printTable } from "../../../src/dev/made/print-form.ts";
import { loadForms } from "../../../src/forms/load.ts";
import { readDocument } from "../../../src/read/read.ts";
import { extractDocument } from "../../../src/run/extract.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";
import { ofdOf } from "../../builders/ofd.ts";

const PIPELINE = fileURLToPath(new URL("../../../pipelines/disclosure/pipeline.yaml", import.meta.url));

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
