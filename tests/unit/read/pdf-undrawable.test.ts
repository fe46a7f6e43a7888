import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { damaged, seeded } from "../../../src/dev/mutate.ts";
import { recognisePages } from "../../../src/read/pdf-scan.ts";

/** Bytes lost from a page's text: its codes shift, and one becomes a letter that the canvas refuses. Found by mutated samples. */
function undrawable(): Uint8Array {
  const random = seeded(3009940);
  random();
  random();
  return damaged(new Uint8Array(readFileSync("samples/documents/2021-pdf-named-font/source.pdf")), random);
}

test("a page that cannot be drawn is not recognised", async () => {
  const pages = await recognisePages(undrawable(), [2], performance.now() + 600_000);
  expect([...(pages ?? [])]).toEqual([]);
});
