// Which columns stand under the printed heads of a block, in their printed order, and what else stands among them.
// Must not know rows' labels, figures or containers.
import type { FormBlock, FormColumn } from "../../model/form.ts";
import { measureOf, type Perspective, standingOf } from "../labels/standing.ts";
import { wording } from "../labels/wording.ts";
import { type Beside, chooseBeside } from "./beside.ts";
import {
  distinctKinds,
  type HeadCell,
  type HeadQuestion,
  type Kind,
  QUALIFIER,
  type ReadHeads,
  recognise,
  UNKNOWN,
} from "./head-kinds.ts";
import { columnLeaves, type HeadLayout, type Leaf, sameLeaves } from "./heads.ts";
import { orderedLeaves } from "./ordered-heads.ts";
import { standsUnderOther } from "./other-heads.ts";
import { ownPeriod } from "./own-period.ts";
import type { PrintedRow } from "./printed.ts";

/** What the head rows of one block say. A layout is certain when nothing printed among the heads speaks against it. */
export function resolveHead(question: HeadQuestion): HeadLayout {
  const { block } = question;
  const kinds = distinctKinds(block);
  const cells = recognise(question, kinds);
  const read: ReadHeads = { question, kinds, cells, missing: missingColumns(cells, kinds, block) };
  const geometric = geometricLeaves(read);
  const layout =
    inFormsOrder(read, geometric) ??
    ownPeriod(question, cells, kinds) ??
    asPrinted(read, geometric) ??
    unsure(read);
  return standsUnderOther(layout, read) ? { ...layout, told: false } : layout;
}

/** Heads that all stand in the form's order leave only the places of columns without figures open. */
function inFormsOrder(read: ReadHeads, geometric: Geometry | null): HeadLayout | null {
  const { question, cells, kinds, missing } = read;
  const strange = cells.some((head) => head.kind < 0 && !standsOverLabels(head, read));
  if (strange || repeats(cells, kinds) || !followsForm(cells, kinds, question.block)) return null;
  const found = question.block.columns.filter((column) => !missing.includes(column));
  const columns = columnsPrinted(question, found, furnitureCells(read).length);
  if (columns === null) return null;
  const leaves = withFurniture(read, columnLeaves(columns));
  const ranges = geometric && sameLeaves(geometric.leaves, leaves) ? geometric.ranges : null;
  return { leaves, ranges, certain: true, complete: missing.length === 0 };
}

/**
 * The columns that rows print figures for: all of the form's where some heads were merely not recognised, those found
 * where rows have no cell for the others. Null where rows fit neither.
 */
function columnsPrinted(
  { block, width }: HeadQuestion,
  found: readonly FormColumn[],
  furniture: number,
): readonly FormColumn[] | null {
  if (found.length === block.columns.length) return found;
  if (width === found.length || width === found.length + furniture) return found.length > 0 ? found : null;
  return width === block.columns.length || width === block.columns.length + furniture ? block.columns : null;
}

/** Heads in an order of their own: positions tell, or a single row of them from left to right. */
function asPrinted(read: ReadHeads, geometric: Geometry | null): HeadLayout | null {
  const { block } = read.question;
  const complete = read.missing.length === 0;
  const whole = geometric !== null && geometric.found + read.missing.length === block.columns.length;
  const readable =
    complete || !read.cells.some((head) => head.kind === UNKNOWN && !standsOverLabels(head, read));
  if (geometric && whole && readable)
    return {
      leaves: geometric.leaves,
      ranges: geometric.ranges,
      certain: true,
      complete,
      told: geometric.told,
    };
  const inOrder = orderedLeaves(read);
  return inOrder && { leaves: inOrder, ranges: null, certain: true, complete };
}

function unsure({ question, cells }: ReadHeads): HeadLayout {
  const leaves = columnLeaves(question.block.columns);
  return { leaves, ranges: null, certain: cells.length === 0, complete: false };
}

/** An unknown head over the label columns names them, whatever it says. */
function standsOverLabels(head: HeadCell, { cells, question }: ReadHeads): boolean {
  if (head.row.grid.edges === "order") return cells[0] === head;
  return head.cell.to <= question.figuresFrom;
}

function furnitureCells(read: ReadHeads): HeadCell[] {
  return read.cells.filter(
    (head) =>
      read.kinds[head.kind]?.furniture === true && !standsOverLabels(head, read) && read.cells[0] !== head,
  );
}

