// Files that say of each word where on its page it stands: what programs take out of PDFs, and what recognition answers.
import { expect, test } from "vitest";
import { pagesInFields, pagesInJson } from "../../../src/read/placed-data.ts";
import { pagesInMarkup } from "../../../src/read/placed-markup.ts";
import { parseXml } from "../../../src/read/xml-tree.ts";
import { HEADS, ROWS, readPage, rowsOf } from "../../builders/requests-page.ts";

/** Figures whose sums hold in rows and columns. */
const PRINTED = ROWS.map(({ key }) =>
  ["new", "outcome.granted", "outcome.total"].includes(key ?? "")
    ? ["1", "2", "3", "4", "5", "6", "21"]
    : Array<string>(7).fill("0"),
);

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SIZE = { width: 595, height: 842 };
const HEIGHT = 6;

/** Letters are as wide as high, digits half of that. */
const place = (text: string, left: number, top: number): Placed => ({
  text,
  left,
  top,
  right:
    left + [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/u.test(char) ? HEIGHT : HEIGHT / 2), 0),
  bottom: top + HEIGHT,
});

/** The requests table of a report of 2022 on two pages, every cell a word, without a line drawn. */
const columnAt = (column: number) => 260 + column * 46;
const rowAt = (rank: number, label: string) => {
  const top = 40 + rank * 26;
  return [
    place(label, 40, top),
    ...(PRINTED[rank] ?? []).map((text, column) => place(text, columnAt(column), top)),
  ];
};
const split = 14;
const PAGES: Placed[][] = [
  [
    place("青石县林业局2022年政府信息公开工作年度报告", 180, 40),
    place("三、收到和处理政府信息公开申请情况", 40, 80),
    ...HEADS.map((head, column) => place(head, columnAt(column), 120)),
    ...ROWS.slice(0, split).flatMap(({ label }, rank) =>
      rowAt(rank, label.text).map((word) => ({ ...word, top: word.top + 110, bottom: word.bottom + 110 })),
    ),
  ],
  ROWS.slice(split).flatMap(({ label }, rank) =>
    rowAt(rank + split, label.text).map((word) => {
      const up = split * 26;
      return { ...word, top: word.top - up, bottom: word.bottom - up };
    }),
  ),
];
PAGES[1]?.push(place("四、存在的主要问题及改进情况。", 20, 360));

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const eachPage = (write: (words: readonly Placed[], number: number) => string) =>
  PAGES.map((words, index) => write(words, index + 1)).join("\n");
const up = (y: number) => SIZE.height - y;

/** Letter by letter, as programs write that keep the font of each. */
const letters = ({ text, left, top, bottom }: Placed) => {
  let x = left;
  return [...text].map((char) => {
    const letter = { ...place(char, x, top), bottom };
    x = letter.right;
    return letter;
  });
};

