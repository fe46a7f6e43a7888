// The floor under the accuracy: figures that a change may raise and only a reviewed change lowers.
// Must not know where the figures come from.
import type { Tally } from "./compare.ts";

/** What a group of documents has reached. Shares are per cent of the printed cells. */
interface Line {
  /** Least share right, and least share right without a doubt. */
  readonly right: number;
  readonly certain: number;
  /** Most cells silently wrong. */
  readonly silent: number;
  /** Most share doubted. */
  readonly doubted: number;
  /** Most reports falsely called clean. */
  readonly falseClean: number;
}

/** By group: a container, an edition, all. */
export type Floor = Readonly<Record<string, Line>>;

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

/** @returns one sentence for each figure that was lost; of a group without a floor, what must be 0. */
export function lost(name: string, floor: Floor | undefined, groups: ReadonlyMap<string, Tally>): string[] {
  return [...groups].flatMap(([group, tally]) => {
    const reached = lineOf(tally);
    const line = floor?.[group] ?? { right: 0, certain: 0, silent: 0, doubted: 100, falseClean: 0 };
    const sentences = [
      ...(reached.right < line.right ? [`${reached.right} % right, floor ${line.right} %`] : []),
      ...(reached.certain < line.certain ? [`${reached.certain} % certain, floor ${line.certain} %`] : []),
      ...(reached.silent > line.silent ? [`${reached.silent} silently wrong, at most ${line.silent}`] : []),
      ...(reached.doubted > line.doubted ? [`${reached.doubted} % doubted, at most ${line.doubted} %`] : []),
      ...(reached.falseClean > line.falseClean
        ? [`${reached.falseClean} falsely clean, at most ${line.falseClean}`]
        : []),
    ];
    return sentences.map((sentence) => `${name} ${group}: ${sentence}`);
  });
}

/** The figures as a table for people. */
export function drawTallies(groups: ReadonlyMap<string, Tally>): string {
  const head = [
    "",
    "documents",
    "cells",
    "right %",
    "certain %",
    "silent",
    "doubted",
    "missed",
    "invented",
    "false",
  ];
  const lines = [...groups].map(([group, tally]) => [
    group,
    tally.documents,
    tally.cells,
    percent(tally.right, tally.cells).toFixed(3),
    percent(tally.certain, tally.cells).toFixed(3),
    tally.silent,
    tally.doubted,
    tally.missed,
    tally.invented,
    tally.falseClean,
  ]);
  return [head, ...lines]
    .map((line) =>
      line.map((one, index) => (index === 0 ? String(one).padEnd(28) : String(one).padStart(10))).join(""),
    )
    .join("\n");
}

/** Floors that these figures just keep. */
export function floorOf(groups: ReadonlyMap<string, Tally>): Floor {
  return Object.fromEntries([...groups].map(([group, tally]) => [group, lineOf(tally)]));
}

function lineOf(tally: Tally): Line {
  const down = (part: number) => Math.floor(percent(part, tally.cells) * 1000) / 1000;
  return {
    right: down(tally.right),
    certain: down(tally.certain),
    silent: tally.silent,
    doubted: Math.ceil(percent(tally.doubted, tally.cells) * 1000) / 1000,
    falseClean: tally.falseClean,
  };
}