/** Columns without figures where they are printed: behind the heads of all columns that stand left of them. */
function withFurniture(read: ReadHeads, columns: readonly Leaf[]): Leaf[] {
  const leaves = [...columns];
  for (const head of furnitureCells(read)) {
    const before = read.cells.filter(
      (other) => other.row === head.row && other.cell.from < head.cell.from && !standsOverLabels(other, read),
    );
    const behind = before.some((other) => read.kinds[other.kind]?.furniture === false);
    if (behind) leaves.push({ kind: "furniture" });
    else leaves.unshift({ kind: "furniture" });
  }
  return leaves;
}

function missingColumns(cells: readonly HeadCell[], kinds: readonly Kind[], block: FormBlock): FormColumn[] {
  return block.columns.filter((column) => {
    const index = kinds.findIndex((kind) => kind.columns.includes(column));
    const found = cells.filter((head) => head.kind === index).length;
    return found <= (kinds[index]?.columns.indexOf(column) ?? 0);
  });
}

/** Whether a printed head row has a head more often than the form. */
function repeats(cells: readonly HeadCell[], kinds: readonly Kind[]): boolean {
  return cells.some(({ kind, row }) => {
    const columns = kinds[kind]?.columns.length ?? 0;
    return columns > 0 && cells.filter((other) => other.kind === kind && other.row === row).length > columns;
  });
}

/** Whether, within each printed head row, the heads stand in the form's order. */
function followsForm(cells: readonly HeadCell[], kinds: readonly Kind[], block: FormBlock): boolean {
  const rank = new Map(block.columns.map((column, index) => [column, index]));
  const rows = new Map<PrintedRow, number>();
  for (const head of cells) {
    const columns = kinds[head.kind]?.columns ?? [];
    // Heads of one wording are the form's in their order, where none is too many or too few.
    const copies = cells.filter(({ kind }) => kind === head.kind);
    if (columns.length === 0 || copies.length !== columns.length) continue;
    const here = rank.get(columns[copies.indexOf(head)] as FormColumn) ?? 0;
    if ((rows.get(head.row) ?? -1) > here) return false;
    rows.set(head.row, here);
  }
  return groupsInOrder(cells, kinds, block);
}

/** Whether, within each printed head row, groups stand in the form's order: their columns may have the same heads. */
function groupsInOrder(cells: readonly HeadCell[], kinds: readonly Kind[], block: FormBlock): boolean {
  const last = new Map<PrintedRow, number>();
  return cells.every(({ kind, row }) => {
    const label = kinds[kind]?.columns.length === 0 ? kinds[kind]?.label : undefined;
    const first = label
      ? block.columns.findIndex(({ path }) => path.some(({ text }) => text === label.text))
      : -1;
    if (first < 0) return true;
    const ascends = (last.get(row) ?? -1) <= first;
    last.set(row, first);
    return ascends;
  });
}

interface Geometry {
  readonly leaves: Leaf[];
  readonly ranges: (readonly [number, number])[];
  /** How many columns of the form stand among the leaves. */
  readonly found: number;
  /** False when heads stand there more often than on the form, and nothing says which are the report's. */
  readonly told: boolean;
}

/** One slot's heads: the lowest that names a column, and what stands below it to say whose figures these are. */
interface SlotHead {
  readonly named: HeadCell | undefined;
  readonly qualifier: HeadCell | undefined;
  /** Heads of groups above it. */
  readonly groups: readonly HeadCell[];
}

/** Reads each slot's lowest heads; equal wordings are told apart by their order from left to right. */
function geometricLeaves(read: ReadHeads): Geometry | null {
  const { heads, figuresFrom, perspective } = read.question;
  const grid = heads[0]?.grid;
  if (!grid || grid.edges === "order" || heads.some((row) => row.grid !== grid)) return null;
  const spans: { head: SlotHead; from: number; to: number }[] = [];
  for (let slot = figuresFrom; slot < grid.width; slot += 1) {
    const head = headsAt(read, slot);
    const last = spans.at(-1);
    if (last && last.head.named === head.named && last.head.qualifier === head.qualifier) last.to = slot + 1;
    else if (head.named || head.qualifier) spans.push({ head, from: slot, to: slot + 1 });
  }
  const chosen = chosenQualifiers(spans, perspective);
  if (chosen === null) return null;
  const reported = spans.filter(
    ({ head: { qualifier } }) => !qualifier || chosen.has(qualifier.cell.wording.core),
  );
  const named = reported.flatMap(({ head }) => head.named ?? []);
  const beside = chooseBeside([...new Set(named)], read.kinds, perspective);
  // Groups in another order must stand over each of their columns.
  const told =
    groupsInOrder(read.cells, read.kinds, read.question.block) ||
    !spans.some(({ head }) => isUntold(head, read.kinds));
  const used = new Map<number, HeadCell[]>();
  const leaves = spans.map(({ head }) =>
    leafOf(told ? head : { ...head, groups: [] }, { chosen, beside, used }, read.kinds),
  );
  const columns = leaves.flatMap((leaf) => (leaf.kind === "column" ? [leaf.column] : []));
  const found = new Set(columns).size;
  if (found < columns.length || found === 0 || found > read.question.block.columns.length) return null;
  return {
    leaves,
    ranges: spans.map(({ from, to }) => [from, to] as const),
    found,
    told: told && beside.sure,
  };
}

