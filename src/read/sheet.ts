// XLSX, XLS and ODS to one table a sheet, numbers as they are shown.
// Must not know forms or figures.
import {
  type CellObject,
  read as readWorkbook,
  SSF,
  set_cptable,
  utils,
  type WorkBook,
  type WorkSheet,
} from "@e965/xlsx";
// Spreadsheets older than Unicode keep their text in code pages.
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import {
  type Container,
  type Content,
  type RawCell,
  type Reader,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import { proveChains } from "./compound-chains.ts";
import { COMPOUND, ZIP } from "./first-byte.ts";
import { SIGNS } from "./marks.ts";
import { biffLooks } from "./sheet-biff.ts";
import { evaluate, lacksResult } from "./sheet-formulas.ts";
import { odsLooks } from "./sheet-ods.ts";
import { type SheetLooks, SheetParts } from "./sheet-parts.ts";
import { MOST_CELLS, proveSizes } from "./sheet-sizes.ts";
import { xmlLooks } from "./sheet-xml.ts";

set_cptable(codePages);

const MOST_ROWS = 5_000;

function sheetReader(container: Container): Reader {
  return {
    container,
    async read(bytes): Promise<SourceDocument> {
      const book = open(bytes, container);
      const hidden = new Set(
        (book.Workbook?.Sheets ?? []).flatMap((sheet) => (sheet.Hidden && sheet.name ? [sheet.name] : [])),
      );
      const looks = looksIn(bytes, container);
      const calculation = (book.Workbook as { CalcPr?: Record<string, unknown> } | undefined)?.CalcPr;
      const recalculates = /^(?:1|true)$/.test(String(calculation?.["fullCalcOnLoad"]));
      const content: Content[] = [];
      for (const name of book.SheetNames) {
        const sheet = book.Sheets[name];
        if (!sheet || hidden.has(name)) continue;
        const one = { sheet, name, recalculates, looks: looks(name) };
        if (!one.looks?.isHidden) content.push(...sheetContent(one, content.length + 1));
      }
      if (content.length === 0) throw new UnreadableError("empty", "The spreadsheet holds no cells.");
      return { container, meta: [], content, diagnostics: [] };
    },
  };
}

/** How cells show, by the name of their sheet; null where the file has no way to say it. */
function looksIn(bytes: Uint8Array, container: Container): (name: string) => SheetLooks | null {
  // An XLSX may also be a workbook of another kind under that name.
  if (container === "xlsx" && bytes[0] === ZIP) {
    const parts = new SheetParts(bytes);
    return (name) => parts.looks(name);
  }
  const looks =
    container === "ods" ? odsLooks(bytes) : bytes[0] === COMPOUND ? biffLooks(bytes) : xmlLooks(bytes);
  return (name) => looks.get(name) ?? null;
}

export const xlsxReader: Reader = sheetReader("xlsx");
export const xlsReader: Reader = sheetReader("xls");
export const odsReader: Reader = sheetReader("ods");

function open(bytes: Uint8Array, container: Container): WorkBook {
  proveChains(bytes, container.toUpperCase());
  proveSizes(bytes, container.toUpperCase());
  try {
    return readWorkbook(bytes, {
      type: "array",
      sheetRows: MOST_ROWS,
      cellDates: false,
      cellHTML: false,
      // Otherwise rows and columns do not tell that they are hidden.
      cellStyles: true,
      // Otherwise formulas without a result are no cells at all.
      sheetStubs: true,
      codepage: 936,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(reason))
      throw new UnreadableError("encrypted", "The spreadsheet is locked with a password.");
    throw new UnreadableError("damaged", `The ${container.toUpperCase()} is damaged and cannot be read.`);
  }
}

/** A sheet with what its file says of how it shows. */
interface Sheet {
  readonly sheet: WorkSheet;
  readonly name: string;
  /** Results in the file are not the ones shown: all are worked out when it is opened. */
  readonly recalculates: boolean;
  readonly looks: SheetLooks | null;
}

/** A row of one text is a line above or below a table; the rest of the sheet is one table. */
function sheetContent(one: Sheet, table: number): Content[] {
  const { sheet, name } = one;
  // With more rows than are read, the whole range stands in a field of its own.
  const range = utils.decode_range(sheet["!fullref"] ?? sheet["!ref"] ?? "A1:A1");
  const height = range.e.r - range.s.r + 1;
  const width = range.e.c - range.s.c + 1;
  if (height > MOST_ROWS || height * width > MOST_CELLS) {
    throw new UnreadableError(
      "too-large",
      `The sheet «${name}» spans ${height} × ${width} cells: more than any report has.`,
    );
  }
  const merges = mergesOf(sheet);
  const rows: RawCell[][] = [];
  for (let r = range.s.r; r <= range.e.r; r += 1) {
    if (isShut(sheet["!rows"]?.[r]) || one.looks?.hiddenRows.has(r)) continue;
    const cells: RawCell[] = [];
    for (let c = range.s.c; c <= range.e.c; c += 1) {
      if (isShut(sheet["!cols"]?.[c]) || one.looks?.hiddenColumns.has(c)) continue;
      const merge = merges.get(`${r} ${c}`);
      if (merge === "covered") continue;
      const address = utils.encode_cell({ r, c });
      cells.push({
        text: shownText(one, address),
        rowSpan: merge?.rows ?? 1,
        colSpan: merge?.columns ?? 1,
        at: { table, row: r + 1, cell: c + 1, part: `${name}!${address}` },
      });
    }
    rows.push(cells);
  }
  return splitLines(rows, table, name);
}

function splitLines(rows: readonly RawCell[][], table: number, name: string): Content[] {
  const content: Content[] = [];
  let open: RawCell[][] = [];
  const close = () => {
    while (open.length > 0 && open.at(-1)?.every((cell) => cell.text.trim() === "")) open.pop();
    if (open.length > 0) content.push({ kind: "table", rows: open, at: { table, part: name } });
    open = [];
  };
  rows.forEach((cells, index) => {
    const filled = cells.filter((cell) => cell.text.trim() !== "");
    const only = filled[0];
    // Titles and remarks run across; a heading inside of a table has rows of it right above.
    const alone = filled.length === 1 && only && index < 4 && open.length === 0;
    if (filled.length === 0 && open.length === 0) return;
    if (alone) content.push({ kind: "text", text: only.text, at: only.at });
    else open.push(cells);
  });
  close();
  return content;
}

/** Hidden, or without height or width. */
function isShut(line: { hidden?: boolean; hpx?: number; width?: number } | undefined): boolean {
  return line?.hidden === true || line?.hpx === 0 || line?.width === 0;
}

/** What stands at an address: the cell's text as it shows, and what is drawn over it. */
function shownText({ sheet, looks, recalculates }: Sheet, address: string): string {
  const cell = sheet[address] as CellObject | undefined;
  const over = looks?.drawn.get(address) ?? "";
  if (!cell || looks?.unseen.has(address)) return over;
  if (looks?.hidesZeros && cell.v === 0) return over;
  const text = looks?.texts.get(address) ?? cellText(cell, sheet, recalculates);
  // A drawing over letters hides some of them or none.
  return over !== "" && text.trim() !== "" ? text + SIGNS.overlapping : text + over;
}

/** The formatted text, or the value where the file keeps no format; a formula without a result is worked out, or drawn. */
function cellText(cell: CellObject, sheet: WorkSheet, recalculates: boolean): string {
  if (cell.f !== undefined && /DISPIMG/i.test(cell.f)) return SIGNS.drawn;
  const kept = cell.w ?? (cell.v === undefined || cell.t === "z" ? "" : String(cell.v));
  if (cell.f === undefined) return kept;
  const lacking = lacksResult(cell);
  const result = lacking || recalculates || cell.t === "n" ? evaluate(cell.f, sheet) : null;
  if (!lacking && (result === null ? !recalculates : result === cell.v)) return kept;
  // A result that its terms belie is what one program shows, and not another.
  if (!lacking && !recalculates) return kept + SIGNS.computed;
  return result === null ? SIGNS.drawn : formatted(result, cell) + SIGNS.computed;
}

function formatted(value: number, cell: CellObject): string {
  return cell.z === undefined ? String(value) : SSF.format(cell.z, value);
}

type Merge = "covered" | { readonly rows: number; readonly columns: number };

function mergesOf(sheet: WorkSheet): Map<string, Merge> {
  const merges = new Map<string, Merge>();
  for (const { s, e } of sheet["!merges"] ?? []) {
    if ((e.r - s.r + 1) * (e.c - s.c + 1) > MOST_CELLS) continue;
    for (let r = s.r; r <= e.r; r += 1)
      for (let c = s.c; c <= e.c; c += 1) merges.set(`${r} ${c}`, "covered");
    merges.set(`${s.r} ${s.c}`, { rows: e.r - s.r + 1, columns: e.c - s.c + 1 });
  }
  return merges;
}
