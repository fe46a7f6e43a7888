// Pages that come with a good status and are not what was asked for: told by what they say, or by having nothing to say.
// Must not know any wording, nor what was hoped for.
import { fold } from "../text/fold.ts";
import type { Outline } from "./outline.ts";
import type { LinkRules } from "./rules.ts";

/** Pages with more to read than this are pages, whatever words stand in them. */
const SHORT = 600;

/**
 * The kind of a page that holds nothing; null for a page like any other.
 * @param asked the address that was asked for
 * @param came the address that the page came from
 */
export function softKind(
  { title, text, textLength, linkLength, links, scripts, sources, framed }: Outline,
  asked: string,
  came: string,
  { soft }: LinkRules,
): string | null {
  if (isHome(came) && !isHome(asked)) return "home-page";
  if (textLength > SHORT) return null;
  const said = `${fold(title)} ${fold(text)}`;
  const kind = soft.find(({ says }) => says.test(said))?.kind ?? null;
  if (kind !== null) return kind;
  const silent = textLength + linkLength === 0 && links.length === 0 && !framed;
  return silent && scripts.length + sources.length > 0 ? "challenge" : null;
}

function isHome(address: string): boolean {
  const { pathname, search } = new URL(address);
  return /^\/(?:index\.\w+)?$/i.test(pathname) && search === "";
}
