import { expect, test } from "vitest";
import { wording } from "../../../src/match/labels/wording.ts";
import { lookOf, StyleRules } from "../../../src/read/html-visible.ts";
import { readFigure } from "../../../src/text/figure.ts";
import { ownText } from "../../../src/text/own.ts";
import { heldBytes } from "../../builders/garbage.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const PAGES = 24;
const PAGE_BYTES = 1 << 21;

const rules = new StyleRules({ type: "root" }, [], true);
/** What is remembered of the texts of documents, from one to the next. */
const REMEMBERED: Readonly<Record<string, (text: string) => unknown>> = {
  wording,
  figure: (text) => readFigure(text, CONVENTIONS),
  look: (style) => lookOf({ type: "tag", name: "p", attribs: { style } }, rules),
};

test.each(Object.entries(REMEMBERED))(
  "%s keeps no document in memory for a piece of it",
  async (_, remember) => {
    remember(piece(0));
    const before = await heldBytes();
    for (let page = 1; page <= PAGES; page += 1) remember(piece(page));
    const kept = (await heldBytes()) - before;
    expect(kept).toBeLessThan(PAGE_BYTES);
  },
);

/** A text of its own, cut out of a long one. */
function piece(page: number): string {
  const text = `color:#${page.toString(16).padStart(6, "0")} of page ${page}`;
  return `${text}${"x".repeat(PAGE_BYTES)}`.slice(0, text.length);
}

test("a text of its own is the same text", () => {
  const odd = "文 a\ud800 \u{20000}";
  expect(ownText(odd)).toBe(odd);
  expect(ownText("")).toBe("");
});
