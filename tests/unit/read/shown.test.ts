import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Content, Mark, RawCell } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";

type Shown = readonly [text: string, ...marks: Mark[]];

const shown = (content: readonly Content[]): Shown[][] =>
  content.flatMap((block) =>
    block.kind === "table"
      ? block.rows.map((row) => row.map(({ text, marks = [] }: RawCell): Shown => [text, ...marks]))
      : [],
  );
const page = async (body: string, head = "") =>
  shown(
    (await readDocument(strToU8(`<html><head>${head}</head><body>${body}</body></html>`), { name: "a.html" }))
      .content,
  );
/** One row of a page: a label, and the cell in question. */
const cell = async (inner: string, css = "", attributes = "") =>
  (
    await page(
      `<table><tr><td>label</td><td${attributes}>${inner}</td></tr></table>`,
      `<style>${css}</style>`,
    )
  )[0]?.[1];

describe("what a page draws is told beside its text", () => {
  test.each([
    ['<img src="n7.png">', ["", "drawn"]],
    ['<img src="n7.png" alt="12">', ["12", "stand-in"]],
    ['<img src="space.gif" width="1" height="20">', [""]],
    ["<svg><text>12</text></svg>", ["12"]],
    ["<svg><path d='M0 0'/></svg>", ["", "drawn"]],
    ["<svg><text>1</text><text>2</text></svg>", ["1 2", "overlapping"]],
    ["<canvas></canvas>", ["", "drawn"]],
    ["<math><mn>12</mn></math>", ["12"]],
    ["<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", ["", "drawn"]],
    ['<input value="12">', ["12"]],
    ['<input type="hidden" value="12">', [""]],
    ['<input type="checkbox" checked>', ["", "drawn"]],
    ["<select><option>0</option><option selected>12</option></select>", ["12"]],
    ["<select><option>3</option><option>12</option></select>", ["3"]],
    ["<button>12</button>", ["12"]],
    ['<iframe src="x.html"></iframe>', ["", "drawn"]],
    ['<iframe srcdoc="12"></iframe>', ["12"]],
    ['<span style="background:url(n.png) -1px 0"></span>', ["", "drawn"]],
    ['<bdo dir="rtl">12</bdo>', ["12", "lost"]],
    ["1\ue0012", ["1\ue0012", "lost"]],
    ['<span class="n" data-count="12">0</span>', ["12", "stand-in"]],
    ['<b data-target="7"></b>', ["7", "stand-in"]],
    ['<b data-value="12">12</b>', ["12"]],
    ['<p style="display:flex;flex-direction:row-reverse"><i>2</i><i>1</i></p>', ["12"]],
    ['<i style="order:2">2</i><i style="order:1">1</i>', ["12"]],
  ] as const)("%s", async (inner, expected) => {
    expect(await cell(inner)).toEqual(expected);
  });

  test.each([
    [".n::before{content:'12'}", ["12"]],
    [".n:after{content:attr(data-v)}", ["7"]],
    [".n::before{content:'1' attr(data-v) \"\\32\"}", ["172"]],
    [".n::before{content:counter(c)}", ["", "drawn"]],
    [".n::before{content:url(n.png)}", ["", "drawn"]],
    [".n::before{content:'12';display:none}", [""]],
    [".n::before{content:''}", [""]],
    ["td > .m .n::before{content:'12'}", [""]],
    ["@media print{.n::before{content:'12'}}", [""]],
  ] as const)("text that %s makes", async (css, expected) => {
    expect(await cell('<i class="n" data-v="7"></i>', css)).toEqual(expected);
  });
});

