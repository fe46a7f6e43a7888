// How much of the report's year the months named in a clause are.
// Must not know what is counted or any wording.
import { hasClass } from "./pattern.ts";
import type { Token } from "./tokens.ts";

/** `whole`: all of it, but for weeks · `most`: it may be, since the count began in it · `some`: a part of it. */
export type Share = "whole" | "most" | "some";

/** Reports are written in the last weeks of their year, and counts close before. */
const LAST_MONTH_AT_LEAST = 10;
/** Disclosure, and its year, began in May of this year. */
const FIRST = { year: 2008, month: 5 } as const;
const LATEST_START = 5;

/** Null where no month is named, or only the one up to which is counted. */
export function shareOfYear(clause: readonly Token[], year: number | null): Share | null {
  const named = clause.flatMap((token, rank) =>
    token.kind === "date" && token.months ? [{ rank, months: token.months }] : [],
  );
  const [first, last] = [named[0], named.at(-1)];
  if (!first || !last || isUpTo(clause, first.rank)) return null;
  const start = first.months[0];
  const opened = named.length === 1 && clause.some((token) => hasClass(token, ["from_on"]));
  const end = opened ? 12 : last.months[1];
  if (start === 1) return end >= LAST_MONTH_AT_LEAST ? "whole" : "some";
  if (start === FIRST.month && end === 12 && year === FIRST.year) return "whole";
  return end === 12 && start <= LATEST_START ? "most" : "some";
}

/** «截至6月30日», «到12月31日», and «12月31日» alone: up to then is counted. */
function isUpTo(clause: readonly Token[], rank: number): boolean {
  const [before, own, next] = [clause[rank - 1], clause[rank], clause[rank + 1]];
  if (clause.slice(0, rank).some((token) => hasClass(token, ["until"]))) return true;
  if (own?.kind !== "date" || own.months?.[0] !== own.months?.[1]) return false;
  const ahead = before?.kind === "date" ? clause[rank - 2] : before;
  if (hasClass(ahead, ["up_to"])) return true;
  const isDay = next?.kind === "date" && next.year === null && next.months === null;
  return own.months?.[0] === 12 && isDay && !hasClass(clause[rank + 2], ["from_on"]);
}
