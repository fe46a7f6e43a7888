// A web page as it was published, without anything that runs or asks for something, the cell in hand marked.
// Must not know forms or records.
import { load } from "cheerio";
import sanitize from "sanitize-html";
import type { ReadHints } from "../model/document.ts";
import type { Place } from "../model/place.ts";
import { decodeText } from "../read/charset.ts";
import { declaredCharset } from "../read/html.ts";
import { AMONG, HERE, wholePage } from "./markup.ts";

const TAGS = (
  "html body h1 h2 h3 h4 h5 h6 p div span br hr b i u s em strong sub sup small big font center blockquote pre code " +
  "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th header main section article aside a label"
).split(" ");
const MARK = "data-gongkai-here";

/** @returns null when the place is none of a cell of this page with this print in it */
export function publishedPage(
  bytes: Uint8Array,
  hints: ReadHints,
  at: Place | null,
  raw: string,
): string | null {
  const { text } = decodeText(bytes, [hints.charset, declaredCharset(bytes)]);
  const page = load(text);
  page(`[${MARK}]`).removeAttr(MARK);
  page("[id]").removeAttr("id");
  if (at !== null && !mark(page, at, raw)) return null;
  const sheets = page("style")
    .map((_, one) => page(one).text())
    .get();
  const body = sanitize(page.html(), {
    allowedTags: TAGS,
    allowedAttributes: {
      "*": ["class", "style", "align", "valign", "width", "height", "bgcolor", MARK],
      td: ["rowspan", "colspan", "nowrap"],
      th: ["rowspan", "colspan", "nowrap"],
      table: ["border", "cellpadding", "cellspacing"],
      font: ["color", "size", "face"],
    },
    // Without what draws or asks: everything else of a style only changes how text looks.
    allowedStyles: { "*": { "*": [/^(?!.*(?:url|image|expression|import|src)\b)[^\\<>]*$/is] } },
    nonTextTags: ["script", "style", "textarea", "option", "noscript", "title", "template", "iframe"],
    nestingLimit: 500,
  })
    .replaceAll(`${MARK}="${HERE}"`, `id="${HERE}"`)
    .replaceAll(`${MARK}="${AMONG}"`, AMONG);
  return wholePage(body, sheets.map(harmless).join("\n"));
}

/** A style sheet that asks for nothing and cannot end its element; the page's policy forbids the same once more. */
function harmless(sheet: string): string {
  return sheet
    .replace(/\\/g, "")
    .replace(/@(?:import|font-face|charset|namespace)\b[^;{]*(?:;|\{[^}]*\})?/gi, "")
    .replace(/(?:url|image|image-set|src|expression)\s*\(/gi, "none(")
    .replace(/<\/?/g, "");
}

type Page = ReturnType<typeof load>;

/**
 * Tables count as the document holds them; the print shows whether the cell is the one that was read. Lines within a cell are not marked
 * here: nothing says where they stand beside those of other cells.
 */
function mark(page: Page, { table, row, cell, lastCell, line }: Place, raw: string): boolean {
  if (table === undefined || row === undefined || cell === undefined || line !== undefined) return false;
  const own = page("table").eq(table - 1);
  const rows = own.find("tr").filter((_, one) => page(one).closest("table").is(own));
  const cells = rows
    .eq(row - 1)
    .children("td, th")
    .slice(cell - 1, lastCell ?? cell);
  const shown = cells.map((_, one) => page(one).text()).get();
  if (cells.length === 0 || !alike(shown.join(" | "), raw)) return false;
  cells.first().attr(MARK, HERE);
  cells.slice(1).attr(MARK, AMONG);
  return true;
}

const letters = (text: string) => text.normalize("NFKC").replace(/[\s\u200b\ufeff,]/g, "");
const alike = (shown: string, raw: string) => letters(shown).includes(letters(raw));
