// The lines over a place in a text that may be the heading of what stands there. Must not know tables or what lines say.
import { LONGEST_HEADING } from "../weights/tables.ts";
import type { Stream } from "./stream.ts";

/**
 * @param line rank of the line that they stand above
 * @param floor rank of the line that they stand below
 * @returns the lines that are short enough, the nearest first
 */
export function linesOver({ lines }: Stream, line: number, floor = -1): string[] {
  return lines
    .slice(floor + 1, line)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "" && text.length <= LONGEST_HEADING && !text.includes("。"))
    .reverse();
}

/** @returns all lines above that of a character, in their order */
export function linesBefore({ lines, lineOf }: Stream, at: number): string[] {
  return lines.slice(0, lineOf[at] ?? 0).map(({ text }) => text);
}
