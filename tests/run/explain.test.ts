// What `gongkai explain` tells a person of a document, of some of its cells, and of cells that are not there.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { SAMPLES } from "../../src/dev/sample-files.ts";
import { explainFile } from "../../src/run/explain.ts";

const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
const file = (name: string) => join(SAMPLES, "documents", name);

async function told(name: string, key?: string): Promise<string> {
  let text = "";
  for await (const part of explainFile(file(name), PIPELINE, key)) text += `${part}\n`;
  return text;
}

test("a table is told by its labels, with whole keys; a failing relation with its formula", async () => {
  const text = await told("2021-html-broken-sum/source.html");
  expect(text).toContain("## Table requests: 收到和处理政府信息公开申请情况");
  expect(text).toContain(
    "三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密   [outcome.refused.state_secret]",
  );
  // Heads that tell columns of one label apart are told once.
  expect(text).toMatch(
    /\n\[cases\]\n {4}行政复议 › 结果维持 \d+ {2}结果纠正 \d+ .*\n {4}行政诉讼 › 未经复议直接起诉 › 结果维持 .*\n {4}行政诉讼 › 复议后起诉 › 结果维持 /,
  );
  expect(text).toMatch(
    /requests\.balance at natural_person .*\(fails\): 610 and 615 {3}new \+ carried_in = /,
  );
});

test("what stands under a key is told in the form's words: relations, statements, rows that were looked for", async () => {
  const broken = await told("2021-html-broken-sum/source.html");
  expect(broken).toContain("（七）总计 + 四、结转下年度继续办理)");
  expect(broken.match(/≈ settled by arithmetic/g)).toHaveLength(1);
  expect(broken).toContain("\n[cases]\n");
  const folder = mkdtempSync(join(tmpdir(), "explain-"));
  const own = join(folder, "a.txt");
  const prose = "全年通过门户网站公开政府信息522条，累计收到申请9件。";
  const head = "青石县公安局2014年政府信息公开年度报告";
  const rows = [
    "指标名称 2014年度 历年累计",
    "主动公开信息数 360 805",
    "其中：1.政府网站公开数 360 805",
    "2.政府公报公开数 0 0",
    "受理依申请公开信息总数 0 3",
    "其中：1.当面申请数 0 1",
    "4.网上申请数 0 0",
    "5.信函申请数 0 2",
    "本年度对申请的答复总数 0 3",
    "其中：1.同意公开答复数 0 2",
    "其他 7 8",
  ].join("\n");
  writeFileSync(own, `${head}\n\n${prose}\n\n附表\n${rows}\n`);
  let text = "";
  for await (const part of explainFile(own, PIPELINE)) text += part;
  rmSync(folder, { recursive: true });
  expect(text).toContain("政府网站公开数 [published.website] = 522 条 (");
  expect(text).toMatch(/ {period-open}\n(.*\n)* {2}period-open: 累计数/);
  // Rows that were not found, one below the other, are told together.
  expect(text).toMatch(/\n {4}2\.传真申请数 … 行政申诉数 \(8 rows\): ×, line/);
  expect(text).toMatch(/ {3}\[review\]\n行政诉讼数 {3}\[litigation\]\n.*\n {4}____年度 × /);
  expect(text.match(/match\/row-missing/g)).toHaveLength(1);
  expect(text).toMatch(/row-missing .* expected:\n(?: {4}.*\n)+ {4}行政复议数 \[review\]/);
  expect(text).toMatch(/table-found .*\) line 7 chars 1-1 found 主动公开信息数 360 805/);
  expect(text).not.toMatch(/^(?:grids|text) +\S+ +0\.00$/m);
});

test("doubts are explained in both languages, with what else could be read and where it stands", async () => {
  const text = await told("2021-txt-lines-removed/source.txt");
  expect(text).toMatch(/in doubt: \d+ of 175/);
  expect(text).toContain(
    "ambiguous-position (open-place): 此行数字可有多种排列 (figures of the row fit its columns in more than one way)",
  );
  // What a row prints is told once, and of each cell what it may hold.
  expect(text).toMatch(
    /\n {4}规章: \? of «[^»\n]+», line \d+ chars \d+-\d+: 本年制发件数 [^;\n]+; .*现行有效件数 [^;\n]+\n/,
  );
});

test("reasons are explained, and a reading that is shown is none of those that could be read instead", async () => {
  const text = await told("2021-txt-lines-removed/source.txt");
  expect(text).toContain(
    "because ambiguous-position: 数字可能属于另一列或另一行 (the figure may belong to another column or row)",
  );
  const readings = [...text.matchAll(/: (\d+)≈?, or else ([^\n]*), line/g)];
  expect(readings.length).toBeGreaterThan(0);
  for (const [, shown = "", others = ""] of readings) expect(others.split(", ")).not.toContain(shown);
});

