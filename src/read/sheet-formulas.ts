// Works out formulas whose results a spreadsheet does not hold: sums and differences of printed numbers, nothing else.
// Must not know how cells are shown.
import { type CellObject, utils, type WorkSheet } from "@e965/xlsx";

/** Sums of sums deeper than this go round in a circle. */
const DEEPEST = 12;
/** More terms than any table has. */
const MOST_TERMS = 2_000;
/** Decimals that sums are rounded to: figures print fewer, and binary fractions leave more. */
const DECIMALS = 8;

const TERM = /([+-]?)(?:SUM\(([^()]*)\)|(\$?[A-Z]{1,3}\$?\d{1,7})|(\d+(?:\.\d+)?))/gy;
const ADDRESS = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** @returns the result; null unless every term is a number that a cell prints, or such a sum itself */
export function evaluate(formula: string, sheet: WorkSheet, depth = 0): number | null {
  const bare = formula
    .replace(/^(?:of:)?=/, "")
    .replace(/\s/g, "")
    .toUpperCase();
  if (depth > DEEPEST || bare === "") return null;
  let sum = 0;
  let at = 0;
  for (const [whole, sign, list, address, literal] of bare.matchAll(TERM)) {
    if (at > 0 && sign === "") return null;
    const terms = list !== undefined ? listed(list) : address !== undefined ? [address] : [];
    if (terms === null || terms.length > MOST_TERMS) return null;
    let value = Number(literal ?? 0);
    for (const term of terms) {
      const number = numberAt(term, sheet, depth);
      if (number === null) return null;
      value += number;
    }
    sum += sign === "-" ? -value : value;
    at += whole.length;
  }
  return at === bare.length ? Number(sum.toFixed(DECIMALS)) : null;
}

/** The addresses and numbers of a list of arguments; null for anything else. */
function listed(list: string): string[] | null {
  const terms: string[] = [];
  for (const part of list.split(/[,;]/)) {
    const ends = part.split(":");
    if (!ends.every((end) => ADDRESS.test(end)) || ends.length > 2) return null;
    const { s, e } = utils.decode_range(part.replaceAll("$", ""));
    if ((e.r - s.r + 1) * (e.c - s.c + 1) > MOST_TERMS) return null;
    for (let r = s.r; r <= e.r; r += 1)
      for (let c = s.c; c <= e.c; c += 1) terms.push(utils.encode_cell({ r, c }));
  }
  return terms;
}

function numberAt(address: string, sheet: WorkSheet, depth: number): number | null {
  const cell = sheet[address.replaceAll("$", "")] as CellObject | undefined;
  if (cell?.t === "n" && typeof cell.v === "number" && (cell.w ?? "0").trim() !== "") return cell.v;
  return cell?.f !== undefined && lacksResult(cell) ? evaluate(cell.f, sheet, depth + 1) : null;
}

/** A formula of which the file does not say what came out. */
export function lacksResult(cell: CellObject): boolean {
  return cell.f !== undefined && (cell.t === "z" || cell.v === undefined || cell.v === "");
}
