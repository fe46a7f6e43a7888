// Accidents that befall the documents of the samples, as real pages and texts lay their tables out: nothing certain turns wrong.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { extractBytes } from "../../src/dev/extract-file.ts";
import { random } from "../../src/dev/made/random.ts";
import { PAGE_TEARS, TEXT_TEARS, wronged } from "../../src/dev/made/tear.ts";

const SAMPLES = join(import.meta.dirname, "../../samples/documents");
const documents = readdirSync(SAMPLES).flatMap((folder) =>
  readdirSync(join(SAMPLES, folder))
    .filter((name) => /\.(?:html|txt|md)$/u.test(name))
    .map((name) => ({ folder, name, bytes: new Uint8Array(readFileSync(join(SAMPLES, folder, name))) })),
);

describe.each(documents.filter(({ bytes }) => !Buffer.from(bytes).toString("utf8").includes("\ufffd")))(
  "$folder",
  ({ name, bytes }) => {
    const text = Buffer.from(bytes).toString("utf8");
    const tears = Object.entries(/<td/iu.test(text) ? PAGE_TEARS : TEXT_TEARS);

    test.each(tears)("%s", async (_, tear) => {
      const before = await extractBytes(name, bytes);
      for (const seed of [1, 2, 3]) {
        const torn = tear(text, random(seed));
        if (torn === null) return;
        const after = await extractBytes(name, new TextEncoder().encode(torn.text));
        expect(wronged(before, after, torn.taken), torn.text).toEqual([]);
      }
    });
  },
);
