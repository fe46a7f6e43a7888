import { expect, test } from "vitest";
import { keepingNatives } from "../../../src/read/natives.ts";
import { readDocument } from "../../../src/read/read.ts";

test("what a library replaces is put back, what it adds stays", async () => {
  const { push } = Array.prototype;
  const added = "addedForThisTest";
  await keepingNatives(async () => {
    Array.prototype.push = function slow(...items: unknown[]) {
      return push.apply(this, items);
    };
    Object.defineProperty(Array.prototype, added, { value: () => 1, configurable: true });
  });
  expect(Array.prototype.push).toBe(push);
  expect(Reflect.get([], added)).toBeTypeOf("function");
  Reflect.deleteProperty(Array.prototype, added);
});

test("reading a PDF leaves the built-in methods as they were", async () => {
  const { push } = Array.prototype;
  await readDocument(new TextEncoder().encode("%PDF-1.4\n")).catch(() => {});
  expect(Array.prototype.push).toBe(push);
});
