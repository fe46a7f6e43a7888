// A user's own samples and truth: taken in, proposed, reviewed, measured; nothing is accepted that is silently wrong.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ours = join(root, "samples/documents/2014-html-plain");
const work = mkdtempSync(join(tmpdir(), "gongkai-samples-"));
afterAll(() => rmSync(work, { recursive: true }));

function gongkai(...words: string[]) {
  const options = { encoding: "utf8", cwd: work } as const;
  return spawnSync(process.execPath, [join(root, "bin/gongkai.js"), ...words], options);
}

const expected = () => JSON.parse(readFileSync(join(work, "samples/one/expected.json"), "utf8"));

test("a sample is a proposal until its figures are typed and it is accepted; then a wrong figure is told", () => {
  expect(gongkai("sample", "add", join(ours, "source.html"), "one").status).toBe(0);
  expect(expected().review).toBe("proposed");
  expect(gongkai("sample", "add", join(ours, "source.html"), "one").status).toBe(2);

  const truth = join(work, "samples/one/truth.csv");
  cpSync(join(ours, "truth.csv"), truth);
  const [, first = ""] = readFileSync(truth, "utf8").split(/\r?\n/);
  const [table, row, column, value] = first.split(",");
  writeFileSync(truth, `table,row,column,value\n${table},${row},${column},${Number(value) + 1}\n`);
  const refused = gongkai("sample", "review", "one", "--accept");
  expect([refused.status, expected().review]).toEqual([1, "proposed"]);
  expect(refused.stderr).toContain(`printed ${Number(value) + 1}, read ${value}`);

  cpSync(join(ours, "truth.csv"), truth);
  expect(gongkai("sample", "review", "one", "--accept").status).toBe(0);
  expect(expected().review).toBe("reviewed");
  expect(gongkai("sample", "review").status).toBe(0);

  const measured = gongkai("accuracy", "samples", "--floor", "floor.json", "--json");
  expect(measured.status).toBe(0);
  const { groups } = JSON.parse(measured.stdout) as {
    groups: Record<string, { cells: number; right: number }>;
  };
  expect(groups["all"]?.right).toBe(groups["all"]?.cells);
  appendFileSync(truth, `${table},${row},no_such_column,5\n`);
  const lost = gongkai("accuracy", "samples", "--floor", "floor.json");
  expect(lost.status).toBe(1);
  expect(lost.stderr).toMatch(/LOST samples all: \d+(?:\.\d+)? % right, floor 100 %/);
});
