// What is asked of a document, and what is found, whichever way it was read. Right of it nothing knows how a row was found.
import type { Conventions, Form, FormBlock, FormColumn, FormTable } from "../model/form.ts";
import type { Flow } from "../model/grid.ts";
import type { Place } from "../model/place.ts";
import type { ReportCell } from "../model/report.ts";
import type { Sign } from "../model/signs.ts";
import type { AssignedRow } from "../solve/assign.ts";
import type { Lattice, Step } from "../solve/lattice.ts";
import type { Perspective } from "./labels/standing.ts";

/** A document as it is looked at: its flow, what may be in it, and whose report it is. */
export interface Question {
  readonly flow: Flow;
  readonly forms: readonly Form[];
  readonly conventions: Conventions;
  readonly perspective: Perspective;
}

/** Something printed in a cell's place, read. What is no figure is `unreadable`, never nothing. */
export interface Piece extends Pick<ReportCell, "value" | "raw" | "state" | "unit" | "at"> {
  readonly signs: readonly Sign[];
}

/** A row whose pieces may stand in its columns in several ways: the solver chooses. */
export interface OpenWays {
  readonly kind: "open";
  readonly lattice: Lattice;
  /** What a step of the lattice reads in a column. */
  piece(column: number, from: number, step: Step): Piece;
  /** All that the row prints, for cells of which nothing is settled. */
  readonly whole: Piece;
  /** How many figures and signs for nothing the row prints. */
  readonly printed: number;
  /** True when none of them is a figure. */
  readonly struck: boolean;
  /**
   * What the print tells of its pieces, whichever way the row was found: run together, to be cut; one by one in their order; or
   * each at its cell, as separators or places prove.
   */
  readonly how: "cut" | "ordered" | "placed";
  /** What lines and columns of a layout settle. */
  readonly assigned: AssignedRow | null;
}

/** How a row's pieces may stand in its columns. */
export type Ways =
  /** Edges, separators or heads say it: a piece a column. */
  | { readonly kind: "stated"; readonly cells: readonly Piece[] }
  | OpenWays
  /** Nothing says where the pieces stand. */
  | { readonly kind: "lost"; readonly whole: Piece; readonly alternatives: readonly string[] | null };

/** A row of a form's table as the document prints it. */
export interface FoundRow {
  /** Key of the form's row, or `label:` and the printed label. */
  readonly key: string;
  /** The block that the row stands in: rows of one block are read together. */
  readonly block: FormBlock;
  /** The words printed as its label; empty for a row without one. */
  readonly label: string;
  /** Keys of its columns in their printed order; `label:` and the printed head for one that the form lacks. */
  readonly columns: readonly string[];
  /** The form's columns that no head names: left out, or cut off. */
  readonly unheaded: readonly FormColumn[];
  /** The form's columns that the heads leave no place for. */
  readonly leftOut: readonly FormColumn[];
  readonly ways: Ways;
  /** What speaks against the row as a whole: with any, it is no evidence for the others. */
  readonly signs: readonly Sign[];
  /** Figures beside the row that are nobody's. */
  readonly strays: number;
  /** Its label, or where its figures are. */
  readonly at: Place;
}

/** A row of the form that was not found. */
export interface MissingRow {
  readonly key: string;
  readonly block: FormBlock;
  readonly signs: readonly Sign[];
}

/** One print of a table. */
export interface FoundPrint {
  readonly table: FormTable;
  readonly rows: readonly FoundRow[];
  readonly missing: readonly MissingRow[];
  /** True where separators prove at which cells most rows' figures stand. */
  readonly separated: boolean;
  /** True where the document prints figures by themselves that are no row's. */
  readonly adrift?: boolean;
  readonly at: Place;
}

/** A table of a form as the document prints it. */
export interface FoundTable {
  readonly form: Form;
  readonly table: FormTable;
  readonly cells: readonly ReportCell[];
  /** True when figures stand in or at the table that are nobody's. */
  readonly strays: boolean;
  /** True when the document ends within the table or right behind it. */
  readonly ends: boolean;
}

/** How well an edition fits. */
export interface EditionScore {
  readonly edition: string;
  readonly score: number;
}
