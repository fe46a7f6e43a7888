// Plain text whose rows are a label and a list of figures, under a line that lists what the figures are.
// Must not know labels or numbers.
import type { RawTable } from "../model/document.ts";
import { lineCells, type TextLine } from "./text-cells.ts";

const SEPARATORS = /[、，；;/]/u;
/** A label, and behind it a list in brackets or behind a colon, at the line's end. */
const LISTED = /^\s*(.*?)\s*(?:[（(【[]([^（()）【】[\]]*)[）)】\]]|[：:]([^（()）：:]*?))\s*[。；;]?\s*$/u;
/** What may stand in a cell: digits and signs, or nothing. */
const FIGURE = /^[^\p{L}]{0,16}$/u;
/** Longer lines are prose, and longer items no heads. */
const LONGEST_LINE = 160;
const LONGEST_GROUP = 30;
const LONGEST_HEAD = 20;
const FEWEST_HEADS = 3;
const FEWEST_ROWS = 3;
/** Lines between two rows: labels of groups within one another, and blank ones. */
const MOST_BETWEEN = 12;

interface Listed {
  readonly label: string;
  readonly items: readonly string[];
}

function listedIn(text: string): Listed | null {
  const [, label = "", bracketed, behind = ""] = text.length > LONGEST_LINE ? [] : (LISTED.exec(text) ?? []);
  const items = (bracketed ?? behind).split(SEPARATORS).map((item) => item.trim());
  return items.length < FEWEST_HEADS ? null : { label, items };
}

/** The heads that a line lists, behind the last colon in it where it has one. */
function headsIn(text: string): readonly string[] | null {
  const listed = listedIn(text);
  if (listed === null) return null;
  const [first = "", ...rest] = listed.items;
  const heads = [first.slice(first.search(/[：:]/u) + 1).trim(), ...rest];
  const isHead = (head: string) => /\p{L}/u.test(head) && !/\d/u.test(head) && head.length <= LONGEST_HEAD;
  return heads.every(isHead) ? heads : null;
}

/** A row's label and its figures, one for each head. */
function rowIn(text: string, heads: number): Listed | null {
  const listed = listedIn(text);
  if (listed === null || listed.items.length !== heads || !/\p{L}/u.test(listed.label)) return null;
  const { items } = listed;
  return items.every((item) => FIGURE.test(item)) && items.some((item) => /\d/u.test(item)) ? listed : null;
}

const isGroup = (text: string) => text.trim().length <= LONGEST_GROUP && !/[。；;：:]\s*$/u.test(text);

/**
 * The table whose heads a line lists: rows of as many figures each, with the labels of groups between them.
 * @returns null where fewer rows follow than tell that the line lists heads
 */
export function listTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { rows: RawTable["rows"]; length: number } | null {
  const first = lines[start];
  const heads = first ? headsIn(first.text) : null;
  if (!first || heads === null) return null;
  const rows: { line: number; texts: readonly string[] }[] = [{ line: first.line, texts: ["", ...heads] }];
  let length = 1;
  let figures = 0;
  const groups: typeof rows = [];
  for (let at = start + 1; at < lines.length; at += 1) {
    const { text, line } = lines[at] as TextLine;
    const row = rowIn(text, heads.length);
    if (row === null && (!isGroup(text) || groups.length >= MOST_BETWEEN)) break;
    if (row === null) groups.push({ line, texts: text.trim() === "" ? [] : [text.trim()] });
    else {
      rows.push(...groups, { line, texts: [row.label, ...row.items] });
      length += groups.length + 1;
      groups.length = 0;
      figures += 1;
    }
  }
  if (figures < FEWEST_ROWS) return null;
  const printed = rows.filter(({ texts }) => texts.length > 0);
  return {
    rows: printed.map(({ line, texts }, row) => lineCells(texts, { table, row: row + 1, line })),
    length,
  };
}
