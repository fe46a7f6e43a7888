// The fast parse must be invisible: whenever it answers, the full parser's tree shows a reader the same page.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRegular } from "../../../src/read/html-regular.ts";
import { parseRepairing } from "../../../src/read/html-tree.ts";
import { walkMarkup } from "../../../src/read/html-walk.ts";

const PAGE = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Report</title><style>.x{display:none}</style></head>
<body><nav><ul><li>one<li><a href="/a">two</a></ul></nav><h1>Title</h1><div class="x">gone</div>
<p>First<p>Second <b>bold</b> &amp; more<br>line<div>block</div>
<table border=1><caption>Cap</caption><thead><tr><th colspan=2>Head</th></tr></thead><tbody><tr><td rowspan="2">a<td><p>1</p></td></tr>
<tr><td><span style="display:none">9</span>2</td></tr></tbody></table>
<dl><dt>t<dd>d</dl><form action="."><input value=3><select><option>4<option>5</select></form><pre>
 x
 y</pre><table><tr><td><table><tr><td>in</td><td>ner</td></tr></table></td></tr></table></body></html>`;
const TAGS = (
  "p div span b a table tbody tr td th ul li dl dd h1 h2 form input select option br hr head body html title style script " +
  "textarea caption col thead tfoot noscript button iframe center font svg pre"
).split(" ");

const piece = fc.oneof(
  fc.constantFrom(...TAGS.map((tag) => `<${tag}>`), ...TAGS.map((tag) => `</${tag}>`)),
  fc.constantFrom(
    "7",
    " ",
    "\n",
    "<!-- c -->",
    "<![if x]>",
    "<!-->",
    "</ p>",
    "<br/>",
    "<td colspan=2 hidden>",
    "&nbsp;",
    "&lt;",
    "&amp",
    "&copyx",
    "&notit;",
    "&#x37",
    "&#32;",
    "<td colspan='&#50;'>",
    '<input value="&copy=1&amp;2&lt">',
    "<p/>",
  ),
);
const edit = fc.record({
  at: fc.nat(PAGE.length - 1),
  drop: fc.nat(12),
  add: fc.array(piece, { maxLength: 2 }),
});
const edited = fc
  .array(edit, { maxLength: 3 })
  .map((edits) =>
    edits.reduce((text, { at, drop, add }) => text.slice(0, at) + add.join("") + text.slice(at + drop), PAGE),
  );
const dropped = fc.array(fc.nat(200), { maxLength: 4 }).map((which) => {
  let index = 0;
  return PAGE.replace(/<[^>]*>/g, (tag) => (which.includes(index++) ? "" : tag));
});
const soup = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));

const runs = Number(process.env["GONGKAI_PROPERTY_RUNS"] ?? 1000);

test("where the fast parse answers, the page shows as the full parser has it", () => {
  let answered = 0;
  fc.assert(
    fc.property(fc.oneof(edited, dropped, soup), (markup) => {
      const tree = parseRegular(markup);
      if (tree === null) return;
      answered += 1;
      expect(walkMarkup(tree)).toEqual(walkMarkup(parseRepairing(markup)));
    }),
    { numRuns: runs, seed: Number(process.env["GONGKAI_PROPERTY_SEED"] ?? 20261123) },
  );
  expect(answered).toBeGreaterThan(runs / 20);
});

test("a page in order needs no repair", () => {
  expect(parseRegular(PAGE)).not.toBeNull();
});
