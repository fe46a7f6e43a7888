// XLSX, XLS and ODS to one table a sheet, numbers as they are shown.
// Must not know forms or figures.
import {
  type CellObject,
  read as readWorkbook,
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
import { sniff } from "./sniff.ts";

set_cptable(codePages);

/** Sheets with more cells than this are databases, not reports. */
const MOST_CELLS = 200_000;
const MOST_ROWS = 5_000;

function sheetReader(container: Container): Reader {
  return {
    container,
    accepts: (bytes, hints) => sniff(bytes, hints) === container,
    async read(bytes): Promise<SourceDocument> {
      const book = open(bytes, container);
      const hidden = new Set(
        (book.Workbook?.Sheets ?? []).flatMap((sheet) => (sheet.Hidden && sheet.name ? [sheet.name] : [])),
      );
      const content: Content[] = [];
      for (const name of book.SheetNames) {
        const sheet = book.Sheets[name];
        if (!sheet || hidden.has(name)) continue;
        content.push(...sheetContent(sheet, name, content.length + 1));
      }
      if (content.length === 0) throw new UnreadableError("empty", "The spreadsheet holds no cells.");
      return { container, meta: [], content, diagnostics: [] };
    },
  };
}

export const xlsxReader: Reader = sheetReader("xlsx");
export const xlsReader: Reader = sheetReader("xls");
export const odsReader: Reader = sheetReader("ods");

function open(bytes: Uint8Array, container: Container): WorkBook {
  try {
    return readWorkbook(bytes, {
      type: "array",
      sheetRows: MOST_ROWS,
      cellDates: false,
      cellHTML: false,
      // Otherwise rows and columns do not tell that they are hidden.
      cellStyles: true,
      codepage: 936,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(reason))
      throw new UnreadableError("encrypted", "The spreadsheet is locked with a password.");
    throw new UnreadableError("damaged", `The ${container.toUpperCase()} is damaged: ${reason}`);
  }
}

/** A row of one text is a line above or below a table; the rest of the sheet is one table. */
function sheetContent(sheet: WorkSheet, name: string, table: number): Content[] {
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
    if (sheet["!rows"]?.[r]?.hidden) continue;
    const cells: RawCell[] = [];
    for (let c = range.s.c; c <= range.e.c; c += 1) {
      if (sheet["!cols"]?.[c]?.hidden) continue;
      const merge = merges.get(`${r} ${c}`);
      if (merge === "covered") continue;
      const address = utils.encode_cell({ r, c });
      cells.push({
        text: shownText(sheet[address] as CellObject | undefined),
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

/** What the cell shows: its formatted text, or its value where the file keeps no format. */
function shownText(cell: CellObject | undefined): string {
  if (!cell || cell.t === "z") return "";
  return cell.w ?? (cell.v === undefined ? "" : String(cell.v));
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
