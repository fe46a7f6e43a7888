// A made report with one accident: what is printed, and what may be certain of each of its cells.
// Every word comes from the collection's own files; figures obey the form's relations unless the accident breaks them.
import type { Collection } from "../../model/collection.ts";
import type { Form, FormTable, Relation } from "../../model/form.ts";
import { type Accident, strike } from "./accidents.ts";
import { asPrinted, type Damage } from "./damage.ts";
import { makeFigures } from "./figures.ts";
import { printTable, type Sheet, type SheetCell } from "./print-form.ts";
import { random } from "./random.ts";
import { type Allowed, EMPTY } from "./signs.ts";
import { PLACED, print, type Way } from "./ways.ts";

export const ZEROS = [0.2, 0.5, 0.9] as const;
export const DIGITS = [1, 2, 4] as const;
export const BLANKS = ["none", "some", "zeros"] as const;

/** All that decides a made document: the same recipe makes the same bytes. */
export interface Recipe {
  readonly edition: string;
  readonly way: Way;
  readonly accident: Accident;
  /** Seeds the figures and the look. */
  readonly figures: number;
  /** Share of cells that are zero before sums are made. */
  readonly zeros: number;
  /** Digits of the longest count before sums are made. */
  readonly digits: number;
  /** Which zero cells are left empty. */
  readonly blanks: (typeof BLANKS)[number];
  /** Seeds where the accident strikes. */
  readonly spot: number;
}

export interface MadeDocument {
  readonly name: string;
  /** What the file says, for people where it is no text. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly told: string;
  /** `table/row/column` → what may be stated of it without a doubt, for each cell of the form's tables. */
  readonly allowed: ReadonlyMap<string, Allowed>;
  /** Cells that the accident reached. */
  readonly touched: ReadonlySet<string>;
}

/** @returns null where the form has nothing that the accident could befall */
export function makeDocument(collection: Collection, recipe: Recipe): MadeDocument | null {
  const form = collection.forms.find(({ edition }) => edition === recipe.edition);
  if (!form) throw new Error(`no form of edition ${recipe.edition}`);
  const tables = tablesOf(form, recipe.figures);
  const figures = blanked(
    makeFigures(form, recipe.figures, recipe.zeros, recipe.digits),
    recipe.blanks,
    recipe.figures,
  );
  const sheets = tables.map((table) => ({ table, sheet: printTable(table, figures) }));
  const struck = strikeOne(sheets, recipe);
  if (!struck) return null;
  const [reportTitle = ""] = collection.identity.reportTitles;
  const [year] = form.years;
  const printed = print(
    {
      title: `青石县水务局${year}年${reportTitle}`,
      prose: `所列数据的期限自${year}年1月1日起至${year}年12月31日止。`,
      tables: sheets.map(({ table, sheet }, index) => ({
        heading: `${"二三四"[index]}、${table.title.text}`,
        sheet,
      })),
    },
    recipe.way,
    recipe.figures,
  );
  return { ...printed, told: struck.damage.told, ...knowledge(sheets, struck, recipe.way, form.relations) };
}

/** Of tables that stand for one another a report has one. */
function tablesOf(form: Form, seed: number): readonly FormTable[] {
  const one = form.tables[Math.floor(random(seed)() * form.tables.length)];
  return form.alternatives && one ? [one] : form.tables;
}

function blanked(
  figures: ReadonlyMap<string, string>,
  blanks: Recipe["blanks"],
  seed: number,
): Map<string, string> {
  const next = random(seed + 1);
  const share = { none: 0, some: 0.5, zeros: 1 }[blanks];
  return new Map([...figures].filter(([, text]) => text !== "0" || next() >= share));
}

interface Printed {
  readonly table: FormTable;
  readonly sheet: Sheet;
}

/** The accident befalls one table, each as likely as the other; where it cannot, the next one. */
function strikeOne(
  sheets: readonly Printed[],
  { accident, spot }: Recipe,
): { key: string; damage: Damage } | null {
  const first = Math.floor(random(spot)() * sheets.length);
  for (const { table, sheet } of [...sheets.slice(first), ...sheets.slice(0, first)]) {
    const damage = strike(sheet, accident, spot);
    if (damage) return { key: table.key, damage };
  }
  return null;
}

function knowledge(
  sheets: readonly Printed[],
  struck: { key: string; damage: Damage },
  way: Way,
  relations: readonly Relation[],
) {
  const allowed = new Map<string, Allowed>();
  const touched = new Set<string>();
  for (const { table, sheet } of sheets) {
    const seen = PLACED.includes(way) ? sheet.map(asPlaced) : sheet;
    const shown = way === "padded" ? runTogether(sheet, table, relations) : new Map<SheetCell, Allowed>();
    for (const cell of seen.flat()) {
      if (!cell.of || cell.of.column === null) continue;
      const key = `${cell.of.row}/${cell.of.column}`;
      const own = table.key === struck.key ? struck.damage : null;
      const says = own?.allowed.get(key) ?? asPrinted(cell);
      allowed.set(`${table.key}/${key}`, shown.get(cell) ?? says);
      if (own?.touched.has(key)) touched.add(`${table.key}/${key}`);
    }
    if (table.key !== struck.key) continue;
    // What was printed in a row that is gone.
    for (const [key, says] of struck.damage.allowed) {
      if (allowed.has(`${table.key}/${key}`)) continue;
      allowed.set(`${table.key}/${key}`, says);
      touched.add(`${table.key}/${key}`);
    }
  }
  return { allowed, touched };
}

/**
 * A row as places show it. With one cell too many all behind it stand a column further on; where the last cell is empty,
 * nothing stands outside of the table, and the print is that of a row with other figures: what stands in a column is its.
 */
function asPlaced(row: SheetCell[]): SheetCell[] {
  const figures = row.filter(({ of }) => of !== undefined && of.column !== null);
  if (figures.at(-1)?.text !== "") return row;
  const texts = figures.flatMap(({ text, extra }) => {
    if (extra === undefined) return [text];
    return extra.side === "before" ? [extra.text, text] : [text, extra.text];
  });
  return row.map((cell) => {
    const text = texts[figures.indexOf(cell)];
    return text === undefined ? cell : { ...cell, text };
  });
}

/**
 * Two figures that run together where lines of a cell are joined, beside the cell that the second was lost from: in a table
 * that leaves other cells empty, and of which no relation ties the two, that is the print of one figure and no more.
 */
function runTogether(
  sheet: Sheet,
  { key: table }: FormTable,
  relations: readonly Relation[],
): ReadonlyMap<SheetCell, Allowed> {
  const figures = sheet.flat().filter(({ of }) => of !== undefined && of.column !== null);
  const shown = new Map<SheetCell, Allowed>();
  if (!figures.some(({ text, gone }) => text === "" && !gone)) return shown;
  figures.forEach((cell, at) => {
    const next = figures[at + 1];
    const isJoined = /^[1-9]\d*\n(?:0|[1-9]\d*)$/.test(cell.text);
    if (!next?.gone || !isJoined || relations.some((one) => one.table === table && ties(one, cell, next)))
      return;
    const text = cell.text.replace("\n", "");
    shown.set(cell, { ...asPrinted({ ...cell, text }), unreadable: true });
    shown.set(next, EMPTY);
  });
  return shown;
}

function ties({ scope, left, right }: Relation, ...cells: SheetCell[]): boolean {
  const names = [...left, ...right].map(({ key }) => key);
  return scope === "each row" && cells.every(({ of }) => names.includes(of?.column ?? ""));
}
