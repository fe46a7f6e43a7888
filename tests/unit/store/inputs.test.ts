import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow } from "../../../src/store/inputs.ts";

test("lists that stand beside the WARC files of an archive are no documents; anywhere else files of these names are", () => {
  const folder = mkdtempSync(join(tmpdir(), "inputs-"));
  try {
    for (const [below, files] of [
      ["archive", ["index.cdxj", "manifest.csv", "coverage.csv", "changes.csv", "a.warc.gz"]],
      ["archive/workers/w1", ["index.cdxj", "manifest.csv", "b.warc.gz"]],
      ["reports", ["manifest.csv", "report.html"]],
    ] as const) {
      mkdirSync(join(folder, below), { recursive: true });
      for (const file of files) writeFileSync(join(folder, below, file), "");
    }
    expect([...filesBelow([{ path: folder }])].map(({ source }) => source)).toEqual([
      "archive/a.warc.gz",
      "archive/workers/w1/b.warc.gz",
      "reports/manifest.csv",
      "reports/report.html",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
