// Whether anything speaks against what a figure was found to count; each check stands where its reason does.
// Must not know which patterns matched, or any wording.
import { isAmongClasses, isAtCounter, isElsewhere, isOfAnother } from "./about.ts";
import { hasCompany } from "./company.ts";
import {
  isApart,
  isDoneTo,
  isJoined,
  isListedBeside,
  isOfKind,
  isOfNounBefore,
  isOfOthers,
  isOfUnknown,
  isOfUnknownKind,
} from "./counted.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { isLoosePart } from "./loose.ts";
import { isGoverned, isPartSomewhere, isSumOfWays } from "./somewhere.ts";
import { beginsKinds, hasSubject } from "./subject.ts";
import {
  isAmongOutcomes,
  isMoreThanOwn,
  isNumbered,
  isOfSeveral,
  isOthersChannel,
  isUnread,
} from "./understood.ts";
import { isAddedUp, isDivided, isNarrowed, isTakenOn, isWidened } from "./wider.ts";

type Check = (place: FigurePlace, found: Candidate) => boolean;

const CHECKS: readonly Check[] = [
  isLoosePart,
  isOfKind,
  hasSubject,
  beginsKinds,
  isJoined,
  isListedBeside,
  isWidened,
  isNarrowed,
  isAtCounter,
  isDivided,
  isAddedUp,
  isDoneTo,
  isApart,
  isOfOthers,
  isOfAnother,
  isGoverned,
  isOfUnknown,
  isOfUnknownKind,
  isOfNounBefore,
  isTakenOn,
  isElsewhere,
  isAmongClasses,
  isSumOfWays,
  isPartSomewhere,
  hasCompany,
  isUnread,
  isNumbered,
  isAmongOutcomes,
  isMoreThanOwn,
  isOthersChannel,
  isOfSeveral,
];

/** The words that were found leave open what the figure counts. */
export function isUnsure(place: FigurePlace, found: Candidate): boolean {
  return found.open || CHECKS.some((speaksAgainst) => speaksAgainst(place, found));
}
