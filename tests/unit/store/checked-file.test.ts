import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CheckedFile } from "../../../src/store/checked-file.ts";

const folder = mkdtempSync(join(tmpdir(), "gongkai-checked-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("pieces of every size are in the file in their order", () => {
  const pieces: (string | Uint8Array)[] = ["", "公开", "a".repeat((1 << 20) - 5), "公开", new Uint8Array(0)];
  pieces.push("é".repeat(1 << 20), Buffer.from("b".repeat(1 << 20)), "c", new Uint8Array([0, 255]));
  const file = new CheckedFile(join(folder, "pieces"));
  for (const piece of pieces) file.write(piece);
  file.finish();
  const wanted = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
  expect(readFileSync(join(folder, "pieces")).equals(wanted)).toBe(true);
});

test("of very many pieces without bytes nothing is kept", () => {
  const file = new CheckedFile(join(folder, "empty"));
  const before = process.memoryUsage().heapUsed;
  for (let piece = 0; piece < 2_000_000; piece += 1) file.write("");
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50e6);
  file.finish();
  expect(readFileSync(join(folder, "empty"))).toHaveLength(0);
});
