// Tables that styles make of boxes, and pages that come in an address or as the source that a page shows.
import { describe, expect, test } from "vitest";
import { laidOut, printedRows } from "../../builders/laid-out.ts";

const page = (body: string) => `<html><body>${body}</body></html>`;
const rows = (body: string) => printedRows(page(body), "a.html");

const TABLE = [
  ["项目", "甲", "乙"],
  ["子", "1", ""],
  ["丑", "3", "4"],
];
const columns = [0, 1, 2].map((column) => TABLE.map((row) => row[column] ?? ""));
const made = (lines: readonly (readonly string[])[], outer: string, inner: string) =>
  lines
    .map(
      (line) =>
        `<${outer}>${line.map((text) => `<${inner}>${text}</${inner.split(" ")[0]}>`).join(" ")}</${outer.split(" ")[0]}>`,
    )
    .join("\n");

describe("boxes side by side", () => {
  test.each([
    ["lists whose items float", `<style>ul li{float:left}</style>${made(TABLE, "ul", "li")}`],
    ["sections whose parts stand in a line", made(TABLE, 'section style="display:flex"', "section")],
    [
      "parts that stand in a line of no height of its own",
      made(TABLE, 'div style="font-size:0"', 'div style="display:inline-block;font-size:12px"'),
    ],
    ["lists as columns", `<div style="display:flex">${made(columns, "ul", "li")}</div>`],
    [
      "lines that an editor wrapped",
      TABLE.map(
        (row) =>
          `<section><section><section style="display:flex">${row.map((text) => `<section><p>${text}</p></section>`).join("")}</section></section></section>`,
      ).join(""),
    ],
    ["columns that float", made(columns, 'div style="float:left"', "p")],
  ])("%s", async (_, body) => {
    expect(await rows(`<p>前言</p>${body}<p>结语</p>`)).toEqual(TABLE);
  });

  test.each([
    ["lists below one another", made(TABLE, "ul", "li")],
    ["links with their days", made(TABLE, 'div style="display:flex"', 'a href="x"')],
    ["lines of unequal length", made([...TABLE, ["寅", "5"]].toReversed(), 'div style="display:flex"', "i")],
    [
      "parts of a page",
      `<div style="display:flex"><div><p>1</p><p>2</p><p>${"长".repeat(130)}</p></div><div><p>3</p><p>4</p><p>5</p></div></div>`,
    ],
  ])("%s are no table", async (_, body) => {
    const flow = await laidOut(page(body), "a.html");
    expect(flow.filter((block) => block.kind === "grid" && block.rows.length === TABLE.length)).toEqual([]);
  });

  test("lines with unequal parts whose shares of the line are told", async () => {
    const part = (text: string, share: number) => `<div style="flex:${share}">${text}</div>`;
    const line = (...parts: string[]) => `<div style="display:flex">${parts.join("")}</div>`;
    const body = [
      line(part("甲乙", 3)),
      line(part("项目", 1), part("数", 2)),
      line(part("子", 1), part("1", 1), part("2", 1)),
    ];
    expect(await rows(body.join(""))).toEqual([["甲乙[1x3]"], ["项目", "数[1x2]"], ["子", "1", "2"]]);
    // Shares that are not those of one line make no columns, nor do pieces of it tables.
    expect(await rows([...body, line(part("丑", 1), part("3", 1))].join(""))).toEqual([]);
  });

  test.each([
    ["in another order", '<div style="order:2">5</div><div style="order:1">3</div>'],
    ["over one another", '<div style="position:absolute;left:200px">5</div><div>3</div>'],
  ])("parts that a style puts %s are not read as they are written", async (_, parts) => {
    const line = `<div style="display:flex">${parts}</div>`;
    expect(await rows(line.repeat(4))).toEqual([]);
  });

  test("letters of no size show nothing, also in a box of a line that has none", async () => {
    const line = made(TABLE, 'div style="display:flex;font-size:0"', 'div style="font-size:12px"');
    const unseen = line.replace(">3</div>", '><b style="font-size:2em">3</b></div>');
    expect(await rows(line)).toEqual(TABLE);
    expect(await rows(unseen.replace('style="font-size:12px"><b', "><b"))).toEqual([
      ...TABLE.slice(0, 2),
      ["丑", "", "4"],
    ]);
  });
});

