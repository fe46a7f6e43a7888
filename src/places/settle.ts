// From a settled place to its codes: of the year, and of 2023. A zone is a unit of its own where a table says so.
import { sameUnits } from "./chain.ts";
import { below, type Gazetteer, isZone, levelOf, type Town, type Unit, type Zone } from "./gazetteer.ts";
import type { PlaceDoubt } from "./kinds.ts";
import { endOf, type OrganRules } from "./vocabulary.ts";

export interface Place {
  /** One unit; two lines of it where a name had two codes in the tables of the year. */
  readonly units: readonly Unit[];
  readonly towns: readonly Town[];
  /** The city of a zone that has a code in the newest table alone. */
  readonly city?: Unit;
  readonly from: string;
  readonly doubt: PlaceDoubt | "";
}

export interface Codes {
  readonly ofYear: string;
  readonly today: string;
  readonly town: boolean;
  readonly doubt: string;
  readonly heirs: readonly string[];
}

/** The table of this year alone has codes of towns and zones. */
const FINE_TABLE = 2023;

export function codesOf(place: Place, year: number | null, places: Gazetteer): Codes {
  const [unit] = place.units;
  if (!unit) return { ofYear: "", today: "", town: false, doubt: "", heirs: [] };
  const [town] = place.towns;
  const own = place.city && (year ?? 0) < FINE_TABLE ? [place.city] : place.units;
  const then = town ? countyOf(town, place.units, year, places) : codeOfYear(own, year, places);
  const withTown = town && (year ?? 0) >= FINE_TABLE ? town.code : then.code;
  const divided = !town && unit.now === null;
  return {
    ofYear: withTown,
    today: town?.code ?? unit.now ?? "",
    town: town !== undefined,
    doubt: [then.doubt, divided ? "divided" : ""].filter((word) => word !== "").join(";"),
    heirs: divided ? unit.heirs : [],
  };
}

function codeOfYear(
  units: readonly Unit[],
  year: number | null,
  places: Gazetteer,
): { code: string; doubt: PlaceDoubt | "" } {
  if (year === null && new Set(units.map(({ code }) => code)).size > 1)
    return { code: "", doubt: "year-unknown" };
  const standing = units.filter((unit) => places.standing(unit, year) === "yes");
  const [first] = standing;
  if (!first)
    return {
      code: "",
      doubt: units.some((unit) => places.standing(unit, year) === "undated") ? "undated" : "not-in-year",
    };
  if (new Set(standing.map(({ code }) => code)).size === 1) return { code: first.code, doubt: "" };
  const change = standing.find((unit) => unit.changed !== null)?.changed ?? null;
  const oneName = new Set(standing.map(({ name }) => name)).size === 1;
  if (!oneName || change === null || year === null || change === year)
    return { code: "", doubt: "code-changed-in-year" };
  const before = year < change;
  const fit = standing.find((unit) => (unit.changed !== null) === before);
  return { code: fit?.code ?? "", doubt: "" };
}

/** The county of the year that a town lies in: the printed one, or the one its code of today leads back to. */
function countyOf(
  town: Town,
  units: readonly Unit[],
  year: number | null,
  places: Gazetteer,
): { code: string; doubt: PlaceDoubt | "" } {
  const [unit] = units;
  if (unit && levelOf(unit.code) === 4) {
    const own = codeOfYear(units, year, places);
    return own.code !== "" || own.doubt === "undated"
      ? own
      : { code: places.unitThen(unit.now ?? "", year)?.code ?? "", doubt: own.doubt };
  }
  const today = places.today(town.code.slice(0, 6)) ?? places.today(`${town.code.slice(0, 4)}00`);
  const then = today && places.unitThen(today.code, year);
  return { code: then?.code ?? "", doubt: then ? "" : "not-in-year" };
}

/**
 * The unit that a zone is by a table.
 * @param around the unit printed around it, if any
 * @returns the zone itself where it is known to be no unit, null for one that no table holds
 */
export function zonePlace(
  zone: string,
  around: readonly Unit[],
  places: Gazetteer,
  rules: OrganRules,
): Place | Zone | null {
  const [outer] = around;
  const full = `${outer ? short(outer.name, rules) : ""}${zone}`;
  const known = places.zones.get(zone) ?? places.zones.get(full);
  if (known) {
    const unit = known.code === "" ? null : places.today(known.code);
    return unit ? { units: [unit], towns: [], from: "name", doubt: "" } : known;
  }
  const listed = listedZones(places).filter((unit) => outer === undefined || below(unit.code, cityOf(outer)));
  const wanted = spellings(zone, outer, rules);
  const found = sameUnits(listed.filter((unit) => wanted.includes(unit.name)));
  const [unit] = found;
  if (!unit || found.length > 1) return null;
  const city = places.today(`${unit.code.slice(0, 4)}00`);
  return city && { units: [unit], towns: [], city, from: "name", doubt: "" };
}

function listedZones(places: Gazetteer): readonly Unit[] {
  return places.units.filter((unit) => isZone(unit.code));
}

function cityOf(unit: Unit): string {
  const code = unit.now ?? unit.code;
  return levelOf(code) === 2 ? code : `${code.slice(0, 4)}00`;
}

function spellings(zone: string, outer: Unit | undefined, rules: OrganRules): string[] {
  const names = [zone, ...rules.zones.same.flatMap((group) => variants(zone, group))];
  const fronts = outer ? ["", outer.name, short(outer.name, rules)] : [""];
  return fronts.flatMap((front) => names.map((name) => front + name));
}

function variants(zone: string, group: readonly string[]): string[] {
  const ending = endOf(zone, group);
  return ending === null ? [] : group.map((word) => zone.slice(0, -ending.length) + word);
}

function short(name: string, rules: OrganRules): string {
  const ending = endOf(name, rules.places.left_out);
  return ending === null ? name : name.slice(0, -ending.length);
}
