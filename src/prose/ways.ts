// Channels that are named together for one figure: which they are, and whether all are meant.
// Must not know which patterns matched; the words are data.
import type { StatementRule } from "../model/prose.ts";
import { stretchStart } from "./clauses.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** The kinds of channels that mean all where others are named with them. */
export function mainKinds(rules: readonly StatementRule[], { channels }: Sentence): ReadonlySet<string> {
  const steps = rules.flatMap(({ main, told }) => (main ? told.flatMap(({ before }) => before) : []));
  const named = steps.flatMap((step) => (typeof step === "string" ? [] : step.classes));
  return new Set(named.filter((name) => channels.has(name)));
}

/** «…等» behind the last way, unless it says of what: «微博、微信等新媒体» are these, and others like them. */
export function meansMore(tokens: readonly Token[], last: Token | undefined): boolean {
  for (let i = (last ? tokens.indexOf(last) : -1) + 1; i < tokens.length; i += 1) {
    const one = tokens[i];
    if (hasClass(one, AND_SO_ON)) return !namesChannel(tokens, i + 1);
    if (one?.kind === "figure" || hasClass(one, PUBLISH)) return false;
  }
  return false;
}

/** «等其他新媒体»: what touches up to the channel only says of which kind. */
function namesChannel(tokens: readonly Token[], from: number): boolean {
  for (let i = from; tokens[i]?.from === tokens[i - 1]?.to; i += 1) {
    if (hasClass(tokens[i], NAMES_ALL)) return true;
    if (!hasClass(tokens[i], LEADS_ON)) return false;
  }
  return false;
}

const LEADS_ON: ReadonlySet<string> = new Set(["filler", "other_such"]);
const NAMES_ALL: ReadonlySet<string> = new Set(["channel_any", "column"]);
const AND_SO_ON: ReadonlySet<string> = new Set(["and_so_on"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);

/** Farthest that two channels may stand apart that are named together, and that a list may go on to the next. */
const APART = 10;
const APART_IN_LIST = 24;

/** The channels named together for the figure, the nearest first. */
export function waysNamed({ tokens, text }: Sentence, token: number): Token[] {
  const ways: Token[] = [];
  const start = stretchStart(tokens, token);
  for (let i = token - 1; i >= start; i -= 1) {
    const one = tokens[i] as Token;
    const next = ways[0];
    const between = next ? text.slice(one.to, next.from) : "";
    // A verb parts them, unless it is the beginning of the next channel's name.
    const parts = hasClass(one, ["publish"]) && !hasClass(one, ["channel_any"]) && one.to !== next?.from;
    const listed = /[、及和与]/.test(between);
    if (between.length > (listed ? APART_IN_LIST : APART) || (next && parts)) break;
    if (!hasClass(one, ["channel_any"])) continue;
    // Names that touch stand side by side.
    if (next && between !== "" && !/[、,和及与]/.test(between)) ways.shift();
    ways.unshift(one);
  }
  return ways;
}

/** True when no kind of channel is common to all. */
export function differ(ways: readonly Token[], { channels }: Sentence): boolean {
  const [first, ...others] = ways.map((way) => (way.kind === "word" ? way.classes : new Set<string>()));
  const kinds = [...(first ?? [])].filter((name) => channels.has(name));
  return !kinds.some((name) => others.every((classes) => classes.has(name)));
}
