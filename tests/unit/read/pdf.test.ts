import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { damaged, seeded } from "../../../src/dev/mutate.ts";
import type { Canvas } from "../../../src/model/document.ts";
import { PDF_LIMITS, pdfReader, readPdf } from "../../../src/read/pdf.ts";
import { pdfOf, ruled, show, WHOLE_PAGE_PICTURE } from "../../builders/pdf.ts";

const SAMPLE = fileURLToPath(
  new URL("../../../samples/documents/2021-pdf-named-font/source.pdf", import.meta.url),
);
const SCAN = { content: WHOLE_PAGE_PICTURE, picture: 10 };

async function pagesOf(bytes: Uint8Array): Promise<readonly Canvas[]> {
  const { content } = await pdfReader.read(bytes, {});
  return content.filter((part) => part.kind === "canvas");
}

const words = (page: Canvas | undefined) => page?.words.map(({ text }) => text);

test("a font that the file names and does not bring is read, words in their places, lines beside them", async () => {
  const [page] = await pagesOf(
    pdfOf([{ content: show("行政复议", 100, 700) + show("12", 300, 700) + ruled([90, 200], [690, 720]) }]),
  );
  expect(words(page)).toEqual(["行政复议", "12"]);
  expect(page?.words[0]?.left).toBeCloseTo(100, 0);
  expect(page?.words[0]?.right).toBeCloseTo(140, 0);
  expect(page?.words[0]?.bottom).toBeCloseTo(842 - 700 + 1.2, 0);
  expect(page?.rulings).toHaveLength(4);
});

test("a page shown rotated has its words where a reader sees them", async () => {
  const [page] = await pagesOf(
    pdfOf([{ content: `0 1 -1 0 595 0 cm ${show("第一行", 50, 500)}`, rotate: 90 }]),
  );
  expect([page?.width, page?.height]).toEqual([842, 595]);
  expect(words(page)).toEqual(["第一行"]);
  expect(page?.words[0]?.left).toBeCloseTo(50, 0);
});

test("a file of pictures is refused as a scan; a page among typed ones is noted", async () => {
  await expect(pagesOf(pdfOf([SCAN, SCAN, { content: show("3", 300, 30) }]))).rejects.toMatchObject({
    reason: "scanned",
    message: expect.stringContaining("2 of 3 pages are pictures"),
  });
  const typed = { content: show("字".repeat(40), 50, 700) + show("字".repeat(40), 50, 600) };
  const { diagnostics } = await pdfReader.read(pdfOf([typed, SCAN]), {});
  expect(diagnostics).toEqual([{ code: "read/scanned-page", at: { page: 2 } }]);
});

describe("broken files end in one reason", () => {
  const whole = pdfOf([{ content: show("字", 50, 700) }]);
  const source = new TextDecoder("latin1").decode(whole);

  test("empty", () => expect(pagesOf(new Uint8Array())).rejects.toMatchObject({ reason: "empty" }));

  test("cut off before any page", () =>
    expect(pagesOf(whole.slice(0, 60))).rejects.toMatchObject({ reason: "truncated" }));

  test("damaged cross-references are rebuilt", async () => {
    const damaged = source
      .replace(/startxref\n\d+/, "startxref\n7")
      .replace(/\d{10} 00000 n/g, "9999999999 00000 n");
    const [page] = await pagesOf(new TextEncoder().encode(damaged));
    expect(words(page)).toEqual(["字"]);
  });

  // pdfjs asks for the misplaced part and waits for nothing: unguarded its rejection ends the process.
  test("a part that nobody waits for is missing, and the rest is read", async () => {
    const random = seeded(261);
    random();
    random();
    const { content } = await pdfReader.read(damaged(readFileSync(SAMPLE), random), {});
    expect(content).not.toEqual([]);
  });

  test("more pages than allowed", () =>
    expect(
      readPdf(pdfOf(Array.from({ length: 4 }, () => ({ content: "" }))), { ...PDF_LIMITS, pages: 3 }),
    ).rejects.toMatchObject({ reason: "too-large" }));

  test("a thousand empty pages are read", async () => {
    expect(await pagesOf(pdfOf(Array.from({ length: 1000 }, () => ({ content: "" }))))).toHaveLength(1000);
  });

  test("a picture that states ten thousand million pixels is not decoded", () =>
    expect(pagesOf(pdfOf([{ ...SCAN, picture: 100_000 }]))).rejects.toMatchObject({ reason: "scanned" }));
});
