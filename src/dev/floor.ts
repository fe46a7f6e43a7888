// The floor under the accuracy: figures that a change may raise and only a reviewed change lowers.
// Must not know where the figures come from.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Tally } from "./compare.ts";

/** Least share right in percent, most cells silently wrong, most share doubted in percent, by group. */
export type Floor = Readonly<
  Record<string, { readonly right: number; readonly silent: number; readonly doubted: number }>
>;

const FILE = fileURLToPath(new URL("../../tests/accuracy/floor.json", import.meta.url));

export function readFloor(): Readonly<Record<string, Floor>> {
  return JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Floor>;
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

/** @returns one sentence for each figure that was lost; a group without a floor is told too. */
export function lost(name: string, floor: Floor | undefined, groups: ReadonlyMap<string, Tally>): string[] {
  const sentences: string[] = [];
  for (const [group, tally] of groups) {
    const line = floor?.[group];
    const where = `${name} ${group}`;
    if (!line) {
      if (tally.silent > 0) sentences.push(`${where}: ${tally.silent} cells silently wrong`);
      continue;
    }
    const right = percent(tally.right, tally.cells);
    const doubted = percent(tally.doubted, tally.cells);
    if (right < line.right) sentences.push(`${where}: ${right.toFixed(3)} % right, floor ${line.right} %`);
    if (tally.silent > line.silent)
      sentences.push(`${where}: ${tally.silent} silently wrong, at most ${line.silent}`);
    if (doubted > line.doubted)
      sentences.push(`${where}: ${doubted.toFixed(3)} % doubted, at most ${line.doubted} %`);
  }
  return sentences;
}

/** The figures as a table for people. */
export function drawTallies(groups: ReadonlyMap<string, Tally>): string {
  const head = ["", "documents", "cells", "right %", "silent", "doubted", "missed", "invented"];
  const lines = [...groups].map(([group, tally]) => [
    group,
    tally.documents,
    tally.cells,
    percent(tally.right, tally.cells).toFixed(3),
    tally.silent,
    tally.doubted,
    tally.missed,
    tally.invented,
  ]);
  return [head, ...lines]
    .map((line) =>
      line.map((one, index) => (index === 0 ? String(one).padEnd(16) : String(one).padStart(10))).join(""),
    )
    .join("\n");
}

/** Floors that these figures would just keep. */
export function floorOf(groups: ReadonlyMap<string, Tally>): Floor {
  return Object.fromEntries(
    [...groups].map(([group, tally]) => [
      group,
      {
        right: Math.floor(percent(tally.right, tally.cells) * 1000) / 1000,
        silent: tally.silent,
        doubted: Math.ceil(percent(tally.doubted, tally.cells) * 1000) / 1000,
      },
    ]),
  );
}
