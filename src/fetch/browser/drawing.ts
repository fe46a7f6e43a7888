// Pages that only a browser can show: what of them is used, and what of them is kept as the page.
// Must not know how hosts are asked or where bytes are kept.
import { escaped } from "../../text/escaped.ts";
import { fold } from "../../text/fold.ts";
import { controlOf, type PagerControl, saysMore } from "../pager.ts";
import type { Response } from "../response.ts";
import type { LinkRules } from "../rules.ts";
import { readTitle } from "../titles.ts";
import type { Browser, DrawFault, Drawn, Guide } from "./browser.ts";
import type { Answering } from "./desk.ts";
import type { Usable } from "./in-page.ts";

/** Stands between the parts of a list in a page that was drawn: what follows is the same page after its pager was turned. */
const TURNED = "\n<!-- the same page, turned on -->\n";
/** An element of this class, or one that says so, does nothing. */
const DEAD = /(?:^|[\s_-])(?:disabled?|dead|off|nomore|no-more)(?:$|[\s_-])/i;

/**
 * The page as a browser draws it, in the place of the one that came; or why that cannot be.
 * @param address the one it goes by, with a route of its scripts where it has one
 * @param isList false for what is to be read and not to be used
 */
export async function drawnPage(
  browser: Browser,
  main: Response,
  address: string,
  answering: Answering,
  rules: LinkRules,
  isList: boolean,
): Promise<Response | DrawFault> {
  const drawn = await browser.draw(main, address, answering, isList ? guideBy(rules) : NO_USE);
  if (typeof drawn === "string") return drawn;
  const headers = [["content-type", "text/html; charset=utf-8"] as const];
  const body = Buffer.from(markupOf(drawn));
  return { url: address, status: 200, headers, body, requestHeaders: {}, drawn: true };
}

/** The parts that a drawn page shows one after the other; one of a page that was not turned. */
export function partsOfDrawn(markup: string): string[] {
  return markup.split(TURNED);
}

function markupOf({ parts, opened, moved }: Drawn): string {
  // A single name that leads nowhere may be the page's own.
  const all = opened.length === 1 && opened[0]?.[1] === null ? [] : opened;
  // What leads nowhere stays a link to nowhere: what it names is missing.
  const links = all.map(
    ([text, address]) => `<p><a href="${escaped(address ?? "#")}">${escaped(text)}</a></p>`,
  );
  const found = links.length > 0 ? [`<div>${links.join("")}</div>`] : [];
  const sent = moved === null ? [] : [`<meta http-equiv="refresh" content="0; url=${escaped(moved)}">`];
  return [[...parts.slice(0, 1), ...found, ...sent].join("\n"), ...parts.slice(1)].join(TURNED);
}

const NO_USE: Guide = { next: () => null, entries: () => [] };

function guideBy(rules: LinkRules): Guide {
  const used = new Set<string>();
  return {
    next: (usable, number) => {
      const controls = usable.map((one) => controlIn(one, rules));
      const next = controls.indexOf("next");
      if (next >= 0) return next;
      // A number is a pager's beside the number before it, and never in a table.
      const numbered = controls.findIndex(
        (control, at) =>
          control === number &&
          usable[at]?.tag !== "td" &&
          controls.slice(Math.max(0, at - BESIDE), at).includes(number - 1),
      );
      return numbered >= 0 ? numbered : null;
    },
    entries: (usable) =>
      usable.flatMap((one, at) => {
        const said = fold(one.text);
        if (one.isLink || used.has(said) || readTitle(one.text, rules, true)?.kind !== "report") return [];
        used.add(said);
        return [at];
      }),
  };
}

/** What using something would lead to, where it is a control of the list; null for others and for those that are off. */
function controlIn(one: Usable, rules: LinkRules): PagerControl | null {
  const { attributes, text, isLink } = one;
  const isOff =
    attributes["disabled"] !== undefined ||
    attributes["aria-disabled"] === "true" ||
    DEAD.test(attributes["class"] ?? "");
  if (isOff || isLink) return null;
  const said = { ...BARE, text, attributes };
  return saysMore(said, rules) ? "next" : controlOf(said, rules);
}

/** Elements between a number and the one before it, in a pager. */
const BESIDE = 3;
const BARE = { picture: "", drawing: [] };
