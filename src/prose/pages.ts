// Numbers of pages: a table of contents sets them behind its headings, a text of pages leaves them on lines of their own. A figure that
// was left of a table which was taken out stands there as well.
// Must not know any wording.
import type { ProseRules } from "../model/prose.ts";
import { fold } from "../text/fold.ts";
import type { Folded } from "./folded.ts";

export interface PageNumbers {
  /** A number that stands bare behind the name of a matter, to the end of the line or to the next heading; the name is its first group. */
  readonly behind: RegExp;
  /** A heading below which a bare number may be what it asks for. */
  readonly asked: RegExp;
}

/** What leads the eye from a heading to its page. */
const LEADERS = "[.·…_-]*";
/** Behind the number: the end, or the number of the next heading. */
const BEHIND = "(?=$|[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十]{1,3}\\))";

export function pageNumbersOf({ matterEnds, numberEnds }: ProseRules): PageNumbers {
  return {
    behind: new RegExp(`(${oneOf(matterEnds)})${LEADERS}\\d+${BEHIND}`, "g"),
    asked: new RegExp(`(?:${oneOf([...numberEnds, ":"])})$`),
  };
}

/** Of no words none is found. */
function oneOf(words: readonly string[]): string {
  return words.length === 0 ? "(?!)" : words.join("|");
}

/**
 * «概述……3», or «3» on a line of its own: the text without what counts nothing.
 * @param heading that the text stands under, as printed
 */
export function withoutPages(folded: Folded, heading: string, { behind, asked }: PageNumbers): Folded {
  const { text, origin } = folded;
  if (/^\P{L}*\d$/u.test(text)) return asked.test(fold(heading)) ? folded : { text: "", origin: [] };
  const kept: (readonly [from: number, to: number])[] = [];
  let from = 0;
  for (const found of text.matchAll(behind)) {
    kept.push([from, found.index + (found[1]?.length ?? 0)]);
    from = found.index + found[0].length;
  }
  if (kept.length === 0) return folded;
  kept.push([from, text.length]);
  return {
    text: kept.map((stretch) => text.slice(...stretch)).join(""),
    origin: kept.flatMap((stretch) => origin.slice(...stretch)),
  };
}
