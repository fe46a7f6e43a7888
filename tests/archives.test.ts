// The archives among the samples, as users give them to the command: the same cells from every wrapping, and the hostile
// ones told and left alone.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let out = "";
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "archives-"));
});
afterEach(() => rmSync(out, { recursive: true }));

const extract = (name: string, ...flags: string[]) => {
  const run = spawnSync(process.execPath, [
    at("../bin/gongkai.js"),
    "extract",
    at(`../samples/archives/${name}`),
    "-o",
    out,
    ...flags,
  ]);
  expect([0, 1]).toContain(run.status);
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
  (name) => {
    extract(name);
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

test.each([
  ["hostile-bomb.zip", [], "hostile-bomb.zip!bomb.txt", "unpacks to more than 400 times its size"],
  [
    "hostile-bomb.zip",
    ["--max-ratio", "100000", "--max-size", "8"],
    "hostile-bomb.zip!bomb.txt",
    "more than 8388608 bytes",
  ],
  ["hostile-bomb.gz", [], "hostile-bomb.gz", "unpacks to more than 400 times its size"],
  [
    "hostile-deep.zip",
    [],
    "hostile-deep.zip!n.zip!n.zip!n.zip!n.zip!n.zip",
    "more than 5 archives in one another",
  ],
  [
    "hostile-deep.zip",
    ["--max-depth", "2"],
    "hostile-deep.zip!n.zip!n.zip",
    "more than 2 archives in one another",
  ],
  ["hostile-many.zip", ["--max-entries", "50"], "hostile-many.zip", "more than 50 entries"],
  ["hostile-names.tar", [], "hostile-names.tar!../../etc/x", "its name points out of the archive"],
  ["hostile-names.tar", [], "hostile-names.tar!/absolute", "its name points out of the archive"],
  ["hostile-names.tar", [], "hostile-names.tar!link.txt", "refused: a link"],
  ["hostile-sheet.xlsx", [], "hostile-sheet.xlsx", "too-large"],
])("%s %j is told and left alone", (name, flags, source, reason) => {
  extract(name, ...flags);
  const line = lines("reports.csv").find((one) => one["source"] === source);
  expect(line?.["status"]).toBe("failed");
  expect(line?.["doubt"]).toContain(reason);
});
