import { describe, expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { htmlReader } from "../../../src/read/html.ts";

const read = (markup: string) => htmlReader.read(new TextEncoder().encode(markup), {});
const tables = async (markup: string) =>
  (await read(markup)).content.filter((block): block is RawTable => block.kind === "table");
const texts = async (markup: string) =>
  (await tables(markup)).map((table) => table.rows.map((row) => row.map((cell) => cell.text)));

describe("tables of a page", () => {
  test("cells keep spans, lines and empty cells", async () => {
    const [table] = await tables(
      "<table><tr><td rowspan=2>a<br>b</td><td colspan=2><p>c</p><p>d</p></td></tr><tr><td></td><td>&nbsp;1</td><td>2&amp;nbsp;</td></tr></table>",
    );
    expect(table?.rows[0]).toMatchObject([
      { text: "a\nb", rowSpan: 2 },
      { text: "c\nd", colSpan: 2 },
    ]);
    expect(table?.rows[1]?.map((cell) => cell.text)).toEqual(["", "\u00a01", "2\u00a0"]);
    expect(table?.rows[1]?.[1]?.at).toEqual({ table: 1, row: 2, cell: 2 });
  });

  test("hidden things are left out, and hidden tables still count", async () => {
    const [table] = await tables(
      '<div style="display:none"><table><tr><td>9</td><td>8</td></tr></table></div><table><tr><td>1<span hidden>2</span></td><td>3<script>4</script></td></tr></table>',
    );
    expect(table?.at).toEqual({ table: 2 });
    expect(table?.rows[0]?.map((cell) => cell.text)).toEqual(["1", "3"]);
  });

  test("what a rule of the page hides is left out, unless another rule shows it", async () => {
    const page = (rules: string) =>
      `<style>${rules}</style><table class="x"><tr><td>1</td><td>2</td></tr></table>`;
    expect(await texts(page(".x{display:none}"))).toEqual([]);
    expect(await texts(page(".x{display:none} .x.on{display:table}"))).toEqual([[["1", "2"]]]);
  });

  test("tables that lay out a page give what they hold", async () => {
    const found = await texts(
      "<table><tr><td>menu</td><td>text<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>",
    );
    expect(found).toEqual([
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ]);
  });

  test("a nested table of one row gives its cells to the row around it", async () => {
    const found = await texts(
      "<table><tr><td>row</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr><tr><td>next</td><td>3</td><td>4</td></tr></table>",
    );
    expect(found).toEqual([
      [
        ["row", "1", "2"],
        ["next", "3", "4"],
      ],
    ]);
  });

  test("a raised digit is a note mark and joins no figure", async () => {
    expect(await texts("<table><tr><td>12<sup>1</sup></td><td>x</td></tr></table>")).toEqual([
      [["12¹", "x"]],
    ]);
  });

  test("spans end with their group of rows", async () => {
    const [table] = await tables(
      "<table><thead><tr><td rowspan=9>a</td><td>b</td></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    );
    expect(table?.rows[0]?.[0]?.rowSpan).toBe(1);
  });

  test("elements styled as a table are one", async () => {
    expect(
      await texts(
        '<div style="display:table"><div style="display:table-row"><i style="display:table-cell">1</i><i style="display:table-cell">2</i></div></div>',
      ),
    ).toEqual([[["1", "2"]]]);
  });

  test("ten thousand nested elements are read without falling over", async () => {
    const deep = `${"<div>".repeat(10_000)}<p>end</p>`;
    expect((await read(deep)).content.at(-1)).toMatchObject({ text: "end" });
  });
});

describe("pages", () => {
  test("titles, facts and links are told", async () => {
    const page = await read(
      '<title>T</title><meta name="PubDate" content="2024-01-02"><h1>A<br>B</h1><p>c</p><a href="x.docx">file</a>',
    );
    expect(page.meta.map(({ name, text }) => [name, text])).toEqual([
      ["title", "T"],
      ["PubDate", "2024-01-02"],
    ]);
    expect(page.content[0]).toMatchObject({ text: "A\nB", role: "title" });
    expect(page.links).toEqual([{ href: "x.docx", text: "file" }]);
  });

  test("a table drawn in text whose lines are kept stays text with its places, hidden parts left out", async () => {
    const drawing = "+----+---+\n| 甲 | 1 |\n+----+---+";
    const { content } = await read(`<p>a</p><pre>${drawing.replace("1", "1<i hidden>2</i>")}</pre><p>b</p>`);
    expect(content).toMatchObject([{ text: "a" }, { kind: "plain", text: drawing }, { text: "b" }]);
    const verse = (await read("<pre>一行\n又一行</pre>")).content;
    expect(verse.map(({ kind }) => kind)).toEqual(["text", "text"]);
    // A drawing with a table of the page in it is looked through once: the next table is the second.
    const table = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>";
    const mixed = `<pre>${drawing}\n${table}</pre>${table}`;
    expect((await tables(mixed)).map(({ at }) => at.table)).toEqual([1, 2]);
  });

  test("bytes in GBK are read whatever the page says of itself", async () => {
    const bytes = Uint8Array.from([0x3c, 0x70, 0x3e, 0xb9, 0xab, 0xbf, 0xaa, 0x3c, 0x2f, 0x70, 0x3e]);
    expect((await htmlReader.read(bytes, { charset: "utf-8" })).content[0]).toMatchObject({ text: "公开" });
  });
});
