// Whether the writer of a grid left out the cells that are empty. Must not know forms.
import type { Grid } from "../../model/grid.ts";
import { derived } from "../labels/wording.ts";

/**
 * Whether a row of the grid may be nothing but its label, since cells that are empty are left out. Where figures stand in
 * rows of their own, each row is a cell.
 */
export const leavesCellsOut = derived(
  ({ edges, rows }: Grid): boolean =>
    edges === "order" &&
    !rows.some((slots) => {
      const texts = slots.flatMap((slot) =>
        slot.kind === "cell" && slot.text.trim() !== "" ? [slot.text] : [],
      );
      return texts.length > 0 && !texts.some((text) => /\p{L}/u.test(text));
    }),
);
