// The direct reading of a DOCX beside the converter, which is right by definition: both give the same content.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { listSamples } from "../../../src/dev/sample-files.ts";
import { convertedTree, type MendedDocx, readDocx } from "../../../src/read/docx.ts";
import { directTree } from "../../../src/read/docx-direct.ts";

const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"';
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const pack = (body: string) =>
  zipSync({
    "_rels/.rels": strToU8(
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/_rels/document.xml.rels": strToU8(
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="a" Type="${OFFICE}/hyperlink" Target="https://example.org/?a=1&amp;b=2#x" TargetMode="External"/><Relationship Id="b" Type="${OFFICE}/hyperlink" Target="b.html" TargetMode="External"/></Relationships>`,
    ),
    "word/document.xml": strToU8(`<w:document ${NAMES}><w:body>${body}</w:body></w:document>`),
  });

/** The content read straight, null where something is not known to it, and the content as converted. */
async function bothWays(bytes: Uint8Array) {
  let known = true;
  const direct = await readDocx(bytes, async (mended) => {
    const tree = directTree(mended.body, mended.relations);
    known = tree !== null;
    return tree ?? { type: "root", children: [{ type: "text", data: "not known" }] };
  });
  const converted = await readDocx(bytes, (mended: MendedDocx) => convertedTree(mended));
  return { direct: known ? direct : null, converted };
}

const samples = listSamples("documents").filter(({ source }) => source.endsWith(".docx"));

test.each(samples.map((sample) => [sample.name, sample] as const))("%s", async (_, { folder, source }) => {
  const { direct, converted } = await bothWays(readFileSync(join(folder, source)));
  expect(direct).toEqual(converted);
});

const run = (text: string, properties = "") => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const paragraph = (...parts: string[]) => `<w:p>${parts.join("")}</w:p>`;
const cell = (content: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>';
const link = (id: string, inside: string, more = "") =>
  `<w:hyperlink r:id="${id}"${more}>${inside}</w:hyperlink>`;
const box = (inside: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;

describe("read straight as it is converted", () => {
  test.each([
    ["entities of all kinds", paragraph(run("a &amp; b &lt;c&gt; &quot;&#x4e00;&#20108;&amp;lt;"))],
    [
      "empty paragraphs, runs and links",
      paragraph() + paragraph(run("")) + paragraph(link("a", ""), run("x")),
    ],
    ["raised runs beside one another", paragraph(run("12"), run("3", raised), run("4", raised), run("5"))],
    [
      "links that are one and links that are not",
      paragraph(link("a", run("x")), link("a", run("y")), link("b", run("z"))),
    ],
    ["a link with a place in its page", paragraph(link("a", run("x"), ' w:anchor="there"'))],
    [
      "breaks of lines, pages and columns",
      paragraph(
        run("a"),
        "<w:r><w:br/></w:r>",
        run("b"),
        '<w:r><w:br w:type="page"/><w:tab/><w:noBreakHyphen/></w:r>',
        run("c"),
      ),
    ],
    [
      "text boxes, one in a cell",
      paragraph(run("before"), box(paragraph(run("boxed"))), run("after")) +
        `<w:tbl><w:tr>${cell(paragraph(run("1"), box(paragraph(run("in a cell")))))}${cell(paragraph(run("2")))}</w:tr></w:tbl>`,
    ],
    [
      "cells that go on below, under wide ones, and rows that were deleted",
      `<w:tbl><w:tr>${cell(paragraph(run("a")), '<w:gridSpan w:val="2"/>')}${cell(paragraph(run("b")), '<w:vMerge w:val="restart"/>')}</w:tr>` +
        `<w:tr><w:trPr><w:del/></w:trPr>${cell(paragraph(run("gone")))}</w:tr>` +
        `<w:tr>${cell(paragraph(run("1")))}${cell(paragraph(run("2")))}${cell(paragraph(run("lost")), "<w:vMerge/>")}</w:tr>` +
        `<w:tr>${cell(paragraph(run("3")))}${cell(paragraph(run("4")))}${cell(paragraph(), '<w:vMerge w:val="continue"/>')}</w:tr></w:tbl>`,
    ],
    [
      "a table within a cell",
      `<w:tbl><w:tr>${cell(`<w:tbl><w:tr>${cell(paragraph(run("x")))}${cell(paragraph(run("y")))}</w:tr><w:tr>${cell(paragraph(run("z")))}</w:tr></w:tbl>${paragraph()}`)}${cell(paragraph(run("1")))}</w:tr></w:tbl>`,
    ],
    [
      "what was put in and moved here",
      paragraph(`<w:ins>${run("in")}</w:ins>`, `<w:moveTo>${run("here")}</w:moveTo>`),
    ],
  ])("%s", async (_, body) => {
    const { direct, converted } = await bothWays(pack(body));
    expect(direct).toEqual(converted);
  });

  test.each([
    ["an element of another kind", paragraph(run("a"), "<w:unheard/>")],
    ["an entity that XML does not have", paragraph(run("a &unheard; b"))],
    [
      "a paragraph whose mark was deleted",
      `${paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("a"))}${paragraph(run("b"))}`,
    ],
    ["links in one another", paragraph(link("a", link("b", run("x"))))],
    [
      "a paragraph between rows",
      `<w:tbl><w:tr>${cell(paragraph(run("1")))}</w:tr>${paragraph(run("x"))}</w:tbl>`,
    ],
  ])("left to the converter: %s", async (_, body) => {
    let tree: unknown;
    await readDocx(pack(body), async (mended) => {
      tree = directTree(mended.body, mended.relations);
      return { type: "root", children: [{ type: "text", data: "x" }] };
    });
    expect(tree).toBeNull();
  });
});
