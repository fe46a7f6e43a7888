// Cells of a record by their keys, what is open about them, and what is sent when one is decided.
import type { FormRow } from "../../model/form.ts";
import type { CellState, Report, ReportCell } from "../../model/report.ts";
import type { DocumentAnswer, Draft } from "../wire.ts";

export const keyOf = ({ table, row, column }: { table: string; row: string; column: string }) =>
  `${table}\n${row}\n${column}`;

export const cellsOf = (report: Report): ReportCell[] => report.tables.flatMap(({ cells }) => [...cells]);

/** What row and column of a cell are called, as the form prints them. */
export function nameOf({ tables }: DocumentAnswer, { table, row, column }: ReportCell): string {
  const blocks = tables.find(({ key }) => key === table)?.blocks ?? [];
  const own = blocks.find(({ rows }) => rows.some(({ key }) => key === row)) ?? blocks[0];
  const named = (key: string, items: readonly Named[] = []) => {
    const item = items.find((one) => one.key === key);
    return item ? [...item.path, item.label].map(({ text }) => text).join(" › ") : bareKey(key);
  };
  return `${named(row, own?.rows)} │ ${named(column, own?.columns)}`;
}

type Named = Pick<FormRow, "key" | "path" | "label">;

/** What a document prints and the form lacks is called by its print. */
export const bareKey = (key: string): string => key.replace(/^label:/, "");

/** Decisions that stand about a cell, or about another subject. */
export const standingAt = ({ standing }: DocumentAnswer, subject: string) => standing[subject];

/** Whether decisions about a cell stand that can be taken back. */
export const isDecided = (answer: DocumentAnswer, cell: ReportCell): boolean =>
  standingAt(answer, `cell\n${keyOf(cell)}`) !== undefined;

export type Openness = "conflict" | "stale" | "doubt" | "decided" | null;

/** Why a person is asked about a cell, or that one has decided. */
export function opennessOf(answer: DocumentAnswer, cell: ReportCell): Openness {
  const own = standingAt(answer, `cell\n${keyOf(cell)}`);
  if (own?.conflict) return "conflict";
  if (own && !cell.reading) return "stale";
  if (cell.doubts.length > 0) return "doubt";
  return cell.settledBy === "review" ? "decided" : null;
}

export const isOpen = (openness: Openness) => openness !== null && openness !== "decided";

/** Whether there is a reading that can be confirmed: a figure may be printed and none of its readings certain. */
export const isKnown = ({ state, value }: { state: string; value: string | null }) =>
  state !== "reported" || value !== null;

/** @param decided null takes back what stands */
export function draftFor(
  answer: DocumentAnswer,
  cell: ReportCell,
  decided: { readonly state: CellState; readonly value: string | null } | null,
  signature: { readonly by: string; readonly why: string },
): Draft {
  const { table, row, column, raw } = cell;
  const { state, value } = cell.reading ?? cell;
  const over = (standingAt(answer, `cell\n${keyOf(cell)}`)?.decisions ?? []).map(({ id }) => id);
  return {
    about: "cell",
    sha256: answer.report.sha256,
    table,
    row,
    column,
    read: { state, value, raw },
    decided,
    ...signature,
    over,
  };
}

/** A figure as people type it: full-width digits and separators are theirs. Null when it is no number. */
export function typedFigure(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "").replace(/^−/, "-");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}