describe("grids", () => {
  const spanned = [
    ["项目[2x1]", "甲乙[1x2]"],
    ["甲", "乙"],
    ["子", "1", "2"],
  ];
  const places: readonly (readonly [text: string, row: string, column: string])[] = [
    ["项目", "1 / 3", "1"],
    ["甲乙", "1", "2 / 4"],
    ["甲", "2", "2"],
    ["乙", "2", "3"],
    ["子", "3", "1"],
    ["1", "3", "2"],
    ["2", "3", "3"],
  ];
  const grid = (style: string, cells: readonly string[]) =>
    `<div style="display:grid;${style}">${cells.join("")}</div>`;
  const placed = places.map(
    ([text, row, column]) => `<div style="grid-row:${row};grid-column:${column}">${text}</div>`,
  );

  test("boxes in the places that they are given, in whatever order they are written", async () => {
    expect(await rows(grid("", placed))).toEqual(spanned);
    expect(await rows(grid("", placed.toReversed()))).toEqual(spanned);
  });

  test("boxes one behind another, each in the next free place", async () => {
    const cells = ["grid-row:span 2", "grid-column:span 2", "", "", "", "", ""].map(
      (style, rank) => `<p style="${style}">${places[rank]?.[0]}</p>`,
    );
    expect(await rows(grid("grid-template-columns:2fr repeat(2, minmax(0, 1fr))", cells))).toEqual(spanned);
  });

  test("a place that no box takes is an empty cell", async () => {
    expect((await rows(grid("", placed.toSpliced(5, 1)))).at(-1)).toEqual(["子", "", "2"]);
  });

  test("boxes over one another are no table", async () => {
    const over = placed.with(6, '<div style="grid-row:3;grid-column:2">2</div>');
    expect(await rows(grid("", over))).not.toContainEqual(["子", "2"]);
  });
});

describe("a page within", () => {
  const page = `<html><head><meta charset="utf-8"></head><body><table>${TABLE.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("\n")}</table></body></html>`;
  test.each([
    ["codes", `data:text/html;charset=utf-8,${encodeURIComponent(page)}`],
    ["Base64", `data:text/html;base64,${Buffer.from(page).toString("base64")}`],
  ])("an address, in %s", async (_, address) => {
    expect(await rows(`<p>前言</p><iframe src="${address}"></iframe>`)).toEqual(TABLE);
    expect(await rows(`<object type="text/html" data="${address}">前言</object>`)).toEqual(TABLE);
  });

  const escaped = page.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  test.each([
    ["as its text", `<pre>${escaped}</pre>`],
    [
      "line by line with their numbers",
      `<table>${escaped
        .split("\n")
        .map((line) => `<tr><td class="n"></td><td>${line}</td></tr>`)
        .join("")}</table>`,
    ],
  ])("shown %s", async (_, body) => {
    expect(await rows(body)).toEqual(TABLE);
  });

  test("several scripts right behind one another write one text", async () => {
    const lines = page.split("\n").map((line) => `<script>document.write(${JSON.stringify(line)})</script>`);
    expect(await rows(lines.join("\n"))).toEqual(TABLE);
    expect(await rows(lines.join("<p>文</p>"))).not.toEqual(TABLE);
  });
});

test.each([
  ["below the page's own heading", (source: string) => escapedOnce(source)],
  ["escaped twice", (source: string) => escapedOnce(escapedOnce(source))],
])("mark-up that an editor escaped, %s, is read where it stands", async (_, shown) => {
  const table = `<table>${TABLE.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("\n")}</table>`;
  const flow = await laidOut(
    page(`<h1>甲局报告</h1><div>${shown(`<p>一、概述</p>${table}<p>完</p>`)}</div><p>甲局</p>`),
    "a.html",
  );
  expect(flow.map((block) => (block.kind === "text" ? block.text : "table"))).toEqual([
    "甲局报告",
    "一、概述",
    "table",
    "完",
    "甲局",
  ]);
});

const escapedOnce = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
