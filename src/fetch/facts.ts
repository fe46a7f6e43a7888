// What is asked of very many lines of a manifest, in one number that is kept beside the place of each: so that a million
// addresses that are known cost no look at their lines. Must not know where it is kept.
import { type Entry, wasHad } from "./entry.ts";

/** 32 bits. */
export type Facts = number;

const KEPT = 1;
const SETTLED = 2;
const YEAR_SHIFT = 8;
const LAST_YEAR = 0xffff;

export function factsOf(entry: Entry): Facts {
  const { offset, leads, year = 0 } = entry;
  const isKept = offset !== undefined;
  const isSettled =
    isKept && leads === 0 && wasHad(entry) && Number.isInteger(year) && year >= 0 && year <= LAST_YEAR;
  return (isKept ? KEPT : 0) | (isSettled ? SETTLED | (year << YEAR_SHIFT) : 0);
}

/** There are bytes of it. */
export function isKept(facts: Facts): boolean {
  return (facts & KEPT) !== 0;
}

/** It is there, and leads nowhere: nothing is to be looked for again. */
export function isSettled(facts: Facts): boolean {
  return (facts & SETTLED) !== 0;
}

/** The year that it names, of one that is settled; null where it names none. */
export function yearIn(facts: Facts): number | null {
  return facts >>> YEAR_SHIFT || null;
}
