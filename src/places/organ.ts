// What the words of an organ's name say: its kind, its tasks, the level it shows, and what stays unexplained.
// Must not know places.
import type { OrganKind } from "./kinds.ts";
import { endOf, frontOf, type OrganRules } from "./vocabulary.ts";

export interface Organ {
  /** Null where the name ends with its place. */
  readonly kind: OrganKind | null;
  /** Tasks in the order printed. */
  readonly functions: readonly string[];
  /** A station serves a town. */
  readonly station: boolean;
  /** The level that a word in front or the ending shows; null when nothing shows one, 0 when a word fits two levels. */
  readonly level: number | null;
  /** The level word in front, as it is the last part of the place's name. */
  readonly levelWord: string;
  /** The name without its place, one spelling for all names of one organ. */
  readonly canonical: string;
  /** Stretches that no word explains. */
  readonly gaps: readonly string[];
}

interface Token {
  readonly word: string;
  /** Null for words without a task. */
  readonly tasks: readonly string[] | null;
}

const TASKS_OF_ENTERPRISES: ReadonlySet<string> = new Set(["utility", "transport"]);
const BRACKETS = /\([^()]*\)$/u;

export class OrganReader {
  readonly #rules: OrganRules;
  readonly #words = new Map<string, Token[]>();

  constructor(rules: OrganRules) {
    this.#rules = rules;
    const { fillers, functions, several, government, zones, party } = rules;
    for (const word of [...fillers, ...government, ...zones.bodies, ...party.after]) this.#add(word, null);
    for (const [task, words] of Object.entries(functions))
      for (const word of words) this.#add(word, task === "none" ? [] : [task]);
    for (const [word, tasks] of Object.entries(several)) this.#add(word, tasks);
    for (const { ends, function: task } of rules.kinds)
      for (const word of ends) this.#add(word, task === undefined ? null : [task]);
    for (const tokens of this.#words.values()) tokens.sort((a, b) => b.word.length - a.word.length);
  }

  /** @param text what follows the place, folded */
  read(text: string): Organ {
    const unknown = endOf(text, this.#rules.unknown_organs);
    if (unknown !== null) return this.#organ("department", [], text.slice(0, -unknown.length));
    const own = this.#rules.selves[text];
    if (own !== undefined) return this.#organ(own === "" ? null : own, [], "");
    const inner = BRACKETS.exec(text)?.[0] ?? "";
    const second = this.#best(inner.slice(1, -1));
    const base = text.slice(0, text.length - inner.length);
    const { tokens, gaps, word } = this.#best(base);
    const organ = this.#judge(base, [...tokens, ...second.tokens], [...gaps, ...second.gaps], word);
    return { ...organ, canonical: this.#canonical(base.slice(word.length), organ) };
  }

  /** Covered without a level word in front, or behind one where that explains more. */
  #best(text: string): { tokens: Token[]; gaps: string[]; word: string } {
    const plain = this.#cover(text);
    const word = frontOf(text, Object.keys(this.#rules.levels.words));
    const rest = word === null || word === text ? null : this.#cover(text.slice(word.length));
    const useWord = plain.gaps.length > 0 && rest !== null && rest.gaps.length < plain.gaps.length;
    return useWord && rest ? { ...rest, word: word ?? "" } : { ...plain, word: "" };
  }

  /** Whether the text is one of the words that stand for the issuer itself. */
  isSelf(text: string): boolean {
    return this.#rules.selves[text] !== undefined;
  }

  /** Whether a known word lies across a place of the text, so that no name ends there. */
  crosses(text: string, place: number): boolean {
    let at = 0;
    while (at < place) {
      const token = this.#words.get(text.charAt(at))?.find(({ word }) => text.startsWith(word, at));
      at += token?.word.length ?? 1;
    }
    return at > place;
  }

  /** Whether known words make up the whole text. */
  isKnown(text: string): boolean {
    return this.#cover(text).gaps.length === 0;
  }

  /** Every task that a text names. */
  tasksIn(text: string): string[] {
    return [...new Set(this.#cover(text).tokens.flatMap(({ tasks }) => tasks ?? []))];
  }

  #judge(base: string, tokens: readonly Token[], gaps: readonly string[], levelWord: string): Organ {
    const rules = this.#rules;
    const named = tokens.flatMap(({ tasks }) => tasks ?? []);
    const tasked = tokens.some(({ tasks }) => tasks !== null);
    const body = base.slice(levelWord.length);
    const level = this.#level(base, levelWord);
    const common = { station: false, level, levelWord, gaps, canonical: base };
    const end = rules.kinds.find(({ ends }) => ends.some((word) => base.endsWith(word)));
    if (body === "") return { ...common, kind: null, functions: [] };
    if (endOf(base, rules.government) !== null && !tasked)
      return { ...common, kind: "government", functions: ["general"] };
    if (rules.zones.bodies.includes(body)) return { ...common, kind: "zone", functions: ["general"] };
    if (!end) return { ...common, kind: null, functions: unique(named) };
    const kind = end.kind === "office" && tasked ? "department" : end.kind;
    return {
      ...common,
      kind: kind === "department" && rules.vertical_functions.includes(named[0] ?? "") ? "vertical" : kind,
      functions: this.#functions(kind, end.function, unique(named)),
      station: end.station ?? false,
    };
  }

  /** Departments alone change their words; a branch or a school is told by its whole name. */
  #canonical(base: string, organ: Organ): string {
    if (organ.kind === "government" || organ.kind === "zone") return "";
    if (organ.kind !== "department" || organ.gaps.length > 0 || organ.station) return base;
    if (endOf(base, this.#rules.branches.ends) !== null) return base;
    const words = this.#cover(base).tokens.filter(({ word }) => !this.#rules.organ_nouns.includes(word));
    return words
      .map(({ word }) => this.#rules.same_organ.find((names) => names.includes(word))?.[0] ?? word)
      .join("");
  }

  #functions(kind: OrganKind, fixed: string | undefined, named: readonly string[]): readonly string[] {
    if (fixed !== undefined) return [fixed];
    if (kind === "office") return ["general"];
    return kind === "enterprise" ? named.filter((task) => TASKS_OF_ENTERPRISES.has(task)) : named;
  }

  #level(base: string, levelWord: string): number | null {
    const { words, province_endings, not_province } = this.#rules.levels;
    if (levelWord !== "") return words[levelWord] ?? null;
    return endOf(base, province_endings) !== null && endOf(base, not_province) === null ? 2 : null;
  }

  #organ(kind: OrganKind | null, functions: readonly string[], rest: string): Organ {
    const gaps = this.#cover(rest).gaps;
    return { kind, functions, station: false, level: null, levelWord: "", gaps, canonical: "" };
  }

  /** The longest known words from the left, and the stretches between them. */
  #cover(text: string): { tokens: Token[]; gaps: string[] } {
    const tokens: Token[] = [];
    const gaps: string[] = [];
    let open = "";
    for (let at = 0; at < text.length; ) {
      const token = this.#words.get(text.charAt(at))?.find(({ word }) => text.startsWith(word, at));
      if (token) {
        if (open !== "") gaps.push(open);
        open = "";
        tokens.push(token);
        at += token.word.length;
      } else {
        open += text.charAt(at);
        at += 1;
      }
    }
    if (open !== "") gaps.push(open);
    return { tokens, gaps };
  }

  #add(word: string, tasks: readonly string[] | null): void {
    const list = this.#words.get(word.charAt(0)) ?? [];
    const known = list.findIndex((token) => token.word === word);
    if (known < 0) list.push({ word, tasks });
    else if (tasks !== null) list[known] = { word, tasks };
    this.#words.set(word.charAt(0), list);
  }
}

function unique(tasks: readonly string[]): readonly string[] {
  return [...new Set(tasks)];
}
