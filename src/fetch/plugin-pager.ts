// Pagers that a library draws: a call with settings, of which some are functions that the library calls when the pager is turned.
// Must not know any wording, nor what libraries are called.
import type { Told } from "./lead.ts";
import type { LinkRules } from "./rules.ts";
import { NOTHING_TOLD, toldByNames } from "./told.ts";

export interface PluginPager {
  readonly told: Told;
  /** The number by which the library knows the part that is shown; null where it was not told. */
  readonly current: number | null;
}

/**
 * What a pager was told: in settings by their names, the entries at times before them.
 * @param placed entries that the part has which the pager stands on
 */
export function pluginPager(args: readonly unknown[], placed: number, rules: LinkRules): PluginPager {
  const settings = args.filter(
    (one): one is Record<string, unknown> => typeof one === "object" && one !== null,
  );
  const pairs = settings.flatMap((one) => Object.entries(one));
  const [first] = args;
  const leading = typeof first === "number" ? [["total", first] as const] : [];
  const byNames = pairs.length === 0 ? NOTHING_TOLD : toldByNames([...pairs, ...leading], rules);
  const numbers = pairs.flatMap(([name, value]) =>
    rules.parts.number.test(name) && typeof value === "number" ? [value] : [],
  );
  const [least = null, most = null] = [...new Set(numbers)].sort((one, other) => one - other);
  // Two numbers of parts are that of the one that is shown and that of the last one.
  const isTold = byNames.parts !== null || byNames.entries !== null;
  const named = isTold || most === null ? byNames : { parts: most, entries: null };
  // A total that one part has more entries than is of parts, as some libraries count: `bootpag({ total: 2 })`.
  const isOfParts = named.parts === null && named.entries !== null && named.entries < placed;
  const told = isOfParts ? { parts: named.entries, entries: null } : named;
  return { told, current: least };
}
