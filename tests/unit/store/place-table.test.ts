// A table of places that is saved as it is, and files of sorted lines.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PlaceTable } from "../../../src/store/place-table.ts";
import { putLines } from "../../../src/store/sorted-file.ts";

test("what was put into a table is found in it, also when it has grown, and after it was saved", () => {
  const table = new PlaceTable();
  const names = Array.from({ length: 5000 }, (_, index) => `http://a.gov.cn/${index}.html`);
  for (const [place, name] of names.entries()) table.set(name, place);
  table.set("http://a.gov.cn/7.html", 9_000_000_000);
  table.forget("http://a.gov.cn/8.html");
  table.forget("never met");
  const again = new PlaceTable(table.bytes.slice().buffer);
  for (const one of [table, again]) {
    expect(names.map((name) => one.get(name))).toEqual(
      names.map((_, place) => (place === 7 ? 9_000_000_000 : place === 8 ? undefined : place)),
    );
    expect(one.get("never met")).toBeUndefined();
  }
  again.set("http://a.gov.cn/8.html", 8);
  expect(again.get("http://a.gov.cn/8.html")).toBe(8);
});

test("bytes that are no table are none", () => {
  expect(() => new PlaceTable(new ArrayBuffer(1000))).toThrow(/no table/);
});

test("lines are put into a sorted file, each once, in the order of their bytes, however many they are", () => {
  const folder = mkdtempSync(join(tmpdir(), "sorted-"));
  const path = join(folder, "lines");
  const many = Array.from({ length: 70_000 }, (_, index) => `line ${(index * 7919) % 70_000}`);
  putLines(path, false, many);
  // Of these two, texts of two-byte characters have the other order.
  putLines(path, true, ["line 7", "\u{1f600}", "\uff01"]);
  const sorted = [...many, "\u{1f600}", "\uff01"].map((line) => Buffer.from(line)).sort(Buffer.compare);
  expect(readFileSync(path, "utf8")).toBe(sorted.map((line) => `${line}\n`).join(""));
  putLines(path, false, ["b", "a"]);
  expect(readFileSync(path, "utf8")).toBe("a\nb\n");
  expect(readdirSync(folder)).toEqual(["lines"]);
  rmSync(folder, { recursive: true });
});
