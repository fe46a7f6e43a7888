// Pages that come with a good status and are not what was asked for: told by what they say, or by having nothing to say.
// Must not know any wording, nor what was hoped for.
import { fold } from "../text/fold.ts";
import type { Outline } from "./outline.ts";
import type { LinkRules, SoftRule } from "./rules.ts";

/** Pages with more to read than this are pages, whatever words stand in them. */
const SHORT = 600;

/** Characters in sentences that say nothing of a fault, from which on a page is none: hints and ways back of error pages have fewer. */
const LEAST_ELSE = 60;

/** A page of scripts and nothing else: one that is to be passed first, or one that they draw. */
const SILENT = "challenge";
/** An answer that says that it is none. */
export const BROKEN = "broken";

/**
 * The kind of a page that holds nothing; null for a page like any other.
 * @param asked the address that was asked for
 * @param came the address that the page came from
 */
export function softKind(outline: Outline, asked: string, came: string, rules: LinkRules): string | null {
  if (isHome(came) && !isHome(asked)) return "home-page";
  if (outline.textLength > SHORT) return null;
  return saidOf(outline, rules) ?? (isSilent(outline) ? SILENT : null);
}

/** True for a page that shows nothing before its scripts have run, and says of itself nothing else. */
export function isUnseen(outline: Outline, rules: LinkRules): boolean {
  return isSilent(outline) && saidOf(outline, rules) === null;
}

function isSilent({ textLength, linkLength, links, scripts, sources, framed }: Outline): boolean {
  const isBare = textLength + linkLength === 0 && links.length === 0 && !framed;
  return isBare && scripts.length + sources.length > 0;
}

/** The kind of nothing that a text says that it is; null for one that says none, and for longer ones. */
export function saidKind(text: string, { soft }: LinkRules): string | null {
  if (text.length > SHORT) return null;
  const said = fold(text);
  return soft.find(({ says }) => says.test(said))?.kind ?? null;
}

function saidOf({ title, text, ownText }: Outline, { soft }: LinkRules): string | null {
  const said = `${fold(title)} ${fold(text)}`;
  const found = soft.find((rule) => rule.says.test(said) && !isMentioned(rule, title, ownText));
  return found?.kind ?? null;
}

/** True where a text says enough else for what it says of a fault to be something that it reports. */
function isMentioned({ says, mentioned }: SoftRule, title: string, text: string): boolean {
  if (!mentioned || says.test(fold(title))) return false;
  const others = text.split(/[。；！？\n]/).filter((sentence) => !says.test(fold(sentence)));
  return (others.join("").match(/\p{Script=Han}/gu)?.length ?? 0) >= LEAST_ELSE;
}

function isHome(address: string): boolean {
  const { pathname, search } = new URL(address);
  return /^\/(?:index\.\w+)?$/i.test(pathname) && search === "";
}