describe("what a page does not show is no part of a figure", () => {
  test.each([
    [".x{display:none}"],
    ["td span.x{visibility:hidden}"],
    [".x{color:#fff}"],
    [".x{color:white;background:#ffffff}"],
    ["table td > .x{position:absolute;left:-9999px}"],
    [".x{font-size:0}"],
    [".x{opacity:0}"],
    [".x{text-decoration:line-through}"],
    [".x{display:inline} #y .x, td .x{display:none}"],
    [".x{display:none!important} td .x{display:inline}"],
    ["@media screen and (min-width:600px){.x{display:none}}"],
    [".x{height:0;overflow:hidden;display:inline-block}"],
    [".x{clip:rect(0 0 0 0)}"],
    [".x{text-indent:-9999px}"],
    [".x{transform:scale(0)}"],
  ])("%s", async (css) => {
    expect(await cell('7<span class="x">8</span>', css)).toEqual(["7"]);
  });

  test.each([
    [".x{display:none} td .x{display:inline}", ["78"]],
    ["@media print{.x{display:none}}", ["78"]],
    ["@media (max-width:600px){.x{display:none}}", ["78"]],
    [".x:hover{display:none}", ["78"]],
    ["td{background:#036} .x{color:#fff}", ["78"]],
    [".x{vertical-align:super}", ["7⁸"]],
    [".x{position:relative;top:-5px}", ["7⁸"]],
    [".x{position:absolute;left:2px}", ["78", "overlapping"]],
  ] as const)("%s", async (css, expected) => {
    expect(await cell('7<span class="x">8</span>', css)).toEqual(expected);
  });

  test("white letters where sheets that lie elsewhere may say the ground are doubtful", async () => {
    const row = '<table><tr><td>label</td><td>7<span style="color:#fff">8</span></td></tr></table>';
    expect(await page(row, '<link rel="stylesheet" href="a.css">')).toEqual([
      [["label"], ["78", "overlapping"]],
    ]);
  });

  test("panels that stand in for one another are all read, an old copy is not", async () => {
    const panel = (hidden: boolean, label: string, figure: number) =>
      `<div class="tab ${hidden ? "" : "on"}" style="display:${hidden ? "none" : "block"}"><table><tr><td>${label}</td><td>${figure}</td></tr></table></div>`;
    expect(await page(panel(false, "a", 1) + panel(true, "b", 2))).toEqual([
      [["a"], ["1"]],
      [["b"], ["2"]],
    ]);
    expect(await page(panel(false, "a", 1) + panel(true, "a", 2))).toEqual([[["a"], ["1"]]]);
  });
});

describe("what a page keeps for its scripts is read where it shows no table", () => {
  const rows =
    "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr><tr><td>c</td><td>3</td></tr></table>";
  const expected = [
    [["a"], ["1"]],
    [["b"], ["2"]],
    [["c"], ["3"]],
  ];
  test.each([
    ["template", `<template>${rows}</template>`],
    ["noscript", `<noscript>${rows}</noscript>`],
    ["textarea", `<textarea>${rows.replaceAll("<", "&lt;")}</textarea>`],
    ["string", `<script>document.write("${rows.replaceAll("/", "\\/")}");</script>`],
    ["pieces", `<script>var h = '${rows.slice(0, 40)}' + '${rows.slice(40)}';</script>`],
    [
      "quoted whole",
      `<script type="text/xml"><datastore><record><![CDATA[${rows}]]></record></datastore></script>`,
    ],
    ["data", `<script>window.S = ${JSON.stringify({ list: [{ body: rows }] })};</script>`],
    [
      "island",
      `<script type="application/json">${JSON.stringify({ body: rows }).replaceAll("<", "\\u003c")}</script>`,
    ],
    ["rows", `<script type="application/json">{"t":[["a",1],["b",2],["c",3]]}</script>`],
    ["frame", `<iframe srcdoc="${rows}"></iframe>`],
  ])("%s", async (_, body) => {
    expect(await page(`<div id="app"></div>${body}`)).toEqual(expected);
  });

  test("a page with a table of its own keeps to it", async () => {
    expect(await page(`${rows}<template>${rows.replace("1", "9")}</template>`)).toEqual(expected);
  });
});

test("a shadow tree that a page declares shows in place of its element's content, but for slots", async () => {
  const shadow = (inside: string, light = "") =>
    `<x-t><template shadowrootmode="open">${inside}</template>${light}</x-t>`;
  const row = (cell: string) => `<tr><td>b</td><td>${cell}</td></tr>`;
  const table = `<table><tr><td>a</td><td>1</td></tr>${row("2")}</table>`;
  const shown = [
    [["a"], ["1"]],
    [["b"], ["2"]],
  ];
  expect(await page(shadow(table, `<table>${row("9")}</table>`))).toEqual(shown);
  expect(await page(shadow("<slot>leer</slot>", table))).toEqual(shown);
  expect(await page(shadow('<slot name="t"></slot>', `<p>9</p><div slot="t">${table}</div>`))).toEqual(shown);
  expect(await page(shadow(`${shadow("<slot></slot>", table)}`))).toEqual(shown);
});

