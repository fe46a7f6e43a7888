import { describe, expect, test } from "vitest";
import { layOut } from "../../../src/grid/flow.ts";
import type { Mark } from "../../../src/model/document.ts";
import { pdfReader } from "../../../src/read/pdf.ts";
import { foldCompatible } from "../../../src/text/compatible.ts";
import { type PdfPage, pdfOf, ruled, show } from "../../builders/pdf.ts";

const TABLE = ruled([90, 200, 300], [690, 720]) + show("行政许可", 100, 700);
/** Where a figure stands in the second cell of the table. */
const AT = [240, 700] as const;

interface Shown {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** All pages of this file are read as one document, once: opening one takes longer than reading a page. */
const pages: PdfPage[] = [];
let reading: Promise<ReadonlyMap<number, Shown>> | undefined;

/** Adds a page with the table and more. @returns its number */
function drawn(content: string, page: Partial<PdfPage> = {}): number {
  // A line of its own below each table keeps the tables of neighbouring pages apart.
  const below = show("甲乙丙丁戊己庚辛".repeat(2).slice(0, 1 + (pages.length % 14)), 100, 400);
  return pages.push({ ...page, content: TABLE + content + below });
}

type Case = readonly [name: string, content: string, page?: Partial<PdfPage> | undefined];

function cases(rows: readonly Case[]): [name: string, page: number][] {
  return rows.map(([name, content, page]) => [name, drawn(content, page)]);
}

async function figures(): Promise<ReadonlyMap<number, Shown>> {
  const document = await pdfReader.read(pdfOf(pages), {});
  const found = new Map<number, Shown>();
  for (const part of layOut(document, () => undefined)) {
    const slot = part.kind === "grid" ? part.rows[0]?.[1] : undefined;
    if (slot?.kind === "cell") found.set(slot.at.page ?? 0, { text: slot.text, marks: slot.marks ?? [] });
  }
  return found;
}

/** What the second cell of the page's table shows. */
async function figureOf(page: number): Promise<Shown | undefined> {
  reading ??= figures();
  return (await reading).get(page);
}

const seven = show("7", ...AT);
const eight = show("8", ...AT);
const plain = (text: string): Shown => ({ text, marks: [] });
const white = (operators: string) => `q 1 g 1 G ${operators} Q\n`;
/** Where the packages for it are installed, what is drawn or lost may be recognised. */
const DRAWN = { marks: [expect.stringMatching(/drawn|recognised/)] };
const LOST = { marks: [expect.stringMatching(/lost|recognised/)] };

const apart = (text: string, x: number, y: number, step: number) =>
  Array.from(text, (char, rank) => show(char, x + rank * step, y)).join("");

describe("letters that are set apart", () => {
  const label = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地";
  // A digit is half as wide as an ideograph.
  const digits = apart("153", ...AT, 7.5);
  /** Far more letters than those that each page has beside them. */
  const lines = (step: number) => [600, 580, 560, 540, 520].map((y) => apart(label, 100, y, step)).join("");
  const like = drawn(digits + lines(12.5));
  const unlike = drawn(digits + lines(10));
  const few = drawn(digits + apart(label.slice(0, 9), 100, 600, 12.5));
  const blank = drawn(apart("15", ...AT, 7.5) + show("3", AT[0] + 20, AT[1]) + lines(12.5));

  test("all by the same make no blanks", async () => {
    expect((await figureOf(like))?.text).toBe("153");
  });

  test.each([
    ["by as much as no others on the page", unlike, "1 5 3"],
    ["with too few like them to tell", few, "1 5 3"],
    ["further than the others", blank, "15 3"],
  ])("digits %s stay apart", async (_, page, text) => {
    expect((await figureOf(page))?.text).toBe(text);
  });
});

describe("text that a reader does not see is no part of a figure", () => {
  const beside: Case[] = [
    ["without ink", `q 3 Tr ${show("8", 250, 700)} Q`],
    ["white on white", white(show("8", 250, 700))],
    ["thinner than breath", `q /Thin gs ${show("8", 250, 700)} Q`],
    ["in a hidden layer", `/OC /Off BDC ${show("8", 250, 700)} EMC`],
    ["outside of the clip", `q 300 600 10 10 re W n ${show("8", 250, 700)} Q`],
    ["smaller than a speck", `q .05 0 0 .05 250 700 cm ${show("8", 0, 0)} Q`],
    ["raised as a note's mark", `q .7 0 0 .7 246 704 cm ${show("1", 0, 0)} Q`],
    ["struck through", `${show("8", 246, 700)} 245 703.5 m 252 703.5 l S`],
    ["struck through by an area", `${show("8", 246, 700)} 245 703 7 1 re f`],
    [
      "struck by an annotation",
      show("8", 246, 700),
      { annotations: [{ subtype: "StrikeOut", content: "245 703.5 m 252 703.5 l S" }] },
    ],
  ];
  test.each(cases(beside.map(([name, content, page]) => [name, seven + content, page])))(
    "%s",
    async (_, page) => expect(await figureOf(page)).toEqual(plain("7")),
  );

  test.each(
    cases([
      ["a white rectangle", seven + white("205 695 90 20 re f") + eight],
      ["a grey rectangle", `${seven}q .8 g 205 695 90 20 re f Q ${eight}`],
    ]),
  )("covered by %s and printed anew", async (_, page) => expect(await figureOf(page)).toEqual(plain("8")));

  const gone = drawn(seven + white("205 695 90 20 re f"));
  test("covered and not printed anew, the place is not empty for certain", async () =>
    expect(await figureOf(gone)).toEqual({ text: "", marks: ["lost"] }));

  const grazed = drawn(show("17", ...AT) + white("235 690 7.4 30 re f"));
  test("covered in part, it cannot be told", async () => expect(await figureOf(grazed)).toMatchObject(LOST));
});

describe("text that is seen is read", () => {
  const cover = white("205 695 90 20 re f");
  test.each(
    cases([
      ["white on a dark ground", `q .2 g 205 695 90 20 re f Q ${white(seven)}`],
      ["on a ground painted before it", `q .9 g 205 695 90 20 re f Q ${seven}`],
      ["under a marker's colour", `${seven} q /Marker gs 1 1 0 rg 205 695 90 20 re f Q`],
      ["underlined", `${seven} 238 698.5 m 247 698.5 l S`],
      ["printed three times to look bold", seven + show("7", 240.3, 700) + show("7", 240.6, 700)],
      ...[699, 698, 697, 696].map(
        (y): Case => [`with a shadow, at ${y}`, `${show("7", 240, y)}${show("7", 240.7, y + 0.7)}`],
      ),
      ["a typed note", "", { annotations: [{ subtype: "FreeText", content: seven }] }],
      ["a stamp", "", { annotations: [{ subtype: "Stamp", content: seven }] }],
      ["a note that covers", eight, { annotations: [{ subtype: "FreeText", content: cover + seven }] }],
      [
        "a field's value without an appearance",
        "",
        { stated: ["/Subtype/Widget/FT/Tx/T(a)/V(7)/F 4/Rect[235 698 255 714]"] },
      ],
      [
        "a note without an appearance",
        "",
        { stated: ["/Subtype/FreeText/DA(/F 10 Tf)/Contents(7)/F 4/Rect[235 698 255 714]"] },
      ],
    ]),
  )("%s", async (_, page) => expect(await figureOf(page)).toEqual(plain("7")));

  const hidden = drawn("", { stated: ["/Subtype/Widget/FT/Tx/T(a)/V(7)/F 2/Rect[235 698 255 714]"] });
  test("a hidden field shows nothing", async () => expect(await figureOf(hidden)).toEqual(plain("")));
});

describe("a line of a table, drawn cell by cell, strikes nothing out", () => {
  // Two rows, the line between them in two pieces; what is stamped over it stands between the rows.
  const halves = "90 630 110 .5 re f 200 630 100 .5 re f ";
  const rows = ruled([90, 200, 300], [600, 660]) + halves;
  const over = drawn(rows + show("甲乙丙丁戊己庚辛壬", 204, 626) + show("4", 240, 605));
  test("a stamp across it leaves rows apart", async () => {
    reading ??= figures();
    expect((await reading).get(over)?.text).not.toContain("4");
  });
});

test.each(
  cases([
    ["in one place", seven + eight],
    ["one a little beside the other", seven + show("8", 241.5, 700)],
    [
      "one in an annotation that hides nothing",
      seven,
      { annotations: [{ subtype: "FreeText", content: eight }] },
    ],
  ]),
)("two figures, %s, are not joined", async (_, page) => {
  const shown = await figureOf(page);
  expect(shown?.marks).toContain("overlapping");
  expect(shown?.text).not.toMatch(/78|87/);
});

describe("ink that is no text leaves no empty cell", () => {
  const TRIANGLE = "240 700 m 246 700 l 243 708 l h f ";
  const picture = { picture: 8 };
  test.each(
    cases([
      ["a filled shape", TRIANGLE],
      ["a curve", "240 700 m 250 700 250 708 240 708 c S "],
      ["a bar drawn as a line", "243 700 m 243 708 l S "],
      ["a dash drawn as a line", "240 704 m 247 704 l S "],
      [
        "a letter of level and upright sides",
        "240 700 m 246 700 l 246 702 l 242 702 l 242 708 l 240 708 l h f ",
      ],
      ["a picture", "q 8 0 0 8 240 700 cm /Im Do Q ", picture],
      ["a picture too large to be opened", "q 8 0 0 8 240 700 cm /Im Do Q ", { picture: 1000 }],
      [
        "pictures in a row",
        "q 4 0 0 8 240 700 cm /Im Do Q q 4 0 0 8 246 700 cm /Im Do Q ".repeat(6),
        picture,
      ],
      ["an inline picture", "q 8 0 0 8 240 700 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "],
      ["a stencil", "q 8 0 0 8 240 700 cm BI /W 8 /H 1 /IM true /BPC 1 ID x EI Q "],
      ["a shape beside a figure", seven + TRIANGLE.replaceAll("24", "25")],
    ]),
  )("%s", async (_, page) => expect(await figureOf(page)).toMatchObject(DRAWN));

  const framed = drawn("q .9 g 201 691 98 28 re f Q 203 693 94 24 re S ");
  test("the ground of a cell and its frame are no ink", async () =>
    expect(await figureOf(framed)).toEqual(plain("")));

  const untold = drawn("BT /T 10 Tf 240 700 Td (1) Tj ET");
  test("letters that their font does not tell are lost", async () =>
    expect(await figureOf(untold)).toMatchObject(LOST));
});

describe("what is printed beyond the page", () => {
  const words = async (page: PdfPage) => {
    const { content } = await pdfReader.read(pdfOf([page]), {});
    return content.flatMap((part) => (part.kind === "canvas" ? part.words.map(({ text }) => text) : []));
  };

  test("is cut off by the crop box", async () =>
    expect(
      await words({ content: show("左", 50, 700) + show("右", 310, 700), cropBox: [0, 0, 300, 842] }),
    ).toEqual(["左"]));

  test("is read where the lines of its table run on", async () =>
    expect(await words({ content: ruled([400, 580, 610], [690, 720]) + show("12", 596, 700) })).toEqual([
      "12",
    ]));
});

test("radicals, doubled characters and ligatures are read as what they look like", () =>
  expect(foldCompatible("⽔⼾⻔⻘⺠\uf9dd\ufb01（１）")).toBe("水户门青民利fi（１）"));

describe("writing on its side is read upright", () => {
  const turned = { up: "0 1 -1 0 595 0 cm ", down: "0 -1 1 0 0 842 cm ", over: "-1 0 0 -1 595 842 cm " };
  test.each(["up", "down", "over"] as const)("%s", async (way) => {
    const table = ruled([90, 200, 300], [390, 420]) + show("行政许可", 100, 400) + show("12", 240, 400);
    const document = await pdfReader.read(pdfOf([{ content: `q ${turned[way]}${table} Q` }]), {});
    const quarters = { up: 1, over: 2, down: 3 }[way];
    expect(document.diagnostics).toMatchObject([
      { code: "read/page-turned", at: { page: 1 }, found: `${quarters} quarters, slope 0.0000` },
    ]);
    const grid = layOut(document, () => undefined).find((part) => part.kind === "grid");
    expect(grid?.kind === "grid" && grid.rows[0]?.map((slot) => slot.kind === "cell" && slot.text)).toEqual([
      "行政许可",
      "12",
    ]);
  });
});
