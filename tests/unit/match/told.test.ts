// Sentences that mention rows and tell their figures are no table; the same rows printed as a table are.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { cellsInText } from "../../builders/text-tables.ts";

const { conventions, forms } = collection;
const reported = (edition: string, text: string) => {
  const form = forms.find((one) => one.edition === edition);
  if (!form) throw new Error(`there is no edition ${edition}`);
  return cellsInText(text, { form, conventions }).filter(({ state }) => state === "reported");
};

const SENTENCES: readonly (readonly [edition: string, text: string])[] = [
  [
    "2014",
    "全年主动公开政府信息115条，通过政府网站公开政府信息48条，政务微博公开政府信息20条，政务微信公开政府信息10条。",
  ],
  [
    "2014",
    "收到申请518件，其中当面申请数312件、网络申请数136件、信函申请数70件。按时办结数517件，延期办结数8件。",
  ],
  ["2021", "办理政务服务事项154件，行政许可24件，行政处罚3件，行政强制0件"],
  [
    "2021",
    "答复申请45件，其中予以公开19件，部分公开5件，属于国家秘密1件，本机关不掌握相关政府信息17件，没有现成信息需要另行制作2件。",
  ],
];

describe("rows that sentences mention", () => {
  test.each(SENTENCES)("%s: %s", (edition, text) => {
    expect(reported(edition, text)).toEqual([]);
  });

  test("and the table behind them, each figure once", () => {
    const table = "行政许可 24\n行政处罚 3\n行政强制 0\n";
    const heads = "第二十条第（五）项\n信息内容 本年处理决定数量\n";
    const other = "第二十条第（六）项\n信息内容 本年处理决定数量\n";
    const printed = `${heads}行政许可 26\n${other}${table.split("\n").slice(1).join("\n")}`;
    const sentence = "全年办理行政许可24件，行政处罚4件，行政强制1件。\n";
    const alone = reported("2021", printed).map(({ row, value }) => [row, value]);
    expect(alone.length).toBeGreaterThan(2);
    expect(reported("2021", sentence + printed).map(({ row, value }) => [row, value])).toEqual(alone);
  });
});

test.each(["", "\u3000\u3000"])(
  "rows of which some are numbered as chapters are, with units behind their figures, are rows after «%s»",
  (indent) => {
    const rows = forms
      .find(({ edition }) => edition === "2014")
      ?.tables[0]?.blocks.flatMap((block) => block.rows);
    const lines = rows?.map(
      ({ key, label }, rank) => `${label.text}${key === null ? "" : ` ${rank + 1} 件`}`,
    );
    const text = (lines ?? []).map((line) => `${indent}${line}\n`).join("");
    const printed = rows?.flatMap(({ key }, rank) => (key === null ? [] : [[key, String(rank + 1)]]));
    expect(reported("2014", text).map(({ row, value }) => [row, value])).toEqual(printed);
  },
);

test("what a table is told to begin with shows where it was cut", async () => {
  const rows = "行政许可 24\n第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 3\n行政强制 0\n";
  const text = `青石县林业局2022年政府信息公开工作年度报告\n第二十条第（五）项\n信息内容 本年处理决定数量\n${rows}`;
  const { diagnostics } = await extractBytes("a.txt", new TextEncoder().encode(text));
  const found = diagnostics.find(({ code }) => code === "match/table-found")?.found;
  expect(found).toMatch(/^[^…]+…$/);
  expect(text.replace(/\s+/g, " ")).toContain(found?.slice(0, -1));
});
