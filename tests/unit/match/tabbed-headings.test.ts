// Tables set with tabs in which the headings of groups stand in lines of their own.
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const TITLE = "青石县林业局2022年政府信息公开工作年度报告";
const SPARSE = PRINTED.map((row, rank) => row.map((figure, column) => ((rank + column) % 3 ? figure : "")));
const MOSTLY = PRINTED.map((row, rank) =>
  row.map((figure, column) => ((rank * 3 + column) % 5 === 0 ? figure : "")),
);

/** A line for each row, and one before it for each group that begins there. */
function linesOf(lineOf: (label: string, figures: readonly string[]) => string, figures = SPARSE): string[] {
  const lines = ROWS.flatMap(({ label, path }, rank) => {
    const begun = ROWS[rank - 1]?.path ?? [];
    const groups = path.flatMap(({ text }) => (begun.some((group) => group.text === text) ? [] : [text]));
    return [...groups, lineOf(label.text, figures[rank] ?? [])];
  });
  return [
    TITLE,
    "三、收到和处理政府信息公开申请情况",
    ["项目", ...HEADS].join("\t"),
    ...lines,
    "四、其他情况",
    "没有变化。",
  ];
}
const tabbed = (label: string, figures: readonly string[]) => [label, ...figures].join("\t");

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const paragraphOf = (line: string) =>
  `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="800"/></w:tabs></w:pPr><w:r>${line
    .split("\t")
    .map((text) => (text === "" ? "" : `<w:t>${escaped(text)}</w:t>`))
    .join("<w:tab/>")}</w:r></w:p>`;
const docxOf = (lines: readonly string[]) =>
  zipSync({
    "word/document.xml": strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${lines.map(paragraphOf).join("")}</w:body></w:document>`,
    ),
  });

describe.each([
  ["a third empty", SPARSE],
  ["most empty", MOSTLY],
  ["all filled", PRINTED],
])("%s", (_, figures) => {
  const lines = linesOf(tabbed, figures);
  test("in a text", async () => {
    expect(readOf(await readPage("a.txt", lines.join("\n")))).toEqual(figures);
  });
  test("in a word processor's paragraphs", async () => {
    expect(readOf(await extractBytes("a.docx", docxOf(lines)))).toEqual(figures);
  });
});

/** Rows that are printed otherwise than the others: nothing may be wrong and certain. */
const ODD: readonly (readonly [
  name: string,
  lineOf: (label: string, figures: readonly string[]) => string,
])[] = [
  [
    "figures in the line below their label",
    (label, figures) => (label.length > 12 ? `${label}\n${tabbed("", figures)}` : tabbed(label, figures)),
  ],
  ["tabs at the end left out", (label, figures) => tabbed(label, figures).trimEnd()],
  [
    "labels without tabs where all is empty",
    (label, figures) => (figures.join("") === "" ? label : tabbed(label, figures)),
  ],
];

test.each(ODD)("nothing is wrong and certain with %s", async (_, lineOf) => {
  const figures = SPARSE.map((row, rank) => (rank % 6 === 4 ? row.map(() => "") : row));
  const lines = linesOf(lineOf, figures).flatMap((line) => line.split("\n"));
  for (const report of [
    await readPage("a.txt", lines.join("\n")),
    await extractBytes("a.docx", docxOf(lines)),
  ]) {
    const wrong = readOf(report).flatMap((row, rank) =>
      row.flatMap((value, column) =>
        value === "?" || value === figures[rank]?.[column] ? [] : [[rank, column, value]],
      ),
    );
    expect(wrong).toEqual([]);
  }
});
