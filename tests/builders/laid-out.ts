// A document as its blocks, and as what its tables print.
import { layOut } from "../../src/grid/flow.ts";
import { layOutText } from "../../src/grid/text.ts";
import type { Flow } from "../../src/model/grid.ts";
import { readDocument } from "../../src/read/read.ts";

/** @param input a text is told in UTF-8 */
export async function laidOut(input: string | Uint8Array, name = ""): Promise<Flow> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  return layOut(await readDocument(bytes, { name }), () => undefined);
}

/** Rows of all tables; a cell that spans tells how far. */
export async function printedRows(input: string | Uint8Array, name = ""): Promise<string[][]> {
  return (await laidOut(input, name)).flatMap((block) =>
    block.kind !== "grid"
      ? []
      : block.rows.map((row) =>
          row.flatMap((slot) =>
            slot.kind === "cell"
              ? [slot.text + (slot.rowSpan + slot.colSpan > 2 ? `[${slot.rowSpan}x${slot.colSpan}]` : "")]
              : [],
          ),
        ),
  );
}

/** Rows of each table of a plain text; null where a cell reaches from elsewhere. */
export const sheetsIn = (text: string): (string | null)[][][] =>
  layOutText({ kind: "plain", text }, () => {}).flatMap((block) =>
    block.kind === "grid"
      ? [block.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : null)))]
      : [],
  );
