// Prints of a table that a page was too narrow for: the same rows, each time under other columns' heads, are one print.
// Must not know how rows were found or which print is the report's.
import type { Relation } from "../../model/form.ts";
import { rowRules, type Verdict, verdict } from "../../solve/instances.ts";
import { decimalsOf, scaled } from "../../text/decimals.ts";
import type { FoundPrint, FoundRow } from "../found.ts";
import type { BoundRow } from "./bound.ts";

/** One print of a table with its rows read, before their cells are settled. */
export interface ReadPrint {
  readonly found: FoundPrint;
  /** The rows as they are printed, of all parts. */
  readonly bound: readonly BoundRow[];
  /** Ranks of the printed rows, heads included. */
  readonly used: ReadonlySet<number>;
  readonly strays: boolean;
  readonly score: number;
}

/** The prints in their order, each put together with those that go on with its rows under other heads. */
export function withColumnsApart(prints: readonly ReadPrint[], relations: readonly Relation[]): ReadPrint[] {
  const joined: ReadPrint[] = [];
  for (const print of prints) {
    const before = joined.at(-1);
    const whole = before ? together(before, print, relations) : null;
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(print);
  }
  return joined;
}

/** Both as one, where every row of either is one of the other and no column stands in both; null where not. */
function together(a: ReadPrint, b: ReadPrint, relations: readonly Relation[]): ReadPrint | null {
  if (a.found.rows.length !== b.found.rows.length) return null;
  const rows = a.found.rows.flatMap((row) => {
    const other = b.found.rows.find(({ key, block }) => key === row.key && block === row.block);
    return (other && rowOf(row, other)) ?? [];
  });
  if (rows.length < a.found.rows.length || breaksSums(rows, relations)) return null;
  return {
    found: { ...a.found, rows },
    bound: [...a.bound, ...b.bound],
    used: new Set([...a.used, ...b.used]),
    strays: a.strays || b.strays,
    score: Math.max(a.score, b.score),
  };
}

function rowOf(a: FoundRow, b: FoundRow): FoundRow | null {
  if (a.ways.kind !== "stated" || b.ways.kind !== "stated") return null;
  const lacks = (row: FoundRow, other: FoundRow) => {
    const own = other.block.columns.filter(({ key }) => other.columns.includes(key));
    return own.length > 0 && own.every((column) => row.unheaded.includes(column));
  };
  if (!lacks(a, b) || !lacks(b, a)) return null;
  const unheaded = a.unheaded.filter((column) => b.unheaded.includes(column));
  const ways = { kind: "stated" as const, cells: [...a.ways.cells, ...b.ways.cells] };
  const signs = [...new Set([...a.signs, ...b.signs])];
  return { ...a, columns: [...a.columns, ...b.columns], unheaded, ways, signs };
}

/** Whether sums of more rows fail than hold: the second part may be of another year or organ. */
function breaksSums(rows: readonly FoundRow[], relations: readonly Relation[]): boolean {
  const verdicts = rows.flatMap(({ key, columns, ways }) => {
    const texts = ways.kind === "stated" ? ways.cells.map(({ value }) => value) : [];
    const decimals = Math.max(0, ...texts.map((text) => decimalsOf(text ?? "")));
    const valueAt = (slot: number) => {
      const text = texts[slot] ?? null;
      return text === null ? null : scaled(text, decimals);
    };
    const rules = rowRules(relations, columns).filter(({ only }) => only?.includes(key) ?? true);
    return rules.map((rule) => verdict(rule, valueAt));
  });
  const count = (what: Verdict) => verdicts.filter((one) => one === what).length;
  return count("fails") > count("holds");
}
