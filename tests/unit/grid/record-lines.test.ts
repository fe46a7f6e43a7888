import { describe, expect, test } from "vitest";
import { layOut } from "../../../src/grid/flow.ts";
import type { SourceDocument } from "../../../src/model/document.ts";
import type { Flow } from "../../../src/model/grid.ts";

const sheets = (flow: Flow) =>
  flow.flatMap((block) =>
    block.kind === "grid"
      ? [block.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : null)))]
      : [],
  );
const ofText = (text: string) =>
  layOut({ content: [{ kind: "plain", text }] } as unknown as SourceDocument, () => {});
const ofParagraphs = (texts: readonly string[]) =>
  layOut(
    {
      content: texts.map((text, index) => ({ kind: "text", text, at: { paragraph: index + 1 } })),
    } as unknown as SourceDocument,
    () => {},
  );

const VALUES = [
  ["1", "", "3"],
  ["", "", ""],
  ["4", "5", "9"],
];
const NAMES = ["甲", "乙", "丙"];
const rows = [
  ["", ...NAMES],
  ...["一、子", "二、丑", "三、寅"].map((label, r) => [label, ...(VALUES[r] ?? [])]),
];

/** Lines of records, each value set behind its name in a way of its own. */
const set = (
  value: (name: string, value: string) => string,
  label: (text: string) => string = (text) => text,
) =>
  rows
    .slice(1)
    .flatMap(([own = "", ...values]) => [label(own), ...values.map((one, c) => value(NAMES[c] ?? "", one))]);

describe("records in lines", () => {
  test.each([
    ["a colon", set((name, value) => `${name}：${value}`)],
    [
      "marks of Markdown",
      set(
        (name, value) => `- ${name}: ${value}`,
        (text) => `\n**${text}**\n`,
      ),
    ],
    ["a sign of equality", set((name, value) => `    ${name} = ${value}`)],
    [
      "a client of a database",
      set(
        (name, value) => `${name} | ${value}`,
        (text) => `-[ RECORD 1 ]---\n项目 | ${text}`,
      ),
    ],
  ])("%s between name and value: a row each, empty values kept", (_, lines) => {
    expect(sheets(ofText(["正文在此。", ...lines, "", "正文。"].join("\n")))).toEqual([rows]);
  });

  test("cards of a page: labels of groups stand over their rows, and every cell in its own paragraph", () => {
    const lines = set((name, value) => `${name}：${value}`);
    const flow = ofParagraphs(["三、情况", ...lines.slice(0, 4), "（一）组", ...lines.slice(4)]);
    expect(sheets(flow)).toEqual([[...rows.slice(0, 2), ["（一）组", null, null, null], ...rows.slice(2)]]);
    const [heading, grid] = flow;
    expect(heading).toMatchObject({ kind: "text", text: "三、情况" });
    const cell = grid?.kind === "grid" ? grid.rows[4]?.[3] : undefined;
    expect(cell).toMatchObject({ text: "9", at: { paragraph: 14 } });
  });

  test("a path said of each record is a group's label once", () => {
    const paths = ["全年/（一）子", "全年/（一）丑", "全年/（二）寅"];
    const lines = paths.flatMap((path) => [`项目: ${path}`, ...NAMES.map((name) => `${name}: 1`)]);
    const ones = NAMES.map(() => "1");
    expect(sheets(ofText(lines.join("\n")))).toEqual([
      [
        ["", ...NAMES],
        ["全年", null, null, null],
        ["（一）子", ...ones],
        ["（一）丑", ...ones],
        ["（二）寅", ...ones],
      ],
    ]);
  });

  test("other names, two records, or a name twice in one are no records", () => {
    const lines = set((name, value) => `${name}：${value}`);
    const none = [
      lines.slice(0, 8),
      lines.map((line, at) => (at === 5 ? "丁：" : line)),
      lines.map((line) => line.replace("丙", "甲")),
    ];
    for (const one of none) expect(sheets(ofParagraphs(one))).toEqual([]);
  });
});
