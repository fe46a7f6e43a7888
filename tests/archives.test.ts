// The archives among the samples, as users give them to the command: the same cells from every wrapping, and the hostile
// ones told and left alone.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { optionsOf } from "../src/cli/run-and-tell.ts";
import type { RunFlags } from "../src/cli/run-flags.ts";
import { runBatch } from "../src/run/batch.ts";
import { loadPipeline } from "../src/run/pipeline.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const pipeline = loadPipeline(at("../pipelines/disclosure/pipeline.yaml"));
let out = "";
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "archives-"));
});
afterEach(() => rmSync(out, { recursive: true }));

/** @param flags as the command has them */
const extract = async (names: readonly string[], flags: RunFlags = {}) => {
  const inputs = names.map((name) => ({ path: at(`../samples/archives/${name}`) }));
  const { outcome } = await runBatch(pipeline, inputs, out, () => undefined, {
    ...optionsOf(flags),
    workers: 0,
  });
  expect(outcome).toBe("written");
};
const lines = (file: string) =>
  parse(readFileSync(join(out, file)), { columns: true }) as Record<string, string>[];
const DOCUMENTS = ["2021-html-plain", "2021-docx-plain", "2019-txt-pipes"];
const typed = () =>
  DOCUMENTS.flatMap((name) =>
    (
      parse(readFileSync(at(`../samples/documents/${name}/truth.csv`)), { columns: true }) as Record<
        string,
        string
      >[]
    ).map(({ table, row, column, value }) => `${table} ${row} ${column} ${value}`),
  ).sort();

test.each(["reports.zip", "reports-gbk.zip", "reports.tar.gz", "reports-in-zip.zip", "reports.warc.gz"])(
  "%s gives the cells that were typed",
  async (name) => {
    await extract([name]);
    const cells = lines("cells.csv");
    expect(cells.map(({ table, row, column, value }) => `${table} ${row} ${column} ${value}`).sort()).toEqual(
      typed(),
    );
    expect(cells.filter(({ doubt }) => doubt !== "")).toEqual([]);
    const sources = new Set(
      cells.map(({ source }) => decodeURI(source ?? "").replace(/^.*[!]|^http:..[^/]*./, "")),
    );
    expect([...sources].sort()).toEqual([
      "2020/柳湾区人民政府.txt",
      "2023/青石县发展和改革局.docx",
      "2023/青石县教育局.html",
    ]);
  },
);

test.each<
  readonly [flags: RunFlags, told: readonly (readonly [name: string, source: string, reason: string])[]]
>([
  [
    {},
    [
      ["hostile-bomb.zip", "hostile-bomb.zip!bomb.txt", "unpacks to more than 400 times its size"],
      ["hostile-bomb.gz", "hostile-bomb.gz", "unpacks to more than 400 times its size"],
      [
        "hostile-deep.zip",
        "hostile-deep.zip!n.zip!n.zip!n.zip!n.zip!n.zip",
        "more than 5 archives in one another",
      ],
      ["hostile-names.tar", "hostile-names.tar!../../etc/x", "its name points out of the archive"],
      ["hostile-names.tar", "hostile-names.tar!/absolute", "its name points out of the archive"],
      ["hostile-names.tar", "hostile-names.tar!link.txt", "refused: a link"],
      ["hostile-sheet.xlsx", "hostile-sheet.xlsx", "too-large"],
    ],
  ],
  [
    { maxRatio: "100000", maxSize: "8", maxDepth: "2", maxEntries: "50" },
    [
      ["hostile-bomb.zip", "hostile-bomb.zip!bomb.txt", "more than 8388608 bytes"],
      ["hostile-deep.zip", "hostile-deep.zip!n.zip!n.zip", "more than 2 archives in one another"],
      ["hostile-many.zip", "hostile-many.zip", "more than 50 entries"],
    ],
  ],
])("with %j what asks too much is told and left alone", async (flags, told) => {
  await extract([...new Set(told.map(([name]) => name))], flags);
  const found = lines("reports.csv");
  for (const [, source, reason] of told) {
    const line = found.find((one) => one["source"] === source);
    expect(line?.["status"], source).toBe("failed");
    expect(line?.["doubt"]).toContain(reason);
  }
});
