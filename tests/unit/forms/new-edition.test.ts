// An edition that does not exist yet: one file, no code.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { extractDocument } from "../../../src/run/extract.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const folder = mkdtempSync(join(tmpdir(), "edition-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FORM = `
edition: "2027"
years: [2027, null]
basis: made up for this test
tables:
  - key: data_access
    title: 公共数据开放情况
    blocks:
      - furniture: [数据类别]
        columns:
          - { key: opened, label: 已开放数据集 }
          - { key: requested, label: 申请获取次数 }
          - group: 处理结果
            members:
              - { key: granted, label: 予以提供 }
              - { key: declined, label: 不予提供 }
        rows:
          - { key: health, label: 医疗健康 }
          - { key: traffic, label: 交通出行 }
          - { key: total, label: 合计 }
relations:
  - { id: access.answered, tables: [data_access], scope: each row, formula: "requested = granted + declined", strength: printed on the form }
  - { id: access.total, tables: [data_access], scope: each column, formula: "total = health + traffic", strength: follows from the layout }
`;

const PAGE = `<h1>青石县2027年政府信息公开工作年度报告</h1><table>
<tr><td rowspan=2>数据类别</td><td rowspan=2>已开放数据集</td><td rowspan=2>申请获取次数</td><td colspan=2>处理结果</td></tr>
<tr><td>予以提供</td><td>不予提供</td></tr>
<tr><td>医疗健康</td><td>12</td><td>7</td><td>5</td><td>2</td></tr>
<tr><td>交通出行</td><td>30</td><td>9</td><td></td><td>1</td></tr>
<tr><td>合计</td><td>42</td><td>16</td><td>13</td><td>3</td></tr></table>`;

test("a form of 2027 is read after adding one YAML file", async () => {
  cpSync(fileURLToPath(new URL("../../../pipelines/disclosure", import.meta.url)), folder, {
    recursive: true,
  });
  writeFileSync(join(folder, "forms/2027.yaml"), FORM);
  const pipeline = join(folder, "pipeline.yaml");
  const spec = readFileSync(pipeline, "utf8");
  writeFileSync(pipeline, spec.replace("  - forms/2021.yaml", "  - forms/2027.yaml\n  - forms/2021.yaml"));
  const { collection } = loadPipeline(pipeline);
  const bytes = new TextEncoder().encode(PAGE);
  const report = await extractDocument(
    { source: "a.html", bytes, sha256: "0".repeat(64), hints: {} },
    collection,
  );
  expect(report.identity.edition).toBe("2027");
  const read = Object.fromEntries(
    (report.tables[0]?.cells ?? []).map((cell) => [`${cell.row}/${cell.column}`, cell.value ?? cell.state]),
  );
  expect(read).toEqual({
    "health/opened": "12",
    "health/requested": "7",
    "health/granted": "5",
    "health/declined": "2",
    "traffic/opened": "30",
    "traffic/requested": "9",
    "traffic/granted": "blank",
    "traffic/declined": "1",
    "total/opened": "42",
    "total/requested": "16",
    "total/granted": "13",
    "total/declined": "3",
  });
  expect(report.checks.filter((check) => check.status === "fails")).toEqual([]);
});
