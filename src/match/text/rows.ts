// The rows of a region of text: each label's stretch with its figures. Must not know relations or which figure is whose cell.
import { type FormBlock, type FormRow, isKeyed } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import { commonLetters, headLetters } from "../labels/anchors.ts";
import { nextInList } from "../print/list-numbers.ts";
import type { BoundRow, Zone } from "../print/row.ts";
import { isGap, type Stream } from "../print/stream.ts";
import { figuresIn, type Lexicon } from "../print/tokens.ts";
import { HEADS_AGAIN } from "../weights/stretches.ts";
import type { Region } from "./locate.ts";
import { startsOf, zoneBehind, zoneOf } from "./zones.ts";

/** A row or a heading whose label was found. */
interface LabelledRow extends Omit<BoundRow, "row"> {
  readonly row: FormRow;
}

/** The rows whose labels were found, in the text's order; a table without row labels has the one behind its heads. */
export function boundRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  if (region.chain.length === 0) return headOnlyRows(stream, region, lexicon);
  const starts = startsOf(stream, region.anchors, region.chain);
  const rows = region.chain.flatMap((found, index): LabelledRow[] => {
    const anchor = region.anchors[found.anchor];
    const block = region.table.blocks[anchor?.block ?? -1];
    if (anchor === undefined || block === undefined) return [];
    const next = region.anchors[region.chain[index + 1]?.anchor ?? -1];
    const groups = [...anchor.row.path, ...(next?.row.path ?? [])].map((group) => fold(group.text));
    const stretch = {
      from: starts[index] ?? 0,
      stop: starts[index + 1] ?? stream.syms.length,
      followed: next?.block === anchor.block,
      groups,
    };
    const whole = zoneOf(stream, found, stretch, lexicon);
    const read = withoutNextNumber(stream, whole, block.columns.length);
    const numbered = read.foreign && repeatsHeads(stream, read, block) && isNumbering(stream, read, lexicon);
    const zone = numbered ? { ...read, strays: 0 } : read;
    const shared = next === undefined ? -1 : sharedDepth(anchor.row.path, next.row.path);
    const kind = next === undefined ? "last" : next.block === anchor.block ? String(shared) : "block";
    const ending = `${zone.foreign}:${kind}`;
    const letters = found.letters.map((letter) => stream.letterAt[letter] ?? 0);
    return [{ row: anchor.row, block, zone, ending, letters }];
  });
  return withoutHeadings(rows);
}

/** Where a text ends in the list number of a row that never came, that number is no figure of the row above. */
function withoutNextNumber(stream: Stream, zone: Zone, width: number): Zone {
  const number = zone.tokens.at(-1);
  if (number === undefined || zone.tokens.length !== width + 1) return zone;
  if (number.text !== nextInList(stream, zone.from)) return zone;
  if (stream.syms.slice(number.to).some((sym) => !isGap(sym))) return zone;
  const tokens = zone.tokens.slice(0, -1);
  return { ...zone, tokens, to: tokens.at(-1)?.to ?? zone.label };
}

/** A heading has no figures: what stands behind it may be a row's whose label was lost, and the row above is told so. */
function withoutHeadings(rows: readonly LabelledRow[]): BoundRow[] {
  return rows.flatMap((labelled, index): BoundRow[] => {
    const { row: formRow } = labelled;
    if (!isKeyed(formRow)) return [];
    const row = { ...labelled, row: formRow };
    let strays = 0;
    for (const heading of rows.slice(index + 1)) {
      if (heading.row.key !== null) break;
      strays += heading.zone.strays + heading.zone.tokens.filter(({ kind }) => kind === "figure").length;
    }
    return strays === 0 ? [row] : [{ ...row, zone: { ...row.zone, strays: row.zone.strays + strays } }];
  });
}

/** Heads printed again after a page break: figures behind them number the columns and are nobody's. */
function repeatsHeads(stream: Stream, zone: Zone, block: FormBlock): boolean {
  const heads = headLetters(block);
  const text = stream.syms
    .slice(zone.to, zone.stop)
    .filter((sym) => isLetter(sym))
    .join("");
  return heads.length > 0 && commonLetters(heads, text) >= HEADS_AGAIN * heads.length;
}

/** True when all figures behind a row count 1, 2, 3 …, run together or not: they number the columns. */
function isNumbering(stream: Stream, zone: Zone, lexicon: Lexicon): boolean {
  const digits = figuresIn(stream, zone.to, zone.stop, lexicon).join("");
  let count = "";
  for (let next = 1; count.length < digits.length; next += 1) count += next;
  return count === digits;
}

/** A table whose single row has no label: its figures stand right behind the heads. */
function headOnlyRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  const block = region.table.blocks[0];
  const row = block?.rows[0];
  const end = region.headEnds[0];
  if (block === undefined || row === undefined || !isKeyed(row) || end === null || end === undefined)
    return [];
  const zone = zoneBehind(stream, end, lexicon);
  return [{ row, block, zone, ending: `${zone.foreign}:last`, letters: [] }];
}

function sharedDepth(a: readonly { text: string }[], b: readonly { text: string }[]): number {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth]?.text === b[depth]?.text) depth += 1;
  return depth;
}
