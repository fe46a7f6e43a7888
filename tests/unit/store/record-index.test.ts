// The list of a dataset's documents is made with it, and is never that of other files.
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Catalogue } from "../../../src/review/catalogue.ts";
import { type Entry, recordIndex } from "../../../src/store/record-index.ts";

const HEADER =
  "report_id,source,container,title,issuer,year,edition,status,doubt,sha256,doubted,relations_fail";

function datasetOf(documents: readonly { name: string; status: string; doubted: number }[]): string {
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  write(folder, documents);
  return folder;
}

function write(
  folder: string,
  documents: readonly { name: string; status: string; doubted: number }[],
): void {
  const lines = documents.map(
    ({ name, status, doubted }, n) =>
      `r${n},${name},html,"标题,\n${n}",'=机构,2023,2021,${status},edge-of-page,ab${n},${doubted},0`,
  );
  writeFileSync(join(folder, "reports.csv"), `\ufeff${[HEADER, ...lines].join("\r\n")}\r\n`);
  writeFileSync(
    join(folder, "reports.jsonl"),
    documents.map(({ name }) => `${JSON.stringify({ source: name, 年: "二〇二三" })}\n`).join(""),
  );
}

const DOCUMENTS = [
  { name: "a.html", status: "clean", doubted: 0 },
  { name: "b.html", status: "flagged", doubted: 1 },
  { name: "c.html", status: "partial", doubted: 3 },
  { name: "d.html", status: "flagged", doubted: 7 },
];
const open = (folder: string) => Catalogue.open(folder, () => undefined);

it("leads from a document to its record, those that need a person most first", async () => {
  const catalogue = await open(datasetOf(DOCUMENTS));
  const entries = [...catalogue.entries()];
  expect(entries.map(([n]) => n)).toEqual([2, 3, 1, 0]);
  for (const entry of entries)
    expect(JSON.parse(catalogue.record(entry))).toMatchObject({ source: DOCUMENTS[entry[0]]?.name });
  expect(catalogue.find(1)?.slice(5, 8)).toEqual(["标题,\n1", "=机构", "2023"]);
  for (const none of [-1, 4, 0.5, Number.NaN]) expect(catalogue.find(none)).toBeNull();
});

it("is made once for the same files, and again for others", async () => {
  const folder = datasetOf(DOCUMENTS);
  await recordIndex(folder);
  const path = join(folder, ".gongkai", "records.index");
  const { ino } = statSync(path);
  const catalogue = await open(folder);
  expect(statSync(path).ino).toBe(ino);
  write(folder, DOCUMENTS.slice(1));
  expect(catalogue.current).toBe(false);
  expect((await open(folder)).size).toBe(3);
});

it("is whole or not there: what a killed run left of one is not believed", async () => {
  const folder = datasetOf(DOCUMENTS);
  const { bytes } = await recordIndex(folder);
  const fresh = datasetOf(DOCUMENTS);
  mkdirSync(join(fresh, ".gongkai"));
  writeFileSync(join(fresh, ".gongkai", "records.index.part"), bytes.subarray(0, 90));
  expect((await open(fresh)).size).toBe(4);
  const lines = readFileSync(join(fresh, ".gongkai", "records.index"), "utf8")
    .split("\n")
    .slice(1, -1);
  expect(lines.map((line) => (JSON.parse(line) as Entry)[3])).toEqual(DOCUMENTS.map(({ name }) => name));
});

it("says when a folder holds no dataset, or half of one", async () => {
  const folder = datasetOf(DOCUMENTS);
  await expect(open(join(folder, "none"))).rejects.toThrow("holds no dataset");
  writeFileSync(join(folder, "reports.jsonl"), "{}\n");
  await expect(open(folder)).rejects.toThrow("reports.jsonl has fewer lines than reports.csv");
});