function headsAt({ question, cells }: ReadHeads, slot: number): SlotHead {
  const over = cells.filter(({ cell }) => cell.from <= slot && slot < cell.to);
  const named = over.findLast((head) => head.kind !== QUALIFIER);
  const qualifier = over.findLast((head) => head.kind === QUALIFIER);
  const lowest =
    qualifier && (!named || question.heads.indexOf(named.row) < question.heads.indexOf(qualifier.row));
  const groups = over.filter((head) => head !== named && head !== qualifier);
  return { named, qualifier: lowest ? qualifier : undefined, groups };
}

/** The wordings under which the report's own figures stand; null where the heads do not tell which these are. */
function chosenQualifiers(
  spans: readonly { readonly head: SlotHead }[],
  perspective: Perspective,
): ReadonlySet<string> | null {
  // Words for a year or an organ by themselves head a column of their own.
  const printed = spans.flatMap(({ head }) => (head.named && head.qualifier ? [head.qualifier.cell] : []));
  const byWord = new Map(
    printed.map(({ wording: { core }, text }) => [
      core,
      standingOf(text, perspective) + measureOf(text, perspective.words),
    ]),
  );
  if (byWord.size === 0) return new Set();
  const best = Math.max(...byWord.values());
  // Beside shares and changes alone, what is counted needs no word.
  if (printed.every(({ text }) => measureOf(text, perspective.words) < 0)) return new Set();
  const words = [...byWord].filter(([, standing]) => standing === best).map(([core]) => core);
  return best > 0 && words.length === 1 ? new Set(words) : null;
}

/** Which heads are the report's, and which of a wording were met before. */
interface Reported {
  readonly chosen: ReadonlySet<string>;
  readonly beside: Beside;
  readonly used: Map<number, HeadCell[]>;
}

function leafOf(
  { named, qualifier, groups }: SlotHead,
  { chosen, beside, used }: Reported,
  kinds: readonly Kind[],
): Leaf {
  const words = [named, qualifier].map((head) => head?.cell.wording.core ?? "").join("");
  if (qualifier && !chosen.has(qualifier.cell.wording.core)) return { kind: "extra", label: words };
  if (!named) return { kind: "extra", label: words };
  const whose = beside.others.get(named);
  if (whose !== undefined) return { kind: "extra", label: `${wording(whose).core}${words}` };
  const seen = used.get(named.kind) ?? [];
  const nth = seen.includes(named) ? seen.indexOf(named) : seen.length;
  used.set(named.kind, [...new Set([...seen, named])]);
  const kind = kinds[named.kind];
  const under = columnsUnder(kind, groups, kinds);
  const column = under.length === 1 ? under[0] : kind?.columns[nth];
  if (column) return { kind: "column", column };
  return kind?.furniture ? { kind: "furniture" } : { kind: "extra", label: words };
}

/** A head of several columns' wording, and no group above it that tells which. */
function isUntold({ named, groups }: SlotHead, kinds: readonly Kind[]): boolean {
  const kind = named && kinds[named.kind];
  return (kind?.columns.length ?? 0) > 1 && columnsUnder(kind, groups, kinds).length !== 1;
}

/** The columns of a wording that stand in each of the groups printed above. */
function columnsUnder(
  kind: Kind | undefined,
  groups: readonly HeadCell[],
  kinds: readonly Kind[],
): readonly FormColumn[] {
  const above = groups.flatMap((group) => kinds[group.kind]?.label.text ?? []);
  const stands = ({ path }: FormColumn) => above.every((words) => path.some(({ text }) => text === words));
  return above.length === 0 ? [] : (kind?.columns ?? []).filter(stands);
}
