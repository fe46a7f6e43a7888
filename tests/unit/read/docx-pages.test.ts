// Word files in which every line is a box with a place of its own, as programs write that take a PDF apart.
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { docxReader } from "../../../src/read/docx.ts";
import { HEADS, ROWS, rowsOf } from "../../builders/requests-page.ts";

/** Figures whose sums hold in rows and columns. */
const PRINTED = ROWS.map(({ key }) =>
  ["new", "outcome.granted", "outcome.total"].includes(key ?? "")
    ? ["1", "2", "3", "4", "5", "6", "21"]
    : Array<string>(7).fill("0"),
);

/** In points. A box without text is a line. */
interface Box {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 6;
/** Letters are as wide as high, digits half of that. */
const box = (text: string, left: number, top: number): Box => ({
  text,
  left,
  top,
  width: [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/u.test(char) ? HEIGHT : HEIGHT / 2), 0),
  height: HEIGHT,
});
const columnAt = (column: number) => 260 + column * 46;
/** Every part of a row, its figures before its label: the order of the boxes says nothing. */
const rowAt = (rank: number, top: number): Box[] => [
  ...(PRINTED[rank] ?? []).map((text, column) => box(text, columnAt(column), top)).reverse(),
  box(ROWS[rank]?.label.text ?? "", 40, top),
];
const SPLIT = 14;
const PAGES: readonly (readonly Box[])[] = [
  [
    box("青石县林业局2022年政府信息公开工作年度报告", 180, 40),
    box("三、收到和处理政府信息公开申请情况", 40, 80),
    ...HEADS.map((head, column) => box(head, columnAt(column), 120)),
    ...ROWS.slice(0, SPLIT).flatMap((_, rank) => rowAt(rank, 150 + rank * 26)),
  ],
  [
    ...ROWS.slice(SPLIT).flatMap((_, rank) => rowAt(SPLIT + rank, 40 + rank * 26)),
    box("四、存在的主要问题及改进情况", 40, 400),
  ],
];

const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const pack = (body: string) =>
  zipSync({
    "word/document.xml": strToU8(`<w:document ${NAMES}><w:body>${body}</w:body></w:document>`),
  });
const content = (text: string) =>
  text === ""
    ? ""
    : `<w:txbxContent><w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p></w:txbxContent>`;
const emu = (points: number) => Math.round(points * 12700);

const anchor = (from: string) => (one: Box) =>
  `<w:drawing><wp:anchor behindDoc="1"><wp:positionH relativeFrom="column"><wp:posOffset>${emu(one.left)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="${from}"><wp:posOffset>${emu(one.top)}</wp:posOffset></wp:positionV><wp:extent cx="${emu(one.width)}" cy="${emu(one.height)}"/><wps:wsp><wps:txbx>${content(one.text)}</wps:txbx></wps:wsp></wp:anchor></w:drawing>`;
const shape = (one: Box) =>
  `<w:pict><v:shape style="position:absolute;margin-left:${one.left}pt;margin-top:${one.top}pt;width:${one.width}pt;height:${one.height}pt"><v:textbox>${content(one.text)}</v:textbox></v:shape></w:pict>`;
const run = (inside: string) => `<w:r>${inside}</w:r>`;
const onePerPage = (draw: (one: Box) => string, between: string) =>
  PAGES.map((boxes) => `<w:p>${boxes.map(draw).map(run).join("")}</w:p>`).join(between);

const PRINTS: readonly (readonly [string, string])[] = [
  [
    "all pages in one paragraph, without an end",
    `<w:p>${PAGES.flat().map(anchor("paragraph")).map(run).join("")}</w:p>`,
  ],
  [
    "a paragraph a page, counted from the page",
    onePerPage(anchor("page"), '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
  ],
  ["shapes of the old notation", onePerPage(shape, "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")],
  [
    "either of two notations",
    `<w:p>${PAGES.flat()
      .map(
        (one) =>
          `<mc:AlternateContent><mc:Choice>${anchor("paragraph")(one)}</mc:Choice><mc:Fallback>${shape(one)}</mc:Fallback></mc:AlternateContent>`,
      )
      .map(run)
      .join("")}</w:p>`,
  ],
];

test.each(PRINTS)("boxes are read where they stand: %s", async (_, body) => {
  const report = await extractBytes("a.docx", pack(body));
  expect(report.identity.year?.value).toBe("2022");
  expect(
    rowsOf(report).map((cells) => cells.map(({ value, doubts }) => (doubts.length > 0 ? "?" : value))),
  ).toEqual(PRINTED);
});

const kinds = async (body: string) => (await docxReader.read(pack(body), {})).content.map(({ kind }) => kind);
const paragraphs = (...boxes: string[]) => `<w:p>${boxes.map(run).join("")}</w:p>`;
const BOXES = Array.from({ length: 30 }, (_, rank) => box(`第${rank}行`, 40, 40 + rank * 20));

test("boxes are pages only where everything has a place on them, and a line in each", async () => {
  const drawn = BOXES.map(anchor("paragraph"));
  expect(await kinds(paragraphs(...drawn))).toEqual(["canvas"]);
  // A text between them has no place.
  expect(await kinds(paragraphs(...drawn, "<w:t>正文</w:t>"))).not.toContain("canvas");
  // Where the second paragraph stands is not known.
  expect(await kinds(paragraphs(...drawn) + paragraphs(...drawn))).not.toContain("canvas");
  // Two lines in one box.
  const two = anchor("paragraph")(box("上", 300, 40)).replace(
    "</w:txbxContent>",
    "<w:p><w:r><w:t>下</w:t></w:r></w:p>$&",
  );
  expect(await kinds(paragraphs(...drawn, two))).not.toContain("canvas");
});

test("what goes up again over what was written is another page, and what goes up beside it a column", async () => {
  const pages = async (left: number) =>
    (
      await kinds(
        paragraphs(...[...BOXES, ...BOXES.map((one) => ({ ...one, left }))].map(anchor("paragraph"))),
      )
    ).length;
  expect(await pages(40)).toBe(2);
  expect(await pages(300)).toBe(1);
});

test("a picture among the boxes is ink at its place, and a thin shape a line", async () => {
  const picture = anchor("paragraph")({ text: "", left: 300, top: 40, width: 12, height: 12 });
  const line = anchor("paragraph")({ text: "", left: 30, top: 35, width: 400, height: 0 });
  const [page] = (
    await docxReader.read(pack(paragraphs(...BOXES.map(anchor("paragraph")), picture, line)), {})
  ).content;
  expect(page).toMatchObject({ kind: "canvas", rulings: [{}] });
  expect(page?.kind === "canvas" && page.words.filter(({ text }) => text === "")).toMatchObject([
    { marks: ["overlapping"] },
  ]);
});
