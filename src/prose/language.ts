// The rules of a collection made ready for reading; made once for each.
// Must not know any wording.
import type { ProseRules } from "../model/prose.ts";
import { fold } from "../text/fold.ts";
import { literally } from "../text/literal.ts";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import { type PageNumbers, pageNumbersOf } from "./pages.ts";
import type { Dealing } from "./respectively.ts";
import type { Language as Parts } from "./sentence.ts";

export interface Language extends Parts, Dealing {
  /** Classes of the words that deny. */
  readonly denials: ReadonlySet<string>;
  readonly pageNumbers: PageNumbers;
  /** A cheap look: only a sentence with a figure or a denial can state anything. */
  readonly mayState: (folded: string) => boolean;
  /** The longest word across the break is cut by it, unless a word ends at the break and another begins there. */
  readonly cutsWord: (line: string, next: string) => boolean;
  /** It holds a word that denies, or nought in a letter. */
  readonly mayDeny: (folded: string) => boolean;
}

const known = new WeakMap<ProseRules, Language>();

export function languageOf(rules: ProseRules): Language {
  let language = known.get(rules);
  if (!language) {
    language = build(rules);
    known.set(rules, language);
  }
  return language;
}

function build(rules: ProseRules): Language {
  const longest = (words: Iterable<string>) =>
    [...words].filter((one) => one !== "").sort((a, b) => b.length - a.length);
  const denials = new Set([
    ...DENIES,
    ...rules.statements.flatMap(({ denied }) => (denied?.by ? [denied.by] : [])),
  ]);
  const respectively: string[] = [];
  const alike: string[] = [];
  const denying: string[] = [];
  for (const [word, classes] of rules.words) {
    if (classes.has("respectively")) respectively.push(word);
    if (classes.has("alike")) alike.push(word);
    for (const name of denials) if (classes.has(name)) denying.push(word);
  }
  const lexicon = lexiconOf(rules.words);
  return {
    lexicon,
    cutsWord: (line, next) =>
      cutsWord(lexicon, fold(line.slice(-LONGEST_WORD)), fold(next.slice(0, LONGEST_WORD))),
    bareUnits: rules.bareUnits,
    headingEnds: rules.headingEnds,
    pageNumbers: pageNumbersOf(rules),
    channels: kindsOf("channel_any", rules.words),
    respectively: longest(respectively),
    alike: longest(alike),
    numerals: { units: longest(rules.units), more: longest(rules.more), editions: rules.editionUnits },
    denials,
    ...sievesOf(rules, denying),
  };
}

const LONGEST_WORD = 8;

function cutsWord(lexicon: Lexicon, line: string, next: string): boolean {
  const text = line + next;
  const at = line.length;
  let [cut, ends] = [false, false];
  for (let from = 0; from < at; from += 1) {
    const word = lexicon.at(text, from);
    cut ||= (word?.to ?? 0) > at;
    ends ||= at - from > 1 && lexicon.at(text, from, at)?.to === at;
  }
  const begins = lexicon.at(text, at);
  return cut && !(ends && begins !== null && begins.to - at > 1);
}

const DENIES = ["deny", "deny_verb"];

/** The classes all of whose words are of a class: its kinds. */
function kindsOf(whole: string, words: ProseRules["words"]): ReadonlySet<string> {
  const kinds = new Set<string>();
  const others = new Set([whole]);
  for (const classes of words.values())
    for (const name of classes) (classes.has(whole) ? kinds : others).add(name);
  for (const name of others) kinds.delete(name);
  return kinds;
}

/** A sentence passes that holds a figure with a unit or without, or a word that denies; years, months and shares count nothing. */
function sievesOf(
  { words, statements }: ProseRules,
  denying: readonly string[],
): Pick<Language, "mayState" | "mayDeny"> {
  const shortest = denying.filter((word) => !denying.some((one) => one !== word && word.includes(one)));
  // «不断» is no «不»: of the words that begin at a place the longest counts.
  const longer = new Map(shortest.map((denial) => [denial.charAt(0), [] as string[]]));
  const denies = new Set(denying);
  for (const word of words.keys()) if (!denies.has(word)) longer.get(word.charAt(0))?.push(word);
  const denial = shortest.map((word) => {
    const tails = (longer.get(word.charAt(0)) ?? [])
      .filter((one) => one.startsWith(word))
      .map((one) => literally(one.slice(word.length)));
    return tails.length === 0 ? literally(word) : `${literally(word)}(?!${tails.join("|")})`;
  });
  const counted = [...new Set(statements.flatMap((rule) => [...rule.units]))];
  const dates = [..."年月日号%"].filter((mark) => !counted.some((unit) => unit.startsWith(mark)));
  const heads = [...new Set(counted.map((unit) => unit.charAt(0)))].join("");
  // A Chinese figure without a unit is none.
  const han = `[一二两三四五六七八九十百千万][\\s\\S]{0,2}[${heads}]`;
  const none = new RegExp(`零|${denial.join("|")}`);
  const states = new RegExp(`\\d(?![.,]?\\d|[${dates.join("")}])|${none.source}|${han}`);
  return { mayState: (folded) => states.test(folded), mayDeny: (folded) => none.test(folded) };
}
