// Tables printed as lists: each head with its figure, or the heads of a group before theirs.
import { expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import { printTable } from "../../../src/dev/made/print-form.ts";
import { htmlTable } from "../../../src/dev/made/write-html.ts";
import type { Report } from "../../../src/model/report.ts";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"];
const FIGURES = GROUPS.map((_, group) => {
  const parts = [1, 0, 2, 3].map((one) => one + group);
  return [...parts, parts.reduce((sum, part) => sum + part, 0)].map(String);
});

function review(report: Report): string[] {
  const cells = report.tables
    .flatMap((table) => table.cells)
    .filter(({ table }) => table === "review_litigation");
  return cells.map(({ value, doubts }) => (doubts.length > 0 ? "?" : (value ?? "")));
}
const pairs = (group: number, between = "：") =>
  RESULTS.map((head, rank) => `${head}${between}${FIGURES[group]?.[rank]}`);
/** Drawn tables that tell the edition, beside what stands in a list. */
const disclosure = collection.forms
  .find(({ edition }) => edition === "2021")
  ?.tables.find(({ key }) => key === "proactive_disclosure");
const disclosureDrawn = disclosure
  ? htmlTable(printTable(disclosure, new Map()), "", (text) => text || "5")
  : "";
const requestsDrawn = [
  ["项目", ...HEADS],
  ...ROWS.map(({ label }, rank) => [label.text, ...(PRINTED[rank] ?? [])]),
];
const title = `青石县林业局2022年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
${requestsDrawn.map((line) => `| ${line.join(" | ")} |`).join("\n")}
四、政府信息公开行政复议、行政诉讼情况
`;
const lines = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join("");

test.each([
  ["lines of pairs", GROUPS.map((group, rank) => `- ${group}：${pairs(rank, " ").join("，")}`).join("\n")],
  ["a pair a line", GROUPS.map((group, rank) => `${group}\n${pairs(rank).join("\n")}`).join("\n\n")],
  ["rows of a table", GROUPS.map((group, rank) => `${group}\t${pairs(rank, "\t").join("\n")}`).join("\n")],
  [
    "a table for each group",
    GROUPS.map(
      (group, rank) =>
        `### 行政诉讼（${group}）\n| ${RESULTS.join(" | ")} |\n|---|---|---|---|---|\n| ${FIGURES[rank]?.join(" | ")} |`,
    ).join("\n\n"),
  ],
])("the results of reviews as %s", async (_, list) => {
  expect(review(await readPage("a.txt", title + list))).toEqual(FIGURES.flat());
});

test.each([
  ["a head left out", (list: string) => list.replace("其他结果：3，", "")],
  ["a figure left out", (list: string) => list.replace("其他结果：3", "其他结果：")],
  ["a figure too many", (list: string) => list.replace("其他结果：3", "其他结果：3 8")],
  ["a figure too many behind a comma", (list: string) => list.replace("其他结果：3", "其他结果：3、8")],
  [
    "two heads in another order",
    (list: string) => list.replace("结果维持：2，结果纠正", "结果纠正：2，结果维持"),
  ],
  ["a group's name left out", (list: string) => list.replace("复议后起诉：", "")],
])("is no list with %s", async (_, change) => {
  const list = GROUPS.map((group, rank) => `${group}：${pairs(rank).join("，")}`).join("\n");
  const cells = review(await readPage("a.txt", title + change(list)));
  expect(cells.filter((value) => value !== "?" && value !== "")).toEqual([]);
});

test.each([
  [
    "terms of a list for each row",
    ROWS.map(({ label }, rank) => {
      const terms = HEADS.map((head, column) => `<dt>${head}</dt><dd>${PRINTED[rank]?.[column]}</dd>`);
      return `<h4>${label.text}</h4><dl>${terms.join("")}</dl>`;
    }).join(""),
  ],
  [
    "a sentence for each row",
    lines(
      ROWS.map(({ label }, rank) => {
        const said = HEADS.map((head, column) => `${head}${PRINTED[rank]?.[column]}件`);
        return `${label.text}：${said.join("，")}。`;
      }),
    ),
  ],
  [
    "a list for each column",
    lines(
      HEADS.flatMap((head, column) => [
        head,
        ...ROWS.map(({ label }, rank) => `${label.text} ${PRINTED[rank]?.[column]}`),
      ]),
    ),
  ],
  [
    "a table for each column",
    HEADS.map((head, column) => {
      const cells = ROWS.map(
        ({ label }, rank) => `<tr><td>${label.text}</td><td>${PRINTED[rank]?.[column]}</td></tr>`,
      );
      return `<h4>${head}</h4><table>${cells.join("")}</table>`;
    }).join(""),
  ],
  [
    "sentences that lead from the group to the row",
    lines(
      ROWS.map(({ label, path }, rank) => {
        const said = HEADS.map((head, column) => `${head}${PRINTED[rank]?.[column]}件`);
        const group = path.at(-1);
        return `${group ? `${group.text}中，` : ""}${label.text}：${said.join("、")}。`;
      }),
    ),
  ],
  [
    "cells below one another, with the colons of names that are left out",
    lines(
      ROWS.flatMap(({ label }, rank) => [
        `：${label.text}`,
        ...HEADS.map((head, column) => `${head}：${PRINTED[rank]?.[column]}`),
      ]),
    ),
  ],
])("the requests as %s", async (_, list) => {
  expect(
    readOf(await readPage("a.html", `${pageOf(list)}<h2>二、主动公开政府信息情况</h2>${disclosureDrawn}`)),
  ).toEqual(PRINTED);
});

/** A table for each row, of its heads and its figures, under the row's name. */
const tableARow = (name: (rank: number) => string) =>
  ROWS.map((_, rank) => {
    const line = (texts: readonly string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join("")}</tr>`;
    return `<p>${name(rank)}</p><table>${line(HEADS)}${line(PRINTED[rank] ?? [])}</table>`;
  }).join("");
const readRows = async (name: (rank: number) => string) =>
  readOf(await readPage("a.html", `${pageOf(tableARow(name))}<h2>二、</h2>${disclosureDrawn}`));

test("a table for each row, whose heads are what names its figures", async () => {
  expect(await readRows((rank) => ROWS[rank]?.label.text ?? "")).toEqual(PRINTED);
});

test("where a row's name is lost, the last head before its figures is no row's label", async () => {
  const read = await readRows((rank) => (rank === 3 ? "另一项" : (ROWS[rank]?.label.text ?? "")));
  read.forEach((row, rank) => {
    for (const [column, value] of row.entries())
      if (value !== "?" && value !== "") expect([rank, value]).toEqual([rank, PRINTED[rank]?.[column]]);
  });
});

/** A line for each cell, which says all of it. */
const long = ROWS.flatMap(({ label, path }, rank) =>
  HEADS.map((head, column) => [
    "青石县林业局",
    "2022",
    [...path.map(({ text }) => text), label.text].join(" / "),
    head,
    PRINTED[rank]?.[column] ?? "",
  ]),
);
const longTable = (cells: readonly (readonly string[])[]) =>
  `<table>${[["机关", "年度", "指标", "申请人", "数量"], ...cells].map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`;
const readLong = async (cells: readonly (readonly string[])[]) =>
  readOf(await readPage("a.html", `${pageOf(longTable(cells))}<h2>二、</h2>${disclosureDrawn}`));

test("a line for each cell that says whose it is, of which year, row and column", async () => {
  expect(await readLong(long)).toEqual(PRINTED);
  const byColumns = HEADS.flatMap((head) => long.filter((line) => line[3] === head));
  expect(await readLong(byColumns)).toEqual(PRINTED);
});

test.each([["a second year's", long.flatMap((line) => [line.with(1, "2021").with(4, "3"), line])]])(
  "lines for each cell are no list with %s",
  async (_, cells) => {
    const read = (await readLong(cells)).flat();
    expect(read.filter((value) => value !== "?" && value !== "")).toEqual([]);
  },
);

test.each([
  ["one left out", 40, long.toSpliced(40, 1)],
  [
    "a figure that only a picture's description tells",
    9,
    long.with(9, [...(long[9] ?? []).slice(0, 4), '<img src="a.png" alt="3">']),
  ],
])("lines for each cell with %s leave that cell in doubt, and say nothing wrong", async (_, lost, cells) => {
  const read = (await readLong(cells)).flat();
  expect(read[lost]).toBe("?");
  read.forEach((value, at) => {
    expect(["?", PRINTED.flat()[at]]).toContain(value);
  });
});

test("points below points, each with its figure", async () => {
  const points = ROWS.map(({ label, path }, rank) => {
    const own = HEADS.map((head, column) => `      - ${head}：${PRINTED[rank]?.[column]}`);
    return [...path.map(({ text }) => `  - ${text}`), `    - ${label.text}`, ...own].join("\n");
  });
  const drawnText = `| 规章 | 1 |\n`;
  const text = `${title.split("三、")[0]}三、收到和处理政府信息公开申请情况\n${points.join("\n")}\n${drawnText}`;
  expect(readOf(await readPage("a.md", text))).toEqual(PRINTED);
});

test("points below points without marks, each line further in than what it belongs to", async () => {
  let above: readonly string[] = [];
  const list = ROWS.map(({ path, label }, rank) => {
    const groups = path.map(({ text }) => text);
    const open = groups.findIndex((text, depth) => above[depth] !== text);
    above = groups;
    const indent = (depth: number) => "  ".repeat(depth);
    const heads = open < 0 ? [] : groups.slice(open).map((text, at) => `${indent(open + at)}${text}:`);
    const figures = HEADS.map(
      (head, column) => `${indent(groups.length + 1)}${head}: ${PRINTED[rank]?.[column]}`,
    );
    return [...heads, `${indent(groups.length)}${label.text}:`, ...figures].join("\n");
  }).join("\n");
  const report = await readPage(
    "a.txt",
    `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${list}\n`,
  );
  expect(readOf(report)).toEqual(PRINTED);
});

test("a sheet with a list below another for each column, each under heads of its own", async () => {
  const parts = (heads: (column: number) => string) =>
    HEADS.map((head, column) => {
      const lines = ROWS.map(
        ({ label }, rank) => `<tr><td>${label.text}</td><td>${PRINTED[rank]?.[column]}</td></tr>`,
      );
      return `<tr><td colspan="2">${head}</td></tr>${heads(column)}${lines.join("")}`;
    }).join("");
  const page = (heads: (column: number) => string) =>
    readPage("a.html", pageOf(`<table border="1">${parts(heads)}</table>`));
  expect(readOf(await page(() => "<tr><td>事项</td><td>件次</td></tr>"))).toEqual(PRINTED);
  const unlike = await page((column) => `<tr><td>事项</td><td>${"甲乙丙丁戊己庚"[column]}</td></tr>`);
  expect(readOf(unlike)).not.toEqual(PRINTED);
});

/** Records with a line a field, as data is written out; the names are those of whoever wrote it. */
const records = (name: (rank: number) => string) =>
  ROWS.map(({ label, path }, rank) => {
    const group = path.at(-1)?.text;
    const own = HEADS.map((head, column) => `    ${head}: ${PRINTED[rank]?.[column]}`);
    return [`  - ${name(rank)}: "${label.text}"`, ...(group ? [`    上级: "${group}"`] : []), ...own].join(
      "\n",
    );
  }).join("\n");
const asText = (list: string) =>
  readPage(
    "a.txt",
    `青石县林业局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n${list}\n`,
  );

test("records whose fields have names of their own", async () => {
  expect(readOf(await asText(records(() => "项目")))).toEqual(PRINTED);
  const unlike = readOf(
    await asText(records((rank) => `项目之${"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄"[rank]}`)),
  );
  expect(unlike).not.toEqual(PRINTED);
});

test("a figure a line, in the order of rows, each line with its number", async () => {
  const counted = (first: number) =>
    long.map(([issuer = "", year = "", ...line], rank) => [issuer, year, `${first + rank}`, ...line]);
  const heads = ["机关", "年度", "编码", "指标", "申请人", "数量"];
  const table = (cells: readonly (readonly string[])[]) =>
    [heads, ...cells].map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("");
  const read = async (cells: readonly (readonly string[])[]) =>
    readOf(
      await readPage("a.html", `${pageOf(`<table>${table(cells)}</table>`)}<h2>二、</h2>${disclosureDrawn}`),
    );
  expect(await read(counted(202200001))).toEqual(PRINTED);
  // Numbers that do not count may be figures.
  expect(await read(counted(1).with(40, [...(counted(1)[40] ?? [])].with(2, "3")))).not.toEqual(PRINTED);
});

test("a line for each cell whose unit stands in a column of its own", async () => {
  const units = (other: string) => long.map((line, rank) => [...line, rank % 3 === 0 ? other : "件"]);
  expect(await readLong(units("次"))).toEqual(PRINTED);
  // Another word may say that the figure is another's.
  expect(await readLong(units("上年"))).not.toEqual(PRINTED);
});

test("a table for each column, whose labels have the same head in each", async () => {
  const tables = (corner: (column: number) => string) =>
    HEADS.map((head, column) => {
      const rows = ROWS.map(
        ({ label }, rank) => `<tr><td>${label.text}</td><td>${PRINTED[rank]?.[column]}</td></tr>`,
      );
      return `<table><tr><td>${corner(column)}</td><td>${head}</td></tr>${rows.join("")}</table>`;
    }).join("<p></p>");
  expect(readOf(await readPage("a.html", pageOf(tables(() => "办理情形"))))).toEqual(PRINTED);
});

test("words that are left out do not say that the figures are another year's", async () => {
  const tables = (heads: string) =>
    HEADS.map((head, column) => {
      const rows = ROWS.map(
        ({ label }, rank) => `<tr><td>${label.text}</td><td>${PRINTED[rank]?.[column]}</td></tr>`,
      );
      return `<h3>申请人：${head}</h3><table><tr><td>事项</td><td>${heads}</td></tr>${rows.join("")}</table>`;
    }).join("");
  const fields = (name: string) =>
    ROWS.map(({ label }, rank) => {
      const own = HEADS.map((head, column) => `${head}${PRINTED[rank]?.[column]}`);
      return `- 项目: ${label.text}\n  ${name}: ${own.join("，")}`;
    }).join("\n");
  const inYear = (year: string) => long.map((line) => line.with(1, year));
  expect(readOf(await readPage("a.html", pageOf(tables("件次"))))).toEqual(PRINTED);
  expect(readOf(await asText(fields("数据")))).toEqual(PRINTED);
  const sure = [
    ...readOf(await readPage("a.html", pageOf(tables("上年数量")))),
    ...readOf(await asText(fields("上年"))),
    ...(await readLong(inYear("2021"))),
  ].flat();
  expect(sure.filter((value) => value !== "?" && value !== "")).toEqual([]);
});

test("a table for each column, under a line that names it", async () => {
  const tables = HEADS.map((head, column) => {
    const rows = ROWS.map(
      ({ label }, rank) => `<tr><td>${label.text}</td><td>${PRINTED[rank]?.[column]}</td></tr>`,
    );
    return `<h3>申请人：${head}</h3><table><tr><td>事项</td><td>件次</td></tr>${rows.join("")}</table>`;
  });
  expect(readOf(await readPage("a.html", pageOf(tables.join(""))))).toEqual(PRINTED);
});

const card = (figure: string, head: string) => `<div><div>${figure}</div><div>${head}</div></div>`;
const cards = (one: (figure: string, head: string) => string) =>
  GROUPS.map(
    (group, rank) =>
      `<h3>${group}</h3>${RESULTS.map((head, place) => one(FIGURES[rank]?.[place] ?? "", head)).join("")}`,
  ).join("");
const beside = (list: string) =>
  readPage(
    "a.html",
    `${pageOf(`<table border="1">${requestsDrawn.map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`)}<h2>四、政府信息公开行政复议、行政诉讼情况</h2>${list}<p>如此。</p>`,
  );

test.each([
  ["above", card],
  ["behind", (figure: string, head: string) => `<div><span>${head}</span><span>${figure}</span></div>`],
])("cards whose figures stand %s their heads", async (_, one) => {
  expect(review(await beside(cards(one)))).toEqual(FIGURES.flat());
});

test.each([
  ["a figure behind the last head", (list: string) => `${list}<p>12</p>`],
  ["a head without a figure", (list: string) => list.replace("<div>3</div>", "<div></div>")],
  ["two figures before a head", (list: string) => list.replace("<div>3</div>", "<div>3</div><div>4</div>")],
])("cards are none with %s", async (_, change) => {
  const cells = review(await beside(change(cards(card))));
  expect(cells.filter((value) => value !== "?" && value !== "")).toEqual([]);
});

test("lists tell the edition that drawn tables leave open", async () => {
  const results = `<table border="1"><tr>${["行政复议", "未经复议直接起诉", "复议后起诉"].map((group) => `<td colspan="5">${group}</td>`).join("")}</tr><tr>${GROUPS.flatMap(() => RESULTS.map((head) => `<td>${head}</td>`)).join("")}</tr><tr>${FIGURES.flat()
    .map((figure) => `<td>${figure}</td>`)
    .join("")}</tr></table>`;
  const list = ROWS.map(({ label }, rank) => {
    const terms = HEADS.map((head, column) => `<dt>${head}</dt><dd>${PRINTED[rank]?.[column]}</dd>`);
    return `<h4>${label.text}</h4><dl>${terms.join("")}</dl>`;
  }).join("");
  const page = `${pageOf(list)}<h2>四、政府信息公开行政复议、行政诉讼情况</h2>${results}`;
  const report = await readPage("a.html", page);
  expect(report.identity.doubts).not.toContain("edition-unclear");
  expect(readOf(report)).toEqual(PRINTED);
});

/** A card for each row of the table, as pages for small screens have them: no line between a head and its figure. */
const cardsOf = (key: string, figure: (rank: number) => string) => {
  const table = collection.forms
    .find(({ edition }) => edition === "2021")
    ?.tables.find((one) => one.key === key);
  let rank = 0;
  return (table?.blocks ?? []).flatMap(({ head, rows, columns }) => [
    ...(head ? [head.text] : []),
    ...rows.flatMap((row) =>
      row.key === null
        ? []
        : [
            row.label.text,
            ...columns.map(({ label }) => {
              rank += 1;
              return `${label.text}${figure(rank)}`;
            }),
          ],
    ),
  ]);
};

/** Cells of the table that is printed as these cards, in a page that has no other tables but cards. */
async function disclosureFrom(cards: readonly string[]) {
  const reviews = GROUPS.flatMap((group) => [group, ...RESULTS.map((head) => `${head}0`)]);
  const page = lines([
    ...["青石县林业局2022年政府信息公开工作年度报告", "二、主动公开政府信息情况", ...cards],
    ...["三、收到和处理政府信息公开申请情况", ...cardsOf("requests", () => "0")],
    ...["四、政府信息公开行政复议、行政诉讼情况", ...reviews],
  ]);
  const { tables } = await readPage("a.html", page);
  return tables.flatMap(({ cells }) => cells).filter(({ table }) => table === "proactive_disclosure");
}

test("a page of nothing but cards, none of which has a figure behind its row's label", async () => {
  const cells = await disclosureFrom(cardsOf("proactive_disclosure", String));
  expect(cells.map(({ value, doubts }) => (doubts.length > 0 ? "?" : value))).toEqual(
    Array.from({ length: 10 }, (_, rank) => String(rank + 1)),
  );
});

test("cards that are no whole list leave no blank that is certain", async () => {
  const all = cardsOf("proactive_disclosure", String);
  const cells = await disclosureFrom(all.toSpliced(all.indexOf("现行有效件数3"), 1));
  expect(cells.length).toBe(10);
  expect(cells.filter(({ doubts }) => doubts.length === 0)).toEqual([]);
});

/** A line for each row, its label and its figures with what stands between them and around them. */
const inLines = (between: string, behind: string, over: readonly (readonly string[])[] = PRINTED) =>
  ROWS.map(
    ({ label }, rank) =>
      `${label.text}${HEADS.map((head, column) => `${head}${between}${over[rank]?.[column]}${behind}`).join("")}`,
  ).join("\n");

test("heads and figures with nothing between them", async () => {
  expect(readOf(await asText(inLines("", "")))).toEqual(PRINTED);
  // Whether the digits before a list number are its own, nothing tells.
  const runOn = readOf(await asText(inLines("", "").replaceAll("\n", ""))).flat();
  expect(runOn.filter((value) => value !== "?" && value !== "")).toEqual([]);
});

test("sentences that say of each head what it is", async () => {
  const said = (word: string) =>
    inLines(word, "件，").replaceAll("，\n", "。\n").replaceAll("量自", "量：自");
  expect(readOf(await asText(said("为")))).toEqual(PRINTED);
  expect(readOf(await asText(said("共")))).toEqual(PRINTED);
  expect(readOf(await asText(said("近")))).not.toEqual(PRINTED);
});

/** Without some of the figures, at the ends of rows too. */
const SPARSE = PRINTED.map((row, rank) => row.map((figure, column) => ((rank + column) % 3 ? figure : "")));
const points = (mark: string, between: string) =>
  ROWS.map(({ label }, rank) =>
    [label.text, ...HEADS.map((head, column) => `${mark}${head}：${between}${SPARSE[rank]?.[column]}`)].join(
      "\n",
    ),
  ).join("\n");

test.each(["", "\t", "  - ", "\t\t* "])(
  "a name and a colon without a figure, behind %j, are a blank",
  async (mark) => {
    expect(readOf(await asText(points(mark, "")))).toEqual(SPARSE);
  },
);

test("where figures stand in the line below their names, a name without one says nothing", async () => {
  const below = readOf(await asText(points("", "\n").replace(/\n+/gu, "\n")));
  for (const [rank, row] of below.entries())
    for (const [column, value] of row.entries())
      if (value !== "?" && value !== "")
        expect([rank, column, value]).toEqual([rank, column, SPARSE[rank]?.[column]]);
});

test("a stroke that begins a line of figures is one of them, and no mark before the next", async () => {
  const struck = PRINTED.map((row) => ["-", ...row.slice(1)]);
  const list = ROWS.map(
    ({ label }, rank) => `${label.text}\n${HEADS.join("  ")}\n${struck[rank]?.join("  ")}`,
  );
  const read = readOf(await asText(list.join("\n")));
  expect(read).toEqual(struck.map((row) => ["", ...row.slice(1)]));
});
