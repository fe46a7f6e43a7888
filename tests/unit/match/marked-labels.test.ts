// Labels and cells with more in them than their words: groups, a second language, marks of Markdown.
import { expect, test } from "vitest";
import {
  HEAD_LINE,
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

test("rows in an order of their own are known by their group's label before theirs", async () => {
  const lines = ROWS.map((row, rank) => {
    const group = row.path.at(-1)?.text ?? "";
    return [group + row.label.text, ...(PRINTED[rank] ?? [])].map((text) => td(text)).join("");
  });
  expect(readOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines.reverse()]))))).toEqual(PRINTED);
});

test("a second language beside heads and labels says them once more", async () => {
  const named =
    td("项目 Item") + HEADS.map((one, column) => td(`${one} Column ${"abc"[column % 3]}`)).join("");
  const lines = linesOf((rank) => PRINTED[rank] ?? []).map((line) => line.replace("</td>", " Requests</td>"));
  expect(readOf(await readPage("a.html", pageOf(tableOf([named, ...lines]))))).toEqual(PRINTED);
});

test.each([
  ["bold", (value: string) => `**${value}**`],
  ["code", (value: string) => `\`${value}\``],
  ["a formula", (value: string) => `$${value}$`],
  ["a colour", (value: string) => `<span style="color:red">${value}</span>`],
  ["an old figure struck out", (value: string) => `~~99~~ ${value}`],
  ["a footnote", (value: string) => `${value}[^2]`],
])("Markdown's marks are no part of a figure: %s", async (_, marked) => {
  const rows = ROWS.map(
    ({ label }, rank) => `| ${label.text} | ${(PRINTED[rank] ?? []).map(marked).join(" | ")} |`,
  );
  const lines = [`| 项目 | ${HEADS.join(" | ")} |`, "|---|---|---|---|---|---|---|---|", ...rows];
  const text = `# 青石县林业局2022年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n${lines.join("\n")}\n`;
  expect(readOf(await readPage("a.md", text))).toEqual(PRINTED);
});

test("what a span hides is not taken out of its mark-up", async () => {
  const hidden = (rank: number) => [
    "<span style='display:none'>3</span>5",
    ...(PRINTED[rank] ?? []).slice(1),
  ];
  const rows = ROWS.map(({ label }, rank) => `| ${label.text} | ${hidden(rank).join(" | ")} |`);
  const text = `青石县林业局2022年政府信息公开工作年度报告\n| 项目 | ${HEADS.join(" | ")} |\n${rows.join("\n")}\n`;
  const read = readOf(await readPage("a.md", text));
  expect(read.map(([first]) => first)).toEqual(PRINTED.map(() => "?"));
});

test("a count with an empty fraction is a count, and one with three noughts may be a thousand", async () => {
  const lines = linesOf((rank) =>
    (PRINTED[rank] ?? []).map((value, column) => `${value}.${"0".repeat(1 + (column % 3))}`),
  );
  const read = readOf(await readPage("a.html", pageOf(tableOf([HEAD_LINE, ...lines]))));
  expect(read).toEqual(
    PRINTED.map((row) =>
      row.map((value, column) => (column % 3 < 2 ? `${value}.${"0".repeat(1 + (column % 3))}` : "?")),
    ),
  );
});
