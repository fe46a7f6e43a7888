// Whether a table stands in another report than the document's: in one file several may follow one another.
// Must not know tables.

import type { Subject } from "../../model/subject.ts";
import { fold } from "../../text/fold.ts";
import { type Foreign, isSameOrgan, type Perspective } from "./standing.ts";

/**
 * What the nearest title of a report says against what stands below it, where the document's own title stands further up: lists
 * of other reports stand before that, or behind the tables.
 * @param lines all that is printed above, in the document's order
 */
export function underOtherTitle(lines: readonly string[], { titleOf, subject }: Perspective): Foreign | null {
  let nearest: Foreign | null = null;
  for (const line of lines.toReversed()) {
    const title = titleOf(line);
    // A column of the site is called as a title is, and says nothing of a year or an organ.
    if (title?.year == null || title.issuer === null) continue;
    const against = speaksAgainst(title, subject);
    if (against === null) return nearest;
    if (/[:：]/u.test(title.issuer)) continue;
    nearest ??= against;
  }
  return null;
}

function speaksAgainst(title: Subject, subject: Subject): Foreign | null {
  if (title.year !== null && subject.year !== null && title.year !== subject.year) return "under-other-year";
  if (title.issuer === null || subject.issuer === null) return null;
  return isSameOrgan(fold(title.issuer), fold(subject.issuer)) ? null : "under-other-organ";
}
