// What stands around a name: places printed in its context, a unified social credit code, a host of a known site.
// Must not know the name itself.
import type { ChainReader } from "./chain.ts";
import { sameUnits } from "./chain.ts";
import { below, type Gazetteer, type Town, type Unit } from "./gazetteer.ts";
import type { TownReader } from "./towns.ts";

export interface Evidence {
  /** The innermost units of what is printed, no two of which lie in each other. */
  readonly units: readonly Unit[];
  /** Towns printed behind a unit. */
  readonly towns: readonly Town[];
}

const NOTHING: Evidence = { units: [], towns: [] };
const CREDIT_CODE = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g;
const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** A code of eighteen characters: two, then six digits of the place of registration. */
const [PLACE_FROM, PLACE_TO] = [2, 8];

/** @param text folded, its parts parted by blanks */
export function readContext(
  text: string,
  year: number | null,
  chains: ChainReader,
  towns: TownReader,
  places: Gazetteer,
): Evidence {
  const found: Unit[][] = [];
  const foundTowns: Town[] = [];
  for (const part of text.split(/[^\p{Script=Han}]+/u)) {
    for (let at = 0; at < part.length; at += 1) {
      const full = chains.read(part.slice(at), year).filter(({ short }) => !short);
      if (full.length === 0) continue;
      const longest = Math.min(...full.map(({ rest }) => rest.length));
      const best = full.filter(({ rest }) => rest.length === longest);
      found.push(best.flatMap(({ units }) => units.slice(-1)));
      const [unit, ...others] = sameUnits(best.flatMap(({ units }) => units.slice(-1)));
      const rest = best[0]?.rest ?? "";
      if (unit && others.length === 0)
        for (const town of towns.printed(rest).slice(0, 3)) foundTowns.push(...towns.find(town.name, [unit]));
      at = part.length - longest - 1;
    }
  }
  for (const code of creditPlaces(text)) found.push(byCode(code, year, places));
  return { units: narrow(found, places), towns: foundTowns };
}

/** The unit that a table of hosts gives for the site; nothing for a host it does not hold. */
export function readHost(host: string, places: Gazetteer): Evidence {
  const code = places.host(host.trim());
  const unit = code === null ? null : places.today(code);
  return unit ? { units: [unit], towns: [] } : NOTHING;
}

/** Places of registration in the credit codes of a text whose check character is right (GB 32100). */
export function creditPlaces(text: string): string[] {
  return [...text.matchAll(CREDIT_CODE)]
    .map(([code]) => code)
    .filter(isCreditCode)
    .map((code) => code.slice(PLACE_FROM, PLACE_TO));
}

function isCreditCode(code: string): boolean {
  const values = [...code].map((char) => CREDIT_ALPHABET.indexOf(char));
  const sum = values.slice(0, -1).reduce((total, value, place) => total + value * (3 ** place % 31), 0);
  return (31 - (sum % 31)) % 31 === values.at(-1);
}

/** The unit of the code in the year, else what became of the last that had it. */
function byCode(code: string, year: number | null, places: Gazetteer): Unit[] {
  const units = places.withCode(code);
  const now = units.find((unit) => places.standing(unit, year) === "yes");
  const last = now ?? units.at(-1);
  if (!last) return [];
  if (now || last.now === null) return [last];
  return [places.unitThen(last.now, year) ?? places.today(last.now) ?? last];
}

/** Of what was printed, what lies in all else that was printed: a county and its city are one place, the county. */
function narrow(found: readonly Unit[][], places: Gazetteer): Unit[] {
  const certain = found
    .filter((units) => sameUnits(units).length === 1)
    .flatMap((units) => units.slice(0, 1));
  const open = found.filter((units) => sameUnits(units).length > 1);
  const settled = open.flatMap((units) => {
    const left = units.filter((unit) => certain.some((outer) => places.inside(unit, outer)));
    return sameUnits(left).length === 1 ? left.slice(0, 1) : units;
  });
  const all = sameUnits([...certain, ...settled]);
  return all.filter((unit) => !all.some((other) => other !== unit && holds(unit, other)));
}

function holds(outer: Unit, inner: Unit): boolean {
  return below(inner.code, outer.code) || below(inner.now ?? "", outer.now ?? "-");
}