describe("letters that only look like others are folded in all that is read", () => {
  test("radicals and compatibility ideographs, titles too", async () => {
    const { content, meta } = await readDocument(
      strToU8(
        "<html><head><title>⼤⽔⻄</title></head><body><h1>⾚峰⻓</h1><table><tr><td>⼀\uf9e3</td><td>１</td></tr></table></body></html>",
      ),
    );
    expect(meta[0]?.text).toBe("大水西");
    expect(content[0]).toMatchObject({ text: "赤峰长" });
    expect(shown(content)).toEqual([[["一泥"], ["１"]]]);
  });

  test("in plain text", async () => {
    expect((await readDocument(strToU8("⼤理州\n"))).content).toEqual([{ kind: "plain", text: "大理州\n" }]);
  });
});

describe("ODT", () => {
  const odt = (styles: string, inner: string) => {
    const names = ["office", "style", "text", "table", "fo", "draw", "svg"];
    const spaces = names.map((name) => `xmlns:${name}="urn:${name}"`).join(" ");
    const content = `<office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text><table:table><table:table-row><table:table-cell><text:p>label</text:p></table:table-cell><table:table-cell>${inner}</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`;
    return zipSync({
      mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
      "content.xml": strToU8(content),
    });
  };
  const style = (family: string, properties: string, parent = "") =>
    `<style:style style:name="S" style:family="${family}" ${parent}><style:text-properties ${properties}/></style:style>`;
  test.each([
    ["image", "", "<text:p><draw:frame><draw:image/></draw:frame></text:p>", ["", "drawn"]],
    [
      "described",
      "",
      "<text:p><draw:frame><draw:image/><svg:desc>12</svg:desc></draw:frame></text:p>",
      ["12", "stand-in"],
    ],
    ["shape", "", "<text:p><draw:line/></text:p>", ["", "drawn"]],
    [
      "box",
      "",
      "<text:p><draw:frame><draw:text-box><text:p>12</text:p></draw:text-box></draw:frame></text:p>",
      ["12"],
    ],
    [
      "struck paragraph",
      style("paragraph", 'style:text-line-through-style="solid"'),
      '<text:p text:style-name="S">8</text:p><text:p>7</text:p>',
      ["7"],
    ],
    [
      "white",
      style("text", 'fo:color="#ffffff"'),
      '<text:p>7<text:span text:style-name="S">8</text:span></text:p>',
      ["7"],
    ],
    [
      "parent",
      `${style("text", 'text:display="none"')}<style:style style:name="T" style:family="text" style:parent-style-name="S"/>`,
      '<text:p>7<text:span text:style-name="T">8</text:span></text:p>',
      ["7"],
    ],
  ] as const)("%s", async (_, styles, inner, expected) => {
    expect(shown((await readDocument(odt(styles, inner))).content)[0]?.[1]).toEqual(expected);
  });
});

describe("RTF", () => {
  const rtf = (inner: string) =>
    strToU8(
      `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}{\\f1 Wingdings;}}{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}\\trowd\\cellx1000\\cellx2000\\pard\\intbl label\\cell ${inner}\\cell\\row\\pard\\par}`,
    );
  test.each([
    ["{\\pict\\pngblip 8950}", ["", "drawn"]],
    ["{\\*\\shppict{\\pict 89}}{\\nonshppict{\\pict 89}}", ["", "drawn"]],
    ["{\\object\\objemb{\\*\\objdata 01}{\\result 5}}", ["", "drawn"]],
    ["{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 20}}}}", ["", "drawn"]],
    ["{\\shp{\\*\\shpinst{\\shptxt 12\\par}}}", ["12"]],
    ["7{\\cf1 8}", ["7"]],
    ["{\\cf2 7}{\\fs2 8}", ["7"]],
    ["{\\f1 7}", ["", "drawn"]],
    ["{\\v 1\\strike0 2}7", ["7"]],
    ["{\\field{\\*\\fldinst =SUM(LEFT)}{\\fldrslt }}", ["", "drawn"]],
    ["{\\field{\\*\\fldinst =SUM(LEFT)}{\\fldrslt 7}}", ["7"]],
  ] as const)("%s", async (inner, expected) => {
    expect(shown((await readDocument(rtf(inner))).content)[0]?.[1]).toEqual(expected);
  });
});
