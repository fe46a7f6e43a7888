// Whether a table stands in another report than the document's: in one file several may follow one another.
// Must not know tables.

import type { Subject } from "../../model/subject.ts";
import { fold } from "../../text/fold.ts";
import { LINES_OF_TITLE } from "../weights/standing.ts";
import { type Foreign, isSameOrgan, type Perspective } from "./standing.ts";

/** What the nearest title of a report above a print says of it. */
export interface TitleOver {
  /** `own`: it is the document's own title. */
  readonly says: "own" | Foreign | null;
  /** The document's own title stands above the print, the nearest or further up. */
  readonly belowOwn: boolean;
  /** Whose year the nearest line that says no more than a year names, below any title of the document's own. */
  readonly section: "own" | "other" | null;
}

/**
 * What stands over a print as the nearest title of a report: the document's own, or what another says against the print.
 * @param lines all that is printed above, in the document's order
 */
export function titleOver(lines: readonly string[], perspective: Perspective): TitleOver {
  let says: Foreign | null = null;
  let section: TitleOver["section"] = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    section ??= sectionOf(lines[at] ?? "", perspective);
    const title = titleAt(lines, at, perspective);
    if (title === null) continue;
    const against = speaksAgainst(title, perspective);
    if (against === null) return { says: says ?? "own", belowOwn: true, section };
    if (/[:：]/u.test(title.issuer)) continue;
    says ??= against;
  }
  return { says, belowOwn: false, section };
}

/** Reports of several years under one title are parted by lines that say which year's each is. */
function sectionOf(line: string, { subject: { year } }: Perspective): TitleOver["section"] {
  const [, said] = /^[(【《]?((?:19|20)\d{2})年(?:度)?[)】》:]?$/u.exec(fold(line)) ?? [];
  if (said === undefined || year === null) return null;
  return said === year ? "own" : "other";
}

type FullTitle = { readonly [key in keyof Subject]: string };

/**
 * The title that ends with a line, in it or broken over it and the ones above; a column of the site is called as a title is,
 * and says nothing of a year or an organ.
 */
function titleAt(lines: readonly string[], at: number, perspective: Perspective): FullTitle | null {
  const { titleOf, organEndings } = perspective;
  let text = lines[at] ?? "";
  const alone = fullTitle(titleOf(text));
  if (alone !== null) return alone;
  for (let above = at - 1; above > at - LINES_OF_TITLE; above -= 1) {
    const line = lines[above] ?? "";
    if (line === "" || /[,;:。，；：]/u.test(line + text)) return null;
    text = line + text;
    const broken = fullTitle(titleOf(text));
    if (broken !== null && endsAsOrgan(fold(broken.issuer), organEndings)) return broken;
  }
  return null;
}

const fullTitle = (title: Subject | null): FullTitle | null =>
  title?.year == null || title.issuer === null ? null : { year: title.year, issuer: title.issuer };

/**
 * What speaks against a print as another report's, where the document's own title stands further up or right over another
 * print: lists of other reports stand before that, or behind the tables.
 * @param others what stands over the other prints of the table
 */
export function otherReport(
  { says, belowOwn, section }: TitleOver,
  others: readonly TitleOver[],
): Foreign | null {
  if (section === "other" && others.some((one) => one.section !== "other")) return "under-other-year";
  if (says === null || says === "own") return null;
  return belowOwn || others.some((one) => one.says === "own") ? says : null;
}

function speaksAgainst(title: FullTitle, { subject, organEndings }: Perspective): Foreign | null {
  if (subject.year !== null && title.year !== subject.year) return "under-other-year";
  if (subject.issuer === null) return null;
  const [named, own] = [fold(title.issuer), fold(subject.issuer)];
  const goesOn = isPartOf(named, own, organEndings) || isPartOf(own, named, organEndings);
  return isSameOrgan(named, own) && !goesOn ? null : "under-other-organ";
}

/** Whether one organ's name goes on where another's ends, to an end of its own: an office of it, or an organ below it. */
function isPartOf(name: string, whole: string, endings: readonly string[]): boolean {
  const isLonger = name.length > whole.length && name.startsWith(whole);
  return isLonger && endsAsOrgan(whole, endings) && endsAsOrgan(name, endings);
}

const endsAsOrgan = (name: string, endings: readonly string[]) =>
  endings.some((ending) => name.endsWith(fold(ending)));
