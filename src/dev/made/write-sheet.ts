// Writes a report as a workbook: each cell at its address, merged cells as ranges, figures as numbers.
import { utils, type WorkSheet, write } from "@e965/xlsx";
import type { Sheet, SheetCell } from "./print-form.ts";
import { slots, withPlaces } from "./write-text.ts";

export interface WorkbookPart {
  readonly heading: string;
  readonly sheet: Sheet;
}

/** Plain figures are stored as numbers; what is written otherwise could not be told from them again. */
const STORED_AS_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** All lines and tables on one sheet, or each table on a sheet of its own. */
export function workbook(
  before: readonly string[],
  parts: readonly WorkbookPart[],
  behind: readonly string[],
  { type, apart }: { readonly type: "xlsx" | "ods"; readonly apart: boolean },
): Uint8Array {
  const book = utils.book_new();
  const groups = apart ? parts.map((part) => [part]) : [parts];
  groups.forEach((group, index) => {
    const page = new Page();
    if (index === 0) for (const line of before) page.addLine(line);
    for (const { heading, sheet } of group) {
      page.addLine(heading);
      page.addTable(sheet);
    }
    if (index === groups.length - 1) for (const line of behind) page.addLine(line);
    utils.book_append_sheet(book, page.stored(), `Sheet${index + 1}`);
  });
  return new Uint8Array(write(book, { bookType: type, type: "array", compression: true }) as ArrayBuffer);
}

class Page {
  private readonly rows: (string | number | null)[][] = [];
  private readonly merges: { s: { r: number; c: number }; e: { r: number; c: number } }[] = [];

  addLine(text: string): void {
    this.rows.push([text], []);
  }

  addTable(sheet: Sheet): void {
    const top = this.rows.length;
    slots(withPlaces(sheet)).forEach((row, r) => {
      this.rows.push(row.map((cell) => (cell && !cell.gone ? storedValue(cell) : null)));
      row.forEach((cell, c) => {
        if (!cell || (cell.rowSpan === 1 && cell.colSpan === 1)) return;
        this.merges.push({
          s: { r: top + r, c },
          e: { r: top + r + cell.rowSpan - 1, c: c + cell.colSpan - 1 },
        });
      });
    });
    this.rows.push([]);
  }

  stored(): WorkSheet {
    const stored = utils.aoa_to_sheet(this.rows);
    stored["!merges"] = this.merges;
    return stored;
  }
}

function storedValue({ text }: SheetCell): string | number | null {
  if (text === "") return null;
  return STORED_AS_NUMBER.test(text) ? Number(text) : text;
}
