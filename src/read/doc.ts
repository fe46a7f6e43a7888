// DOC (Word 97 and later, and WPS files of the same format) to paragraphs and tables.
// Must not know forms or figures; the layout of the file is `doc-file`'s.
import { type Container, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { type RowShape, RunningTables } from "./cell-edges.ts";
import { type DocFile, openDoc, type Sprm, TABLE_DEFINITION } from "./doc-file.ts";
import type { TreeNode } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { SIGNS, saysNothing } from "./marks.ts";

function docLikeReader(container: Container): Reader {
  return {
    container,
    async read(bytes): Promise<SourceDocument> {
      const walked = walkMarkup({ type: "root", children: readBody(openDoc(bytes)) });
      if (saysNothing(walked.content)) throw new UnreadableError("empty", "The DOC holds no text.");
      return { container, meta: [], ...walked };
    },
  };
}

export const docReader: Reader = docLikeReader("doc");
export const wpsReader: Reader = docLikeReader("wps");

/** Codes of the property changes that say something about text or tables. */
const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const DEPTH = 0x6649;
const INNER_CELL_END = 0x244b;
const INNER_ROW_END = 0x244c;
const VERTICAL_MERGE = 0xd62b;
const DELETED = 0x0800;
const HIDDEN = 0x083c;
const STRUCK = 0x0837;
const STRUCK_TWICE = 0x2a53;
const RAISED = 0x2a48;
/** The character stands for something drawn, not for itself. */
const SPECIAL = 0x0855;
const SYMBOL = 0x6a09;
const PALETTE_COLOUR = 0x2a42;
const WHITE_OF_PALETTE = 8;
const COLOUR = 0x6870;
const WHITE_COLOUR = 0x00ffffff;
/** Half points that letters are raised by, and their size. */
const POSITION = 0x4845;
const SHIFTED = 6;
const SIZE = 0x4a43;
const SPECK = 4;
/** Pictures in the line, and drawings and boxes that float. */
const DRAWN = new Set(["\u0001", "\u0008"]);

const FIELD_BEGIN = "\u0013";
const FIELD_SEPARATOR = "\u0014";
const FIELD_END = "\u0015";
const CELL_END = "\u0007";
/** Paragraphs, pages, sections end with these. */
const ENDS = new Set(["\r", "\f", CELL_END]);
/** Anchors of pictures, notes and drawings. */
const NOTHING = /[\u0001-\u0008\u000e-\u001d\u001f]/;

function readBody(file: DocFile): TreeNode[] {
  const tables = new RunningTables();
  let inline: TreeNode[] = [];
  let text = "";
  let raised: "sup" | "sub" | null = null;
  /** For each open field, whether its code is being passed over. */
  const fields: boolean[] = [];
  const flush = () => {
    const node: TreeNode = { type: "text", data: text };
    if (text !== "")
      inline.push(raised ? { type: "tag", name: raised, attribs: {}, children: [node] } : node);
    text = "";
  };
  for (const { char, offset } of file.characters()) {
    if (ENDS.has(char)) {
      flush();
      endOf(file, offset, char, inline, tables);
      inline = [];
      continue;
    }
    if (char === FIELD_BEGIN) fields.push(true);
    else if (char === FIELD_SEPARATOR) fields[fields.length - 1] = false;
    else if (char === FIELD_END) fields.pop();
    if (fields.includes(true)) continue;
    const look = lookOf(file.charactersAt(offset));
    if (look.gone) continue;
    if (look.raised !== raised) {
      flush();
      raised = look.raised;
    }
    if (look.drawn || (look.special && DRAWN.has(char))) {
      text += SIGNS.drawn;
      continue;
    }
    if (look.doubtful && char.trim() !== "") text += SIGNS.overlapping;
    if (char === "\u000b") {
      flush();
      inline.push({ type: "tag", name: "br", attribs: {}, children: [] });
    } else if (char === "\u001e") text += "-";
    else if (!NOTHING.test(char)) text += char;
  }
  flush();
  if (inline.length > 0) tables.paragraph(inline, 0);
  tables.close(0);
  return tables.body;
}

function endOf(file: DocFile, offset: number, char: string, inline: TreeNode[], tables: RunningTables): void {
  const sprms = file.paragraphAt(offset);
  const stated = numberOf(sprms, DEPTH);
  const depth = stated ?? (isOn(sprms, IN_TABLE) ? 1 : 0);
  if (depth > 0 && (isOn(sprms, ROW_END) || isOn(sprms, INNER_ROW_END))) tables.endRow(shapeOf(sprms), depth);
  else if (depth > 0 && (char === CELL_END || isOn(sprms, INNER_CELL_END))) tables.endCell(inline, depth);
  else {
    const style = file.styleAt(offset);
    const heading = depth === 0 && style >= 1 && style <= 6;
    tables.paragraph(inline, depth, heading ? `h${style}` : "p");
  }
}

interface CharacterLook {
  readonly gone: boolean;
  readonly raised: "sup" | "sub" | null;
  readonly special: boolean;
  /** A letter of a font that is named for it alone: a symbol. */
  readonly drawn: boolean;
  /** White: what lies behind the cells of a table is not followed. */
  readonly doubtful: boolean;
}

const PLAIN: CharacterLook = { gone: false, raised: null, special: false, drawn: false, doubtful: false };

function lookOf(sprms: readonly Sprm[]): CharacterLook {
  if (sprms.length === 0) return PLAIN;
  const gone = [DELETED, HIDDEN, STRUCK, STRUCK_TWICE].some((code) => isOn(sprms, code));
  const raised = numberOf(sprms, RAISED);
  const position = ((numberOf(sprms, POSITION) ?? 0) << 16) >> 16;
  const special = isOn(sprms, SPECIAL);
  const white =
    numberOf(sprms, COLOUR) === WHITE_COLOUR ||
    (numberOf(sprms, COLOUR) === null && numberOf(sprms, PALETTE_COLOUR) === WHITE_OF_PALETTE);
  return {
    gone: gone || (numberOf(sprms, SIZE) ?? SPECK + 1) <= SPECK,
    raised: raised === 1 || position >= SHIFTED ? "sup" : raised === 2 || position <= -SHIFTED ? "sub" : null,
    special,
    drawn: special && numberOf(sprms, SYMBOL) !== null,
    doubtful: white,
  };
}

/** The last word on a switch; values above 1 mean «as in the style», whose hiding is not followed. */
function isOn(sprms: readonly Sprm[], code: number): boolean {
  return numberOf(sprms, code) === 1;
}

function numberOf(sprms: readonly Sprm[], code: number): number | null {
  const operand = sprms.findLast((sprm) => sprm.code === code)?.operand;
  if (!operand || operand.length === 0) return null;
  const view = new DataView(operand.buffer, operand.byteOffset, operand.byteLength);
  return operand.length >= 4
    ? view.getUint32(0, true)
    : operand.length >= 2
      ? view.getUint16(0, true)
      : view.getUint8(0);
}

const MERGED_LEFT = 0x0002;
const CONTINUES_DOWN = 0x0020;
const STARTS_DOWN = 0x0040;
const CELL_SIZE = 20;

/** Edges and merges of the row that ends here. */
function shapeOf(sprms: readonly Sprm[]): RowShape {
  const definition = sprms.findLast((sprm) => sprm.code === TABLE_DEFINITION)?.operand;
  if (!definition || definition.length === 0) return { left: 0, cells: [] };
  const view = new DataView(definition.buffer, definition.byteOffset, definition.byteLength);
  const count = view.getUint8(0);
  const edge = (index: number) =>
    3 + index * 2 <= definition.length ? view.getInt16(1 + index * 2, true) : 0;
  const flagsAt = 1 + (count + 1) * 2;
  const merges = verticalMerges(sprms);
  const cells = Array.from({ length: count }, (_, index) => {
    const at = flagsAt + index * CELL_SIZE;
    const flags = at + 2 <= definition.length ? view.getUint16(at, true) : 0;
    const merge = merges.get(index);
    const startsDown = merge === undefined ? (flags & STARTS_DOWN) !== 0 : merge === 3;
    const continues = merge === undefined ? (flags & CONTINUES_DOWN) !== 0 : merge === 1;
    return {
      right: edge(index + 1),
      mergedLeft: (flags & MERGED_LEFT) !== 0,
      mergedUp: continues && !startsDown,
      startsDown,
    };
  });
  return { left: edge(0), cells };
}

/** Merges that were set cell by cell after the row was defined: 1 goes on, 3 begins. */
function verticalMerges(sprms: readonly Sprm[]): Map<number, number> {
  const merges = new Map<number, number>();
  for (const { code, operand } of sprms) {
    if (code === VERTICAL_MERGE && operand.length >= 2) merges.set(operand[0] ?? 0, operand[1] ?? 0);
  }
  return merges;
}
