// The rules of a collection made ready for reading; made once for each.
// Must not know any wording.
import type { ProseRules } from "../model/prose.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Dealing } from "./respectively.ts";
import type { Language as Parts } from "./sentence.ts";

export interface Language extends Parts, Dealing {
  /** A cheap look: only a sentence with a figure or a denial can state anything. */
  readonly mayState: (folded: string) => boolean;
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
  const denials = [...rules.words].filter(([, classes]) => classes.has("deny") || classes.has("deny_verb"));
  const heads = (all: Iterable<string>) => [...new Set([...all].map((one) => one.charAt(0)))].join("");
  // A Chinese figure without a unit is none.
  const han = `[一二两三四五六七八九十百千万][\\s\\S]{0,2}[${heads(rules.units)}]`;
  const states = new RegExp(`[\\d零${heads(denials.map(([word]) => word))}]|${han}`);
  return {
    lexicon: lexiconOf(rules.words),
    bareUnits: rules.bareUnits,
    headingEnds: rules.headingEnds,
    channels: kindsOf("channel_any", rules.words),
    respectively: longest([...rules.words].flatMap(([word, has]) => (has.has("respectively") ? [word] : []))),
    numerals: { units: longest(rules.units), more: longest(rules.more) },
    mayState: (folded) => states.test(folded),
  };
}

/** The classes all of whose words are of a class: its kinds. */
function kindsOf(whole: string, words: ProseRules["words"]): ReadonlySet<string> {
  const kinds = new Set([...words.values()].flatMap((classes) => (classes.has(whole) ? [...classes] : [])));
  kinds.delete(whole);
  for (const classes of words.values())
    if (!classes.has(whole)) for (const name of classes) kinds.delete(name);
  return kinds;
}
