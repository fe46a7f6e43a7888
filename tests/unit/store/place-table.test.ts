// A table of places that is saved as it is, and files of sorted lines.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PlaceTable } from "../../../src/store/place-table.ts";
import { putLines } from "../../../src/store/sorted-file.ts";

const [ONE, OTHER] = [1, 2];

test("what was put into a table is found in it, with its mark, also when it has grown, and after it was saved", () => {
  const table = new PlaceTable();
  const names = Array.from({ length: 5000 }, (_, index) => `http://a.gov.cn/${index}.html`);
  for (const [place, name] of names.entries()) table.set(ONE, name, place, place % 7);
  table.set(ONE, "http://a.gov.cn/7.html", 9_000_000_000, 0xffffffff);
  table.set(OTHER, "http://a.gov.cn/9.html", 77);
  table.forget(ONE, "http://a.gov.cn/8.html");
  table.forget(ONE, "never met");
  const again = new PlaceTable(table.bytes.slice().buffer);
  for (const one of [table, again]) {
    expect(names.map((name) => one.get(ONE, name))).toEqual(
      names.map((_, place) => (place === 7 ? 9_000_000_000 : place === 8 ? undefined : place)),
    );
    expect(names.map((name) => one.markOf(ONE, name))).toEqual(
      names.map((_, place) => (place === 7 ? 0xffffffff : place === 8 ? undefined : place % 7)),
    );
    expect([one.get(ONE, "never met"), one.markOf(ONE, "never met")]).toEqual([undefined, undefined]);
    expect([one.get(OTHER, "http://a.gov.cn/9.html"), one.get(OTHER, "http://a.gov.cn/7.html")]).toEqual([
      77,
      undefined,
    ]);
  }
  again.set(ONE, "http://a.gov.cn/8.html", 8);
  expect(again.get(ONE, "http://a.gov.cn/8.html")).toBe(8);
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

test("lines that are put between very many others stand where they belong, at every edge of what is copied at once", () => {
  const folder = mkdtempSync(join(tmpdir(), "sorted-"));
  const path = join(folder, "lines");
  // Some three blocks.
  const many = Array.from(
    { length: 40_000 },
    (_, index) => `${String(2 * index).padStart(6, "0")} ${"x".repeat(70)}`,
  );
  putLines(path, false, many);
  const more = [
    "",
    "000000",
    many[9] as string,
    ...Array.from({ length: 900 }, (_, index) => `${String(89 * index + 1).padStart(6, "0")} new`),
    "zzz",
  ];
  putLines(path, true, more);
  const sorted = [...new Set([...many, ...more])].sort();
  expect(readFileSync(path, "utf8")).toBe(sorted.map((line) => `${line}\n`).join(""));
  putLines(path, true, []);
  expect(readFileSync(path, "utf8")).toBe(sorted.map((line) => `${line}\n`).join(""));
  rmSync(folder, { recursive: true });
});