const PRINTS: readonly (readonly [string, string, string])[] = [
  [
    "corners as attributes, in a page of the web",
    "a.html",
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body><doc>${eachPage(
      (words) =>
        `<page width="${SIZE.width}" height="${SIZE.height}">${words.map((one) => `<word xMin="${one.left}" yMin="${one.top}" xMax="${one.right}" yMax="${one.bottom}">${escaped(one.text)}</word>`).join("")}</page>`,
    )}</doc></body></html>`,
  ],
  [
    "corner and size, in units of half a point",
    "a.xml",
    `<?xml version="1.0"?><pdf2xml>${eachPage(
      (words, number) =>
        `<page number="${number}" top="0" left="0" height="${SIZE.height * 2}" width="${SIZE.width * 2}"><fontspec id="0" size="9"/>${words.map((one) => `<text top="${one.top * 2}" left="${one.left * 2}" width="${(one.right - one.left) * 2}" height="${HEIGHT * 2}" font="0"><b>${escaped(one.text)}</b></text>`).join("")}</page>`,
    )}</pdf2xml>`,
  ],
  [
    "letter by letter, counted from the foot of the page",
    "a.xml",
    `<?xml version="1.0"?><pages>${eachPage(
      (words, number) =>
        `<page id="${number}" bbox="0,0,${SIZE.width},${SIZE.height}" rotate="0">${words
          .map((one) => {
            const chars = letters(one).map(
              (char) =>
                `<text font="S" bbox="${char.left},${up(char.bottom)},${char.right},${up(char.top)}" size="12">${escaped(char.text)}</text>`,
            );
            return `<textbox bbox="${one.left},${up(one.bottom)},${one.right},${up(one.top)}"><textline bbox="${one.left},${up(one.bottom)},${one.right},${up(one.top)}">${chars.join("")}<text>\n</text></textline></textbox>`;
          })
          .join("")}</page>`,
    )}</pages>`,
  ],
];

const PICTURES: readonly (readonly [string, string, string])[] = [
  [
    "words of a recogniser with how sure it is",
    "a.xml",
    `<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>${eachPage(
      (words, number) =>
        `<Page ID="p${number}" WIDTH="${SIZE.width * 4}" HEIGHT="${SIZE.height * 4}"><PrintSpace HPOS="0" VPOS="0" WIDTH="${SIZE.width * 4}" HEIGHT="${SIZE.height * 4}">${words.map((one) => `<TextLine><String CONTENT="${escaped(one.text)}" HPOS="${one.left * 4}" VPOS="${one.top * 4}" WIDTH="${(one.right - one.left) * 4}" HEIGHT="${HEIGHT * 4}" WC="0.9"/></TextLine>`).join("")}</PrintSpace></Page>`,
    )}</Layout></alto>`,
  ],
  [
    "boxes in titles",
    "a.html",
    `<html><head><title></title></head><body>${eachPage(
      (words, number) =>
        `<div class='ocr_page' title='image "${number}.png"; bbox 0 0 ${SIZE.width * 4} ${SIZE.height * 4}'>${words.map((one) => `<span class='ocrx_word' title='bbox ${one.left * 4} ${one.top * 4} ${one.right * 4} ${one.bottom * 4}; x_wconf 95'>${escaped(one.text)}</span>`).join(" ")}</div>`,
    )}</body></html>`,
  ],
  [
    "answers of a service, a page each",
    "a.json",
    JSON.stringify({
      pages: PAGES.map((words) => ({
        words_result: words.map(({ text, left, top, right, bottom }) => ({
          words: text,
          location: { left, top, width: right - left, height: bottom - top },
        })),
      })),
    }),
  ],
  [
    "four corners and a text",
    "a.json",
    JSON.stringify(
      PAGES.map((words) =>
        words.map(({ text, left, top, right, bottom }) => [
          [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
          ],
          [text, 0.98],
        ]),
      ),
    ),
  ],
  [
    "records with their corners one by one",
    "a.json",
    JSON.stringify(
      PAGES.map((words) => ({
        TextDetections: words.map(({ text, left, top, right, bottom }) => ({
          DetectedText: text,
          Polygon: [
            { X: left, Y: top },
            { X: right, Y: top },
            { X: right, Y: bottom },
            { X: left, Y: bottom },
          ],
        })),
      })),
    ),
  ],
  [
    "fields of a list",
    "a.tsv",
    [
      "level\tpage_num\tblock_num\tleft\ttop\twidth\theight\tconf\ttext",
      ...PAGES.flatMap((words, page) => [
        `1\t${page + 1}\t0\t0\t0\t${SIZE.width}\t${SIZE.height}\t-1\t`,
        ...words.map(
          ({ text, left, top, right, bottom }, rank) =>
            `5\t${page + 1}\t${rank}\t${left}\t${top}\t${right - left}\t${bottom - top}\t96\t${text}`,
        ),
      ]),
    ].join("\n"),
  ],
];

test.each(PRINTS)("a table whose words have places is read: %s", async (_, name, text) => {
  const report = await readPage(name, text);
  expect(report.identity.year?.value).toBe("2022");
  expect(
    rowsOf(report).map((cells) => cells.map(({ value, doubts }) => (doubts.length > 0 ? "?" : value))),
  ).toEqual(PRINTED);
});

test.each(PICTURES)(
  "what was read off a picture is certain where sums prove it: %s",
  async (_, name, text) => {
    const cells = rowsOf(await readPage(name, text));
    expect(cells.map((row) => row.map(({ value }) => value))).toEqual(PRINTED);
    expect(cells.flat().some(({ doubts }) => doubts.length === 0)).toBe(true);
  },
);

test.each(PICTURES)("a misread figure is never certain: %s", async (_, name, text) => {
  // The first total that is no zero, whatever row or column it is of.
  const wrong = text.replace(/(?<=[\t"'>])21(?=["<\n])/, "27");
  expect(wrong).not.toBe(text);
  const read = rowsOf(await readPage(name, wrong));
  const sure = read.flatMap((row, rank) =>
    row.filter(({ value, doubts }, column) => doubts.length === 0 && value !== PRINTED[rank]?.[column]),
  );
  expect(sure).toEqual([]);
});

test("mark-up, data and fields of other kinds have no pages of words", () => {
  expect(pagesInMarkup(parseXml('<page width="10" height="10"><p>没有位置</p></page>'))).toBeNull();
  expect(pagesInMarkup(parseXml("<list><page>1</page></list>"))).toBeNull();
  expect(pagesInJson([{ text: "甲", value: 3 }])).toBeNull();
  expect(
    pagesInFields([
      [{ text: "行" }, { text: "列" }],
      [{ text: "1" }, { text: "2" }],
    ]),
  ).toBeNull();
});

test("boxes lie within the page, whatever it was measured in", () => {
  for (const [, name, text] of PRINTS.slice(1)) {
    const pages = pagesInMarkup(parseXml(text)) ?? [];
    expect([name, pages.length]).toEqual([name, 2]);
    for (const { width, height, words } of pages) {
      expect(Math.min(width, height)).toBeCloseTo(595);
      expect(
        words.every(
          ({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= width && bottom <= height,
        ),
      ).toBe(true);
    }
  }
});
