// The lines over a place in a text that may be the heading of what stands there. Must not know tables or what lines say.
import { LONGEST_HEADING, MOST_HEADINGS } from "../weights/tables.ts";
import type { Stream } from "./stream.ts";

/** @returns the lines above that of a character that are short enough, the nearest first */
export function linesOver({ lines, lineOf }: Stream, at: number): string[] {
  return lines
    .slice(0, lineOf[at] ?? 0)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "" && text.length <= LONGEST_HEADING && !text.includes("。"))
    .slice(-MOST_HEADINGS)
    .reverse();
}

/** @returns all lines above that of a character, in their order */
export function linesBefore({ lines, lineOf }: Stream, at: number): string[] {
  return lines.slice(0, lineOf[at] ?? 0).map(({ text }) => text);
}
