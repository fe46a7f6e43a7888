// All samples, scans too, by one process and by several: the same dataset, byte for byte.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SAMPLES } from "../../src/dev/sample-files.ts";
import { GONGKAI } from "../builders/command.ts";

const work = mkdtempSync(join(tmpdir(), "batch-long-"));
afterAll(() => rmSync(work, { recursive: true }));

function extract(workers: string): Record<string, string> {
  const out = join(work, workers);
  spawnSync(process.execPath, [GONGKAI, "extract", SAMPLES, "-o", out, "--workers", workers]);
  const files = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(out, name), "utf8")]));
}

test("all samples give the same bytes for one process and for three", () => {
  const one = extract("1");
  expect(one["reports.csv"]?.split("\r\n").length).toBeGreaterThan(80);
  expect(extract("3")).toEqual(one);
});
