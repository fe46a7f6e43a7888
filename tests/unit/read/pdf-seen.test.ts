import { describe, expect, test } from "vitest";
import { layOut } from "../../../src/grid/flow.ts";
import type { Mark } from "../../../src/model/document.ts";
import { pdfReader } from "../../../src/read/pdf.ts";
import { type PdfPage, pdfOf, ruled, show } from "../../builders/pdf.ts";

const TABLE = ruled([90, 200, 300], [690, 720]) + show("行政许可", 100, 700);
/** Where the figure's cell stands on the page, and where a figure stands in it. */
const AT = [240, 700] as const;

interface Shown {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** What the second cell of the first table shows. */
async function figureOf(content: string, page: Partial<PdfPage> = {}): Promise<Shown> {
  const document = await pdfReader.read(pdfOf([{ ...page, content: TABLE + content }]), {});
  const grid = layOut(document, () => undefined).find((part) => part.kind === "grid");
  const slot = grid?.kind === "grid" ? grid.rows[0]?.[1] : undefined;
  if (slot?.kind !== "cell") throw new Error("no cell");
  return { text: slot.text, marks: slot.marks ?? [] };
}

const seven = show("7", ...AT);
const eight = show("8", ...AT);
const plain = (text: string): Shown => ({ text, marks: [] });
const white = (operators: string) => `q 1 g 1 G ${operators} Q\n`;

describe("text that a reader does not see is no part of a figure", () => {
  test.each([
    ["without ink", `q 3 Tr ${show("8", 250, 700)} Q`],
    ["white on white", white(show("8", 250, 700))],
    ["thinner than breath", `q /Thin gs ${show("8", 250, 700)} Q`],
    ["in a hidden layer", `/OC /Off BDC ${show("8", 250, 700)} EMC`],
    ["outside of the clip", `q 300 600 10 10 re W n ${show("8", 250, 700)} Q`],
    ["smaller than a speck", `q .05 0 0 .05 250 700 cm ${show("8", 0, 0)} Q`],
    ["raised as a note's mark", `q .7 0 0 .7 246 704 cm ${show("1", 0, 0)} Q`],
    ["struck through", `${show("8", 246, 700)} 245 703.5 m 252 703.5 l S`],
    ["struck through by an area", `${show("8", 246, 700)} 245 703 7 1 re f`],
  ])("%s", async (_, beside) => expect(await figureOf(seven + beside)).toEqual(plain("7")));

  test.each([
    ["a white rectangle", white("205 695 90 20 re f")],
    ["a grey rectangle", "q .8 g 205 695 90 20 re f Q "],
  ])("covered by %s and printed anew", async (_, cover) =>
    expect(await figureOf(seven + cover + eight)).toEqual(plain("8")),
  );

  test("covered and not printed anew, the place is not empty for certain", async () =>
    expect(await figureOf(seven + white("205 695 90 20 re f"))).toEqual({ text: "", marks: ["lost"] }));

  test("covered in part, it cannot be told", async () =>
    expect(await figureOf(show("17", ...AT) + white("235 690 7.4 30 re f"))).toMatchObject({
      marks: ["lost"],
    }));
});

describe("text that is seen is read", () => {
  test.each([
    ["white on a dark ground", `q .2 g 205 695 90 20 re f Q ${white(seven)}`],
    ["on a ground painted before it", `q .9 g 205 695 90 20 re f Q ${seven}`],
    ["under a marker's colour", `${seven} q /Marker gs 1 1 0 rg 205 695 90 20 re f Q`],
    ["underlined", `${seven} 238 698.5 m 247 698.5 l S`],
    ["printed three times to look bold", seven + show("7", 240.3, 700) + show("7", 240.6, 700)],
  ])("%s", async (_, content) => expect(await figureOf(content)).toEqual(plain("7")));

  test.each([
    ["FreeText", seven],
    ["Stamp", seven],
    ["FreeText", eight + white("205 695 90 20 re f") + seven],
  ])("in an annotation, a %s", async (subtype, content) => {
    const [under = "", over = content] = content.startsWith(eight)
      ? [eight, content.slice(eight.length)]
      : [];
    expect(await figureOf(under, { annotations: [{ subtype, content: over }] })).toEqual(plain("7"));
  });

  test("struck by an annotation it is not the figure any more", async () =>
    expect(
      await figureOf(seven + show("8", 246, 700), {
        annotations: [{ subtype: "StrikeOut", content: "245 703.5 m 252 703.5 l S" }],
      }),
    ).toEqual(plain("7")));
});

describe("two figures in one place", () => {
  test.each([
    ["the same", 240],
    ["a little beside", 241.5],
  ])("%s place", async (_, x) => {
    const { text, marks } = await figureOf(seven + show("8", x, 700));
    expect(marks).toContain("overlapping");
    expect(text).not.toMatch(/78|87/);
  });

  test("in an annotation that hides nothing", async () => {
    const { marks } = await figureOf(seven, { annotations: [{ subtype: "FreeText", content: eight }] });
    expect(marks).toContain("overlapping");
  });
});

describe("ink that is no text leaves no empty cell", () => {
  const TRIANGLE = "240 700 m 246 700 l 243 708 l h f ";
  test.each([
    ["a filled shape", TRIANGLE],
    ["a curve", "240 700 m 250 700 250 708 240 708 c S "],
    ["a bar drawn as a line", "243 700 m 243 708 l S "],
    ["a dash drawn as a line", "240 704 m 247 704 l S "],
    [
      "a letter of level and upright sides",
      "240 700 m 246 700 l 246 702 l 242 702 l 242 708 l 240 708 l h f ",
    ],
    ["a picture", "q 8 0 0 8 240 700 cm /Im Do Q "],
    ["a picture too large to be opened", "q 8 0 0 8 240 700 cm /Im Do Q ", 1000],
    ["pictures in a row", "q 4 0 0 8 240 700 cm /Im Do Q q 4 0 0 8 246 700 cm /Im Do Q ".repeat(6)],
    ["an inline picture", "q 8 0 0 8 240 700 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "],
    ["a stencil", "q 8 0 0 8 240 700 cm BI /W 8 /H 1 /IM true /BPC 1 ID x EI Q "],
  ])("%s", async (_, content, picture = 8) =>
    expect(await figureOf(content as string, { picture: picture as number })).toEqual({
      text: "",
      marks: ["drawn"],
    }),
  );

  test("beside a figure it makes the figure uncertain", async () =>
    expect(await figureOf(seven + TRIANGLE.replaceAll("24", "25"))).toMatchObject({ marks: ["drawn"] }));

  test("the ground of a cell and its frame are no ink", async () =>
    expect(await figureOf("q .9 g 201 691 98 28 re f Q 203 693 94 24 re S ")).toEqual(plain("")));

  test("letters that their font does not tell are lost", async () =>
    expect(await figureOf("BT /T 10 Tf 240 700 Td (1) Tj ET")).toMatchObject({
      marks: [expect.stringMatching(/lost|recognised/)],
    }));
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

test("radicals are read as the characters that they look like", async () =>
  expect((await figureOf(show("⽔⼾⻔", 215, 700))).text).toBe("水户门"));

describe("writing on its side is read upright", () => {
  const turned = {
    right: "",
    up: "0 1 -1 0 595 0 cm ",
    down: "0 -1 1 0 0 842 cm ",
    over: "-1 0 0 -1 595 842 cm ",
  };
  test.each(["up", "down", "over"] as const)("%s", async (way) => {
    const table = ruled([90, 200, 300], [390, 420]) + show("行政许可", 100, 400) + show("12", 240, 400);
    const document = await pdfReader.read(pdfOf([{ content: `q ${turned[way]}${table} Q` }]), {});
    const grid = layOut(document, () => undefined).find((part) => part.kind === "grid");
    expect(grid?.kind === "grid" && grid.rows[0]?.map((slot) => slot.kind === "cell" && slot.text)).toEqual([
      "行政许可",
      "12",
    ]);
  });
});
