import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DATASET_FILES } from "../../../src/export/dataset.ts";
import { filesBelow, inputNames } from "../../../src/store/inputs.ts";

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

test("datasets, shards and releases that lie in an input are not read as documents; what was put beside a dataset is", () => {
  const folder = mkdtempSync(join(tmpdir(), "inputs-"));
  const below = (name: string) => join(folder, name);
  try {
    for (const [where, files] of [
      ["dataset", [...DATASET_FILES, "report.html"]],
      ["dataset/audit", ["sample.json"]],
      ["dataset/review", ["decisions.jsonl"]],
      ["release/cells", ["a.csv"]],
      ["release", ["gongkai.sql", "organs.csv"]],
      ["shard", ["shard.json", "shard.jsonl"]],
      ["tables", ["cells.csv"]],
    ] as const) {
      mkdirSync(below(where), { recursive: true });
      for (const file of files) writeFileSync(join(below(where), file), "");
    }
    expect([...filesBelow([{ path: folder }])].map(({ source }) => source)).toEqual([
      "dataset/report.html",
      "tables/cells.csv",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("inputs are called by so much of their paths as tells them apart, listed files by their names", () => {
  const named = (...paths: string[]) => inputNames(paths.map((path) => ({ path: join("/", path) })));
  expect(named("a/dev", "a/real", "b/real", "a/dev")).toEqual(["dev", "a/real", "b/real", "dev"]);
  expect(named("x/a/real", "y/a/real", "a/real")).toEqual(["x/a/real", "y/a/real", "/a/real"]);
  expect(
    inputNames([{ path: join("/", "lists/a.pdf"), name: "2021/a.pdf" }, { path: join("/", "b/a.pdf") }]),
  ).toEqual(["2021/a.pdf", "a.pdf"]);
  const many = Array.from({ length: 50_000 }, (_, i) => join("county", String(i), "report.pdf"));
  expect(new Set(named(...many)).size).toBe(many.length);
});
