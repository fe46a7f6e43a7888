// Tables that come wrapped in something else: scripts, feeds and other XML, books, slides, blocks of code, sheets of a browser.
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { laidOut, printedRows as rows } from "../../builders/laid-out.ts";

const TABLE = [
  ["项目", "甲", "乙"],
  ["子", "1", "2"],
  ["丑", "3", ""],
];
const asHtml = (rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
const other = [
  ["寅", "7"],
  ["卯", "8"],
  ["辰", "9"],
];

describe("a table that a script sets into a page stands beside those that the page shows", () => {
  const json = JSON.stringify(TABLE);
  const codes = [...asHtml(TABLE)]
    .map((char) => `%u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
  test.each([
    [
      "an option of a call",
      `<div id="x"></div><script>new Grid(document.getElementById("x"), {data: ${json}, onClick: null});</script>`,
    ],
    [
      "as scripts write data",
      `<div id="x"></div><script>draw("#x", {rows: ${json.replaceAll('"', "'")}, /* } */ wide: true,});</script>`,
    ],
    [
      "beside code",
      `<div id="x"></div><script>$("#x").table({data: ${json}, format: function (x) { return "[" + x; }});</script>`,
    ],
    [
      "heads apart",
      `<table id="x"></table><script>$("#x").T({columns: [{title: "项目"}, {title: "甲"}, {title: "乙"}], data: ${JSON.stringify(TABLE.slice(1))}})</script>`,
    ],
    [
      "records under names of their own",
      '<div id="x"></div><script>show({el: "#x", cols: [{field: "a", title: "项目"}, {field: "b", title: "甲"}, {field: "c", title: "乙"}], data: [{a: "子", b: 1, c: 2}, {c: null, b: 3, a: "丑"}]})</script>',
    ],
    ["letters as codes", `<script>document.write(unescape("${codes}"))</script>`],
    [
      "bytes as codes",
      `<script>document.writeln(decodeURIComponent('${encodeURIComponent(asHtml(TABLE))}'))</script>`,
    ],
  ])("%s", async (_, body) => {
    expect(await rows(`<html><body>${asHtml(other)}${body}</body></html>`)).toEqual([...other, ...TABLE]);
  });

  test("what a script keeps to itself does not", async () => {
    const kept = [
      `<div id="x">已有</div><script>draw("#x", ${json})</script>`,
      `<div id="y"></div><script>var old = ${json}; draw("#x")</script>`,
      `<script>var old = unescape("${codes}")</script>`,
    ];
    for (const body of kept)
      expect(await rows(`<html><body>${asHtml(other)}${body}</body></html>`)).toEqual(other);
  });
});

test("what a page is about shows, though a script must show it; what is hidden beside it does not", async () => {
  const page = (style: string, share: string) =>
    `<html><body><p>${"页头".repeat(20)}${share}</p><div style="${style}"><p>${"正文".repeat(30)}</p>${asHtml(TABLE)}</div></body></html>`;
  expect(await rows(page("visibility: hidden; opacity: 0", ""))).toEqual(TABLE);
  expect(await rows(page("visibility: hidden", "页头".repeat(40)))).toEqual([]);
  expect(await rows(page("display: none", ""))).toEqual([]);
});

test("mark-up of a page within a drawing", async () => {
  const drawing = (inside: string) => `<html><body>${asHtml(other)}<svg><g>${inside}</g></svg></body></html>`;
  expect(
    await rows(drawing(`<foreignObject><body><div>${asHtml(TABLE)}</div></body></foreignObject>`)),
  ).toEqual([...other, ...TABLE]);
  expect(await rows(drawing(`<foreignObject style="display:none">${asHtml(TABLE)}</foreignObject>`))).toEqual(
    other,
  );
});

describe("XML of no known kind", () => {
  const xml = (inside: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- x --><export>${inside}</export>`;
  test.each([
    ["mark-up as data", `<item><title>甲局</title><body><![CDATA[<p>x</p>${asHtml(TABLE)}]]></body></item>`],
    ["mark-up as text", `<item><description>${asHtml(TABLE).replaceAll("<", "&lt;")}</description></item>`],
    [
      "rows of cells",
      `<table><thead>${asHtml(TABLE.slice(0, 1)).slice(7, -8)}</thead><tbody>${asHtml(TABLE.slice(1)).slice(7, -8)}</tbody></table>`,
    ],
    ["entries", asHtml(TABLE).replaceAll("tr>", "row>").replaceAll("td>", "entry>")],
  ])("%s", async (_, inside) => {
    expect(await rows(xml(inside), "a.xml")).toEqual(TABLE);
  });

  test("elements that say what they are called; cells that span", async () => {
    const named = (rows: string) => `<表 年="2023">${rows}</表>`;
    const row = (label: string, a: number, b: number) =>
      `<行 名="${label}"><列 名="甲">${a}</列><列 名="乙">${b}</列></行>`;
    expect(await rows(xml(named(row("子", 1, 2) + row("丑", 3, 4))), "a.xml")).toEqual([
      ["", "甲", "乙"],
      ["子", "1", "2"],
      ["丑", "3", "4"],
    ]);
    const spans =
      '<tbody><row><entry morerows="1">子</entry><entry>1</entry></row><row><entry>2</entry></row></tbody>';
    expect(await rows(xml(`<tgroup>${spans}</tgroup>`), "a.xml")).toEqual([["子[2x1]", "1"], ["2"]]);
  });

  test("elements within elements without end tire nobody", async () => {
    const deep = "<a>".repeat(10_000);
    expect(await rows(xml(`${deep}一${"</a>".repeat(10_000)}`), "a.xml").catch(String)).toBeDefined();
  });
});

test("a sheet as programs in browsers keep it: cells by place, what they show beside what they hold", async () => {
  const cell = (r: number, c: number, v: object) => ({ r, c, v });
  const sheet = [
    {
      celldata: [
        cell(0, 0, { v: "项目", m: "项目", mc: { r: 0, c: 0, rs: 1, cs: 2 } }),
        cell(0, 1, { mc: { r: 0, c: 0 } }),
        cell(1, 0, { v: "子", m: "子" }),
        cell(1, 1, { v: 0.5, m: "50%" }),
        cell(2, 0, { v: "丑", m: "丑" }),
      ],
    },
  ];
  expect(await rows(JSON.stringify(sheet), "a.json")).toEqual([["项目[1x2]"], ["子", "50%"], ["丑", ""]]);
});

test("a sheet kept by cells holds tables of several widths, and nothing between them", async () => {
  const cell = (r: number, c: number, m: string) => ({ r, c, v: { v: m, m } });
  const table = TABLE.flatMap((row, r) => row.map((text, c) => cell(r + 2, c, text)));
  const far = cell(40, 14, "完");
  const found = await rows(JSON.stringify([{ celldata: [cell(0, 0, "甲局报告"), ...table, far] }]), "a.json");
  expect(found.slice(2, 5).map((row) => row.slice(0, 3))).toEqual(TABLE);
});

describe("a sheet kept as rows and cells under their numbers", () => {
  const numbered = (list: readonly unknown[]) => Object.fromEntries(list.map((one, at) => [at, one]));
  test.each([
    ["rows that keep cells", (text: string) => ({ text }), (cells: object) => ({ cells, height: 30 })],
    ["cells in their rows", (v: string) => ({ v, s: "a1" }), (cells: object) => cells],
    ["cells that hold what they show", (m: string) => ({ v: { v: m, m } }), (cells: object) => ({ cells })],
  ] as const)("%s", async (_, cell: (text: string) => unknown, row: (cells: object) => object) => {
    const lines = TABLE.map((texts) => row(numbered(texts.map(cell))));
    const sheet = { name: "表", rows: { ...numbered(lines), len: 100 } };
    expect((await rows(JSON.stringify(sheet), "a.json")).slice(0, 3)).toEqual(TABLE);
  });

  test("cells left out are empty, and merged ones reach as far as they say", async () => {
    const text = (one: string, merge?: readonly number[]) => ({ text: one, ...(merge ? { merge } : {}) });
    const sheet = {
      rows: {
        1: { cells: { 0: text("项目", [0, 1]), 2: text("甲") } },
        2: { cells: { 0: text("子"), 1: { style: 3 }, 2: text("7") } },
        4: { cells: { 1: text("丑"), 2: text("9") } },
      },
    };
    expect(await rows(JSON.stringify(sheet), "a.json")).toEqual([
      ["项目[1x2]", "甲"],
      ["子", "", "7"],
      ["", "", ""],
      ["", "丑", "9"],
    ]);
  });

  test("records under the numbers of years are none", async () => {
    const years = { 2019: { 甲: "1", 乙: "2" }, 2020: { 甲: "3", 乙: "4" } };
    expect(await rows(JSON.stringify(years), "a.json")).toEqual([
      ["", "甲", "乙"],
      ["2019", "1", "2"],
      ["2020", "3", "4"],
    ]);
  });
});

test("an editor's blocks: heads of levels are title and headings", async () => {
  const block = (type: string, data: object) => ({ type, data });
  const blocks = [
    block("header", { text: "甲局报告", level: 1 }),
    block("header", { text: "一、概述", level: 2 }),
    block("table", { content: TABLE }),
  ];
  const flow = await laidOut(JSON.stringify({ blocks }), "a.json");
  expect(flow.map((one) => (one.kind === "text" ? [one.role, one.text] : one.rows.length))).toEqual([
    ["title", "甲局报告"],
    ["heading", "一、概述"],
    3,
  ]);
});

describe("blocks of code that are a page or data", () => {
  test.each([
    ["a page", asHtml(TABLE), "html"],
    ["data", JSON.stringify(TABLE), "json"],
    ["data that says no language", JSON.stringify(TABLE, null, 1), ""],
    ["records", JSON.stringify(TABLE.slice(1).map(([项目, 甲, 乙]) => ({ 项目, 甲, 乙 }))), "js"],
  ])("%s", async (_, inside, language) => {
    const flow = await laidOut(`好的：\n\n\`\`\`${language}\n${inside}\n\`\`\`\n以上。\n`, "a.md");
    expect(
      flow.flatMap((one) =>
        one.kind === "grid"
          ? one.rows.map((row) => row.map((slot) => slot.kind === "cell" && slot.text))
          : [],
      ),
    ).toEqual(TABLE);
    const last = flow.at(-1);
    expect(last).toMatchObject({
      kind: "text",
      at: { line: `好的：\n\n\n${inside}\n\n以上。`.split("\n").length + 1 },
    });
  });

  test("other code is text as it stands", async () => {
    expect(await rows("```python\nx = 1\n```\n\n| a | 1 |\n|---|---|\n| b | 2 |\n", "a.md")).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });
});

describe("books and slides", () => {
  const page = (inside: string) => strToU8(`<html><body>${inside}</body></html>`);
  test("pages of a book in its order, or the page that a browser archived", async () => {
    const opf = `<package><manifest><item id="a" href="z.xhtml"/><item id="b" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`;
    const book = {
      mimetype: strToU8("application/epub+zip"),
      "META-INF/container.xml": strToU8("<container/>"),
      "O/b.opf": strToU8(opf),
      "O/z.xhtml": page(asHtml(TABLE)),
      "O/a.xhtml": page(asHtml(other)),
      "O/unlisted.xhtml": page(asHtml(other)),
    };
    expect(await rows(zipSync(book))).toEqual([...TABLE, ...other]);
    const saved = {
      "1/index.rdf": strToU8("<RDF/>"),
      "1/index.html": page(asHtml(TABLE)),
      "1/index_files/ad.html": page(asHtml(other)),
    };
    expect(await rows(zipSync(saved))).toEqual(TABLE);
  });

  test("tables of slides; hidden slides and frames show nothing, nor does what is struck out", async () => {
    const cell = (text: string, attributes = "") =>
      `<a:tc ${attributes}><a:txBody><a:p>${text}</a:p></a:txBody></a:tc>`;
    const run = (text: string, look = "") => `<a:r><a:rPr ${look}/><a:t>${text}</a:t></a:r>`;
    const frame = (table: string, hidden = "") =>
      `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="1" name="t" ${hidden}/></p:nvGraphicFramePr><a:tbl>${table}</a:tbl></p:graphicFrame>`;
    const slide = (inside: string, attributes = "") =>
      strToU8(
        `<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ${attributes}>${inside}</p:sld>`,
      );
    const table = `<a:tr>${cell(run("子"), 'gridSpan="2"')}${cell("", 'hMerge="1"')}</a:tr><a:tr>${cell(run("丑"))}${cell(run("9", 'strike="sngStrike"') + run("4"))}</a:tr>`;
    const ids = [1, 2].map((id) => `<p:sldId id="${id}" r:id="r${id}"/>`).join("");
    const relations = [1, 2]
      .map((id) => `<Relationship Id="r${id}" Type="slide" Target="slides/s${id}.xml"/>`)
      .join("");
    const deck = {
      "ppt/presentation.xml": strToU8(
        `<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${ids}</p:presentation>`,
      ),
      "ppt/_rels/presentation.xml.rels": strToU8(`<Relationships>${relations}</Relationships>`),
      "ppt/slides/s1.xml": slide(frame(table) + frame(table, 'hidden="1"')),
      "ppt/slides/s2.xml": slide(frame(table), 'show="0"'),
    };
    expect(await rows(zipSync(deck))).toEqual([["子[1x2]"], ["丑", "4"]]);
  });
});
