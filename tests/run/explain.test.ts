// What `gongkai explain` tells a person of a document, of some of its cells, and of cells that are not there.
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
  expect(text).toMatch(/行政复议 › 结果维持 \d+ {2}行政复议 › 结果纠正 \d+/);
  expect(text).toMatch(
    /requests\.balance at natural_person .*\(fails\): 610 and 615 {3}new \+ carried_in = /,
  );
});

test("doubts are explained in both languages, with what else could be read and where it stands", async () => {
  const text = await told("2021-txt-lines-removed/source.txt");
  expect(text).toMatch(/in doubt: \d+ of 175/);
  expect(text).toContain(
    "ambiguous-position (open-place): 此行数字可有多种排列 (figures of the row fit its columns in more than one way)",
  );
  expect(text).toMatch(/规章 › 本年制发件数: .*, or else .*, line \d+ chars \d+-\d+/);
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