test("of many readings so many are told, and what is printed", async () => {
  const text = await told("2021-txt-glued/source.txt");
  expect(text).not.toMatch(/^ *:/m);
  expect(text).toMatch(/: \? of «\d+», line [^:\n]+: (.*; )?\S+ ([^,;\n]+, ){7}[^,;\n]+ and \d+ more[;\n]/);
});

test("a row that is printed in other words is told with them; a relation with the label of its row", async () => {
  const text = await told("2021-html-broken-sum/source.html");
  expect(text).toContain("requests.balance at natural_person (申请人情况 › 自然人) ");
  const folder = mkdtempSync(join(tmpdir(), "explain-"));
  const own = join(folder, "a.html");
  const rows = [
    ["指标名称", "计量单位", "2016年度", "历年累计"],
    ["主动公开文件数", "条", "46", "310"],
    ["其中：1.政府网站公开数", "条", "39", "280"],
    ["对申请的答复总数", "条", "12", "71"],
    ["其中：1.同意公开答复数", "条", "9", "60"],
    ["3.不予公开答复数", "条", "3", "11"],
  ].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  writeFileSync(
    own,
    `<h1>青石县水利局2016年政府信息公开年度报告</h1><p>附表：</p><table>${rows.join("")}</table>`,
  );
  let annex = "";
  for await (const part of explainFile(own, PIPELINE)) annex += part;
  rmSync(folder, { recursive: true });
  expect(annex).toContain("[ans_denied] printed «3.不予公开答复数»");
  expect(annex).not.toContain("[pub_gazette] printed");
});

test("cells of a row that are told in the same words are told together, and figures one by one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "explain-"));
  const own = join(folder, "a.md");
  const rows = ["行政规范性文件 |", "行政许可 | 63 |", "行政强制 |"];
  const heads = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |";
  writeFileSync(
    own,
    `# 青石县水利局2023年政府信息公开工作年度报告\n\n${heads}\n规章 | 2 | 3 | 4 |\n${rows.join("\n")}\n`,
  );
  let text = "";
  for await (const part of explainFile(own, PIPELINE)) text += part;
  rmSync(folder, { recursive: true });
  expect(text).toContain("\n    本年制发件数 2  本年废止件数 3  现行有效件数 4\n");
  expect(text).toContain("\n    本年制发件数 … 现行有效件数 (3) · {ambiguous-position}\n");
  expect(text).toMatch(/\n {4}行政规范性文件 › 本年制发件数 … 现行有效件数 \(3\): ·, table/);
});

test("columns and cells of nothing, where they are many, are told by their number and not one by one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "explain-"));
  const own = join(folder, "a.html");
  const gap = "<td></td>".repeat(60);
  const row = (label: string, ...figures: string[]) =>
    `<tr><td>${label}</td>${gap}${figures.map((figure) => `<td>${figure}</td>${gap}`).join("")}</tr>`;
  writeFileSync(
    own,
    `<h1>青石县水利局2023年政府信息公开工作年度报告</h1><table>${row("规章", "2", "3", "4", "7")}${row("行政规范性文件", "2", "3", "4", "7")}</table>`,
  );
  const tell = async (key?: string) => {
    let text = "";
    for await (const part of explainFile(own, PIPELINE, key)) text += part;
    return text;
  };
  const [whole, cell] = [await tell(), await tell("proactive_disclosure/rules")];
  rmSync(folder, { recursive: true });
  expect(whole).toMatch(/\n {2}规章 +│ ⋯60⋯ │ 2 │ ⋯60⋯ │ 3 │/);
  expect(whole).toMatch(/\n {2}行政规范性文件 +│ {6}│ 2 │ {6}│ 3 │/);
  expect(cell).toContain("| ⋯ |");
  for (const text of [whole, cell]) expect(text).not.toMatch(/\| *\| *\| *\| *\|/);
});

test("one cell is told with the relations that it takes part in", async () => {
  const text = await told("2021-html-broken-sum/source.html", "requests/outcome.total/total");
  expect(text).toContain("value      2151\n  printed    «2151», table 2 row 27 cell 8\n");
  expect(text.match(/relation {3}/g)).toHaveLength(3);
  expect((await told("2021-html-broken-sum/source.html", "requests/new")).match(/settled by/g)).toHaveLength(
    7,
  );
});

test("a key that no cell has is an error that names the file", async () => {
  await expect(told("2021-html-plain/source.html", "requests/neww")).rejects.toThrow(
    /source\.html: has no cell requests\/neww/,
  );
});
