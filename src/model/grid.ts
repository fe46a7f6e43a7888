// A table as a rectangle of slots, and the flow of a document once its tables are found.
import type { Mark, Paragraph } from "./document.ts";
import type { Place } from "./place.ts";

/** Three kinds of slot, because a merged area, an empty cell and a missing cell mean different things. */
export type Slot =
  | {
      readonly kind: "cell";
      readonly text: string;
      readonly rowSpan: number;
      readonly colSpan: number;
      readonly at: Place;
      readonly marks?: readonly Mark[];
      /** Its line ends before it, and it is taken for an empty cell since other lines do as well. */
      readonly supplied?: true;
    }
  | { readonly kind: "covered"; readonly by: readonly [row: number, col: number] }
  | { readonly kind: "hole" };

/** A rectangle: every row has `width` slots. */
export interface Grid {
  readonly kind: "grid";
  readonly at: Place;
  readonly width: number;
  readonly rows: readonly (readonly Slot[])[];
  readonly caption?: string;
  /**
   * `stated`: the source says where cells begin and what they span. `inferred`: positions on a page say it.
   * `order`: the source says where cells begin and nothing of spans, so that a slot's number is only its rank.
   */
  readonly edges: "stated" | "inferred" | "order";
  /** The lines of a text that the grid was made of. A grid that is no table after all is read as text again. */
  readonly lines?: readonly Paragraph[];
  /** Which figures stand beside which label is told by nothing but their number. */
  readonly byNumber?: true;
  /** A part of it stands on a scanned page. */
  readonly scanned?: true;
}

export type Flow = readonly (Paragraph | Grid)[];

/** Slots so many rows further down and columns further right: what a cell covers goes with it. */
export const shifted = (row: readonly Slot[], down: number, right: number): Slot[] =>
  row.map((slot) =>
    slot.kind === "covered" ? { ...slot, by: [slot.by[0] + down, slot.by[1] + right] } : slot,
  );
