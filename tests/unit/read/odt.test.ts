import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { RawTable } from "../../../src/model/document.ts";
import { odtReader } from "../../../src/read/odt.ts";

const NS = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"';
const read = (body: string, styles = "") =>
  odtReader.read(
    zipSync({
      "content.xml": strToU8(
        `<office:document-content ${NS}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
    }),
    {},
  );

test("merged, covered, repeated and empty cells", async () => {
  const cell = (attributes: string, text: string) =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const { content } = await read(
    `<table:table><table:table-header-rows><table:table-row>${cell('table:number-rows-spanned="2"', "a")}${cell('table:number-columns-spanned="2"', "b")}<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/>${cell('table:number-columns-repeated="2"', "")}</table:table-row><table:table-row table:visibility="collapse">${cell("", "9")}</table:table-row></table:table>`,
  );
  const table = content[0] as RawTable;
  expect(table.rows.map((row) => row.map(({ text, rowSpan, colSpan }) => [text, rowSpan, colSpan]))).toEqual([
    [
      ["a", 2, 1],
      ["b", 1, 2],
    ],
    [
      ["", 1, 1],
      ["", 1, 1],
    ],
  ]);
});

test("what is hidden, struck out, deleted or a note is no text", async () => {
  const style = (name: string, properties: string) =>
    `<style:style style:name="${name}"><style:text-properties ${properties}/></style:style>`;
  const { content } = await read(
    '<text:tracked-changes><text:p>7</text:p></text:tracked-changes><text:p>1<text:span text:style-name="H">2</text:span><text:span text:style-name="S">3</text:span><text:note><text:p>4</text:p></text:note><text:span text:style-name="U">5</text:span><text:s text:c="2"/>6</text:p>',
    style("H", 'text:display="none"') +
      style("S", 'style:text-line-through-style="solid"') +
      style("U", 'style:text-position="super 58%"'),
  );
  expect(content).toMatchObject([{ text: "1⁵\u00a0\u00a06" }]);
});

test("a file that is cut off is refused in one sentence", async () => {
  await expect(
    odtReader.read(zipSync({ "content.xml": strToU8("<a/>") }).subarray(0, 40), {}),
  ).rejects.toThrow(/cut off/);
});
