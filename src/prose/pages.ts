// Numbers of pages that a table of contents sets behind its headings, and figures that a table which was taken out leaves there.
// Must not know any wording.
import { fold } from "../text/fold.ts";
import type { Folded } from "./folded.ts";

/** What leads the eye from a heading to its page. */
const LEADERS = "[.·…_-]*";
/** Behind the number: the end, or the number of the next heading. */
const BEHIND = "(?=$|[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十]{1,3}\\))";

/** @param matters ends of headings that name nothing that is counted */
export function pageNumbersBehind(matters: readonly string[]): RegExp {
  // Without any, nothing is found.
  return matters.length === 0 ? /(?!)/g : new RegExp(`(${matters.join("|")})${LEADERS}\\d+${BEHIND}`, "g");
}

/**
 * «概述……3», or «3» below such a heading: the text without what stands bare behind the name of a matter, which counts nothing.
 * @param heading that the text stands under, as printed
 */
export function withoutPages({ text, origin }: Folded, heading: string, pageNumbers: RegExp): Folded {
  const above = /^\P{L}*\d$/u.test(text) ? fold(heading) : "";
  const kept: (readonly [from: number, to: number])[] = [];
  let from = 0;
  for (const found of `${above}${text}`.matchAll(pageNumbers)) {
    const to = found.index + found[0].length - above.length;
    if (to > 0) kept.push([from, Math.max(0, found.index + (found[1]?.length ?? 0) - above.length)]);
    from = Math.max(0, to);
  }
  if (kept.length === 0) return { text, origin };
  kept.push([from, text.length]);
  return {
    text: kept.map((stretch) => text.slice(...stretch)).join(""),
    origin: kept.flatMap((stretch) => origin.slice(...stretch)),
  };
}
