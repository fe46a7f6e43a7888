// Links a printed issuer to its place and kind: from the name first, then from what stands around it, then from the host.
// Gives no code where the evidence leaves more than one unit, and says why.
import { fold } from "../text/fold.ts";
import { sameUnits } from "./chain.ts";
import { type Evidence, readContext, readHost } from "./evidence.ts";
import { type Gazetteer, levelOf, type Unit, type Zone } from "./gazetteer.ts";
import type { OrganKind, PlaceDoubt } from "./kinds.ts";
import { NameReader, type Reading } from "./name.ts";
import { type Codes, codesOf, type Place, zonePlace } from "./settle.ts";
import type { PrintedTown } from "./towns.ts";
import { endOf, frontOf, type OrganRules } from "./vocabulary.ts";

export interface Issuer {
  readonly name: string;
  /** A stretch of the document around the name: crumbs, signature, credit code. */
  readonly context?: string;
  readonly host?: string;
  readonly year: number | null;
}

export interface Link {
  /** GB/T 2260 code of the table of the year, or nine digits for a town of 2023 and later; empty when not known. */
  readonly codeThen: string;
  readonly code2023: string;
  /** 1 centre, 2 province, 3 city, 4 county, 5 town; null when not known. */
  readonly level: number | null;
  readonly kind: OrganKind | null;
  readonly functions: readonly string[];
  readonly zone: string;
  /** The organ's name without its place, one spelling for all names of one organ; empty for a bare place. */
  readonly organ: string;
  /** What the codes rest on, strongest first: name, context, host; empty without a code. */
  readonly evidence: string;
  /** Why a code is missing or may be wrong (`PLACE_DOUBTS`, ; between); empty when nothing is in doubt. */
  readonly doubt: string;
  /** Codes of today that it may be, where none is given. */
  readonly candidates: readonly string[];
  /** Code of today of the unit around a town or zone that has none: the name prints it, or it is known of the zone; empty beside a code. */
  readonly within: string;
}

/** What a name alone leaves open. */
interface Open {
  readonly place: Place | null;
  readonly doubt: PlaceDoubt | "";
  readonly candidates: readonly string[];
  readonly within?: string;
}

const MOST_CANDIDATES = 12;

export class Linker {
  readonly #places: Gazetteer;
  readonly #rules: OrganRules;
  readonly #names: NameReader;

  constructor(places: Gazetteer, rules: OrganRules) {
    this.#places = places;
    this.#rules = rules;
    this.#names = new NameReader(places, rules, fold);
  }

  link(issuer: Issuer): Link {
    const whole = this.#prepare(issuer.name);
    const parts = issuer.name
      .trim()
      .split(/\s+/u)
      .map((part) => this.#prepare(part));
    const front = this.#front(whole);
    const centre = this.#centre(whole, front);
    if (centre) return centre;
    const one = this.#linkOne(front, issuer);
    if (parts.length < 2 || !["several-places", "contradicted"].includes(one.doubt)) return one;
    const each = parts.map((part) => this.#linkOne(this.#front(part), issuer));
    const agreed = new Set(each.map((link) => link.code2023 || link.candidates.join()));
    return agreed.size === 1 && each[0] ? (each.at(-1) ?? each[0]) : one;
  }

  /** Folded, without what mirrors and clerks add: spelling in brackets, the year at the end. */
  #prepare(name: string): string {
    return fold(name)
      .replace(/\([^()]*[a-zà-ɏ][^()]*\)/giu, "")
      .replace(/\d{4}\p{Script=Han}{0,2}$/u, "");
  }

  /** The name without the words in front that name no place. */
  #front(name: string): { text: string; fronted: string } {
    const party = frontOf(name, this.#rules.party.front);
    const bare = party === null ? name : name.slice(party.length);
    const fronted = frontOf(bare, this.#rules.fronts);
    const text = fronted === null ? bare : bare.slice(fronted.length);
    return text === "" ? { text: bare, fronted: "" } : { text, fronted: fronted ?? "" };
  }

  /** An organ of the centre: its front and no place behind it. */
  #centre(name: string, front: { text: string; fronted: string }): Link | null {
    if (frontOf(name, this.#rules.centre) === null || frontOf(name, this.#rules.not_centre) !== null)
      return null;
    const placed = this.#names
      .read(front.text, null, front.fronted !== "")
      .some(({ units, short, organ }) => {
        return units.length > 0 && (!short || organ.gaps.length === 0);
      });
    if (front.fronted !== "" && placed) return null;
    const organ = this.#names.organs.read(name);
    if (organ.gaps.length > 0) return null;
    const kind = organ.kind === "vertical" || organ.kind === null ? "department" : organ.kind;
    return { ...EMPTY, level: 1, kind, functions: organ.functions, evidence: "name" };
  }

  #linkOne({ text, fronted }: { text: string; fronted: string }, issuer: Issuer): Link {
    const inside = /^(.*?)\(([^()]+)\)$/u.exec(text);
    const second = inside?.[2] === undefined ? null : this.#secondName(inside[2], issuer.year);
    const readings = second?.readings ?? this.#names.read(text, issuer.year, fronted !== "");
    const context = readContext(
      `${fold(issuer.context ?? "")}`,
      issuer.year,
      this.#names.chains,
      this.#names.towns,
      this.#places,
    );
    const host = readHost(issuer.host ?? "", this.#places);
    const reading = readings[0];
    if (!reading) return EMPTY;
    const zone = second ? (inside?.[1] ?? "") : zoneOf(reading);
    const open = this.#place(readings, context, host, issuer);
    return this.#finish(readings, open, zone, fronted, issuer);
  }

  /** A name in brackets is the better one when it prints a town and the name before it a zone. */
  #secondName(text: string, year: number | null): { readings: readonly Reading[] } | null {
    const readings = this.#names.read(text, year);
    return readings.some(({ town }) => town !== null) ? { readings } : null;
  }

  #place(readings: readonly Reading[], context: Evidence, host: Evidence, issuer: Issuer): Open {
    const problem = readings.find((reading) => reading.problem !== null)?.problem;
    const printed = readings.filter(({ units }) => units.length > 0);
    if (problem) return { place: null, doubt: problem, candidates: codesToday(printed) };
    if (printed.length > 0) return this.#printedPlace(printed, context, host, issuer);
    const [reading] = readings;
    if (!reading) return { place: null, doubt: "no-place", candidates: [] };
    return this.#placeAround(reading, context, host, issuer);
  }

  #printedPlace(
    readings: readonly Reading[],
    context: Evidence,
    host: Evidence,
    { year, context: printed }: Issuer,
  ): Open {
    const towned = readings.filter(({ towns }) => towns.length > 0);
    const wanted = towned.length > 0 ? towned : readings;
    const kept = preferStanding(wanted, this.#places, year);
    const units = sameUnits(kept.flatMap(({ units }) => units.slice(-1)));
    const [unit] = units;
    const candidates = units.map((one) => one.now ?? one.code);
    if (units.length === 1 && unit) {
      const reading = kept.find(({ units: chain }) => chain.at(-1) === unit) ?? kept[0];
      if (!reading) return { place: null, doubt: "no-place", candidates };
      return this.#inPrinted(reading, choose(kept, unit, year), context, printed ?? "");
    }
    for (const [from, evidence] of [["context", context] as const, ["host", host] as const]) {
      const left = units.filter((one) => supports(evidence, one, this.#places));
      if (left.length === 1 && left[0]) {
        const place: Place = { units: [left[0]], towns: [], from: `name+${from}`, doubt: "" };
        return { place, doubt: "", candidates: [] };
      }
    }
    return { place: null, doubt: "ambiguous", candidates };
  }

  /** The name prints one unit: what of a town, a zone or a branch lies in it. */
  #inPrinted(reading: Reading, units: readonly Unit[], context: Evidence, printed: string): Open {
    const [unit] = units;
    const now = unit?.now ?? unit?.code ?? "";
    if (!unit) return { place: null, doubt: "no-place", candidates: [] };
    if (reading.zone !== null) return this.#zoneIn(reading, units, context, printed);
    if (reading.town === null && reading.towns.length === 0)
      return {
        place: { units, towns: [], from: "name", doubt: reading.short ? "short-form" : "" },
        doubt: "",
        candidates: [],
      };
    const level = levelOf(unit.code);
    const towns = level === 2 ? [] : reading.towns;
    if (towns.length === 1)
      return { place: { units, towns, from: "name", doubt: "" }, doubt: "", candidates: [] };
    if (level === 4 && towns.length === 0)
      return { place: { units, towns: [], from: "name", doubt: "town-unknown" }, doubt: "", candidates: [] };
    const candidates = towns.length > 0 ? towns.map(({ code }) => code) : [now];
    return {
      place: null,
      doubt: towns.length > 1 ? "ambiguous" : "town-unknown",
      candidates,
      within: this.#around(reading.town ? stemOf(reading.town) : "", now),
    };
  }

  /**
   * The unit printed around a name; none where the name prints a place between that no table has there: it may lie elsewhere.
   * @param name without its own ending, which would be one
   */
  #around(name: string, code: string): string {
    return this.#rules.places.signs.some((sign) => name.indexOf(sign, 1) > 0) ? "" : code;
  }

  #zoneIn(reading: Reading, units: readonly Unit[], context: Evidence, printed: string): Open {
    const [unit] = units;
    const finer = context.units.filter((one) => unit && this.#places.inside(one, unit));
    const place = zonePlace(reading.zone ?? "", units, this.#places, this.#rules);
    if (place && "within" in place) return overSeveral(place, units);
    if (place !== null) return { place, doubt: "", candidates: [] };
    const candidates = unit ? [unit.now ?? unit.code] : [];
    const within = this.#around((reading.zone ?? "").slice(0, -1), candidates[0] ?? "");
    if (!unit || levelOf(unit.code) === 2) return { place: null, doubt: "zone-unlisted", candidates, within };
    const [county] = finer;
    if (levelOf(unit.code) === 3 && county && finer.length === 1)
      return {
        place: { units: [county], towns: [], from: "name+context", doubt: "zone-unlisted" },
        doubt: "",
        candidates: [],
      };
    if (levelOf(unit.code) === 3 && this.#showsLower(printed))
      return { place: null, doubt: "zone-unlisted", candidates, within };
    return { place: { units, towns: [], from: "name", doubt: "zone-unlisted" }, doubt: "", candidates: [] };
  }

  /** Whether a context speaks of a government below the city without naming it. */
  #showsLower(printed: string): boolean {
    const lower = Object.entries(this.#rules.levels.words).filter(([, level]) => level === 4);
    const starts = fold(printed).split(/[^\p{Script=Han}]+/u);
    return [...starts, ...printed.split(/\s+/u).map(fold)].some((part) =>
      lower.some(([word]) => this.#rules.government.some((government) => part.startsWith(word + government))),
    );
  }

  #placeAround(reading: Reading, context: Evidence, host: Evidence, issuer: Issuer): Open {
    if (reading.organ.gaps.length > 0) return { place: null, doubt: "no-place", candidates: [] };
    if (reading.zone !== null) return this.#zoneAround(reading, context);
    for (const [from, evidence] of [["context", context] as const, ["host", host] as const]) {
      const open = this.#from(from, reading, evidence, issuer);
      if (open) return open;
    }
    if (!reading.town) return { place: null, doubt: "no-place", candidates: [] };
    return {
      place: null,
      doubt: "town-alone",
      candidates: [],
      within: this.#zoneInFront(stemOf(reading.town)),
    };
  }

  /** Code of the unit that is the known zone in front of a town's name, or that it lies in; empty without one. */
  #zoneInFront(town: string): string {
    const zone = [...this.#places.zones.values()].find(({ name }) => town.startsWith(name));
    return zone ? this.#around(town.slice(zone.name.length), zone.code || zone.within) : "";
  }

  #zoneAround(reading: Reading, context: Evidence): Open {
    const [unit, ...others] = context.units;
    const around = unit && others.length === 0 ? [unit] : [];
    const place = zonePlace(reading.zone ?? "", around, this.#places, this.#rules);
    if (place && "within" in place) return overSeveral(place, context.units);
    if (place !== null)
      return { place: { ...place, from: around.length > 0 ? "context" : "name" }, doubt: "", candidates: [] };
    if (!unit || others.length > 0 || levelOf(unit.code) === 2)
      return {
        place: null,
        doubt: "zone-unlisted",
        candidates: context.units.map((one) => one.now ?? one.code),
      };
    return {
      place: { units: [unit], towns: [], from: "context", doubt: "zone-unlisted" },
      doubt: "",
      candidates: [],
    };
  }

  #from(from: "context" | "host", reading: Reading, evidence: Evidence, { year, name }: Issuer): Open | null {
    const [unit, ...others] = evidence.units;
    if (!unit) return null;
    const candidates = evidence.units.map((one) => one.now ?? one.code);
    if (others.length > 0) return { place: null, doubt: "context-differs", candidates };
    const level = levelOf(unit.code);
    if (reading.town) return this.#townBelow(reading, unit, from, level);
    const townSelf = reading.organ.kind === "township" || reading.organ.kind === "subdistrict";
    if (townSelf || !this.#fits(reading, unit)) return { place: null, doubt: "no-place", candidates };
    if (from === "host" && (level < 4 || this.#names.organs.isSelf(fold(name))))
      return { place: null, doubt: "host-of-a-city", candidates };
    const then = from === "host" ? this.#places.unitThen(unit.now ?? unit.code, year) : unit;
    return { place: { units: [then ?? unit], towns: [], from, doubt: "" }, doubt: "", candidates: [] };
  }

  #townBelow(reading: Reading, unit: Unit, from: "context" | "host", level: number): Open {
    const towns = level === 2 || !reading.town ? [] : this.#names.towns.find(reading.town.name, [unit]);
    const candidates = [unit.now ?? unit.code];
    const own: Open = { place: { units: [unit], towns, from, doubt: "" }, doubt: "", candidates: [] };
    if (towns.length === 1)
      return from === "host" && level < 4 ? { place: null, doubt: "host-of-a-city", candidates } : own;
    if (level === 4 && towns.length === 0 && from === "context")
      return { place: { units: [unit], towns: [], from, doubt: "town-unknown" }, doubt: "", candidates: [] };
    return { place: null, doubt: "town-unknown", candidates };
  }

  /** A level word in front of an organ must be how the unit's name ends. */
  #fits(reading: Reading, unit: Unit): boolean {
    const { levelWord, level } = reading.organ;
    if (levelWord !== "") return unit.name.endsWith(levelWord);
    return level === null || level === levelOf(unit.code);
  }

  #finish(readings: readonly Reading[], open: Open, zone: string, fronted: string, issuer: Issuer): Link {
    const [first] = readings;
    if (!first) return EMPTY;
    const codes = open.place ? codesOf(open.place, issuer.year, this.#places) : null;
    const fromFront = fronted === "" ? null : this.#names.organs.read(fronted + first.organ.levelWord);
    const kind = this.#kind(first, fronted);
    const functions =
      first.organ.functions.length > 0
        ? first.organ.functions
        : this.#functions(first, fromFront?.functions ?? [], issuer);
    return {
      codeThen: codes?.ofYear ?? "",
      code2023: codes?.today ?? "",
      level: codes ? this.#level(first, codes, kind) : this.#levelWithout(readings, open),
      kind,
      functions,
      zone,
      organ: fronted + (first.town !== null && !codes?.town ? first.town.name : "") + first.organ.canonical,
      evidence: open.place?.from ?? "",
      doubt: open.place
        ? [open.place.doubt, codes?.doubt ?? ""].filter((word) => word !== "").join(";")
        : open.doubt,
      candidates: open.place ? (codes?.heirs ?? []) : open.candidates.slice(0, MOST_CANDIDATES),
      within: open.place ? "" : (open.within ?? ""),
    };
  }

  #kind(reading: Reading, fronted: string): OrganKind | null {
    const { organ, town, zone, units } = reading;
    if (fronted !== "" && organ.kind !== "enterprise") return "vertical";
    if (town && (organ.kind === null || organ.kind === "government"))
      return town.subdistrict ? "subdistrict" : "township";
    if (organ.kind !== null) return organ.kind;
    if (zone !== null) return "zone";
    return units.length > 0 && organ.gaps.length === 0 ? "government" : null;
  }

  #functions(reading: Reading, fromFront: readonly string[], issuer: Issuer): readonly string[] {
    if (fromFront.length > 0) return fromFront;
    const bare = reading.organ.kind === null && reading.organ.gaps.length === 0;
    const general = ["government", "office", "township", "subdistrict", "zone"].includes(
      reading.organ.kind ?? "",
    );
    if (general || (bare && reading.units.length > 0) || reading.zone !== null)
      return reading.organ.kind === "department" ? [] : ["general"];
    if (!this.#names.organs.isSelf(fold(issuer.name))) return [];
    const around = this.#names.organs.tasksIn(fold(issuer.context ?? ""));
    return around.length === 1 ? around : [];
  }

  #level(reading: Reading, codes: Codes, kind: OrganKind | null): number | null {
    if (codes.town || reading.town !== null || reading.organ.station) return 5;
    if (kind === "institution" && reading.short) return null;
    const zoned = reading.zone !== null && codes.today !== "";
    const code = zoned ? codes.today : codes.ofYear || reading.units.at(-1)?.code || codes.today;
    return code === "" ? null : levelOf(code);
  }

  /** The level that the name shows where no place is settled. */
  #levelWithout(readings: readonly Reading[], open: Open): number | null {
    const [first] = readings;
    if (!first) return null;
    if (first.town !== null || first.organ.kind === "township" || first.organ.kind === "subdistrict")
      return 5;
    if (first.zone !== null) return null;
    const gap = first.organ.gaps[0] ?? "";
    const sign = endOf(gap, Object.keys(this.#rules.levels.signs));
    if (sign !== null) return this.#rules.levels.signs[sign] ?? null;
    if (open.doubt === "several-places") return this.#levelOfUnits(readings);
    if (first.units.length > 0) return first.short ? null : this.#levelOfUnits(readings);
    return first.organ.level === 0 ? null : first.organ.level;
  }

  #levelOfUnits(readings: readonly Reading[]): number | null {
    const levels = new Set(
      readings.flatMap(({ units }) => units.slice(-1).map((unit) => levelOf(unit.code))),
    );
    const [level] = levels;
    return levels.size === 1 && level !== undefined ? level : null;
  }
}

const EMPTY: Link = {
  codeThen: "",
  code2023: "",
  level: null,
  kind: null,
  functions: [],
  zone: "",
  organ: "",
  evidence: "",
  doubt: "",
  candidates: [],
  within: "",
};

/** @param around units that are printed around it: where one lies elsewhere, nothing is known */
function overSeveral({ within }: Zone, around: readonly Unit[]): Open {
  const elsewhere = around.some(({ code, now }) => provinceOf(now ?? code) !== provinceOf(within));
  return { place: null, doubt: "zone-over-several", candidates: [], within: elsewhere ? "" : within };
}

/** A zone's printed name: with its city where that stands in short before it (兰州新区), without one that is printed in full. */
function zoneOf({ zone, units, called }: Reading): string {
  if (zone === null) return "";
  return called !== "" && units.at(-1)?.name !== called ? called + zone : zone;
}

function provinceOf(code: string): string {
  return code.slice(0, 2);
}

function stemOf({ name, stem }: PrintedTown): string {
  return name.slice(0, stem);
}

function codesToday(readings: readonly Reading[]): string[] {
  return [...new Set(readings.flatMap(({ units }) => units.slice(-1).map((unit) => unit.now ?? unit.code)))];
}

/** Readings whose units stand in the year; all of them where none does. */
function preferStanding(
  readings: readonly Reading[],
  places: Gazetteer,
  year: number | null,
): readonly Reading[] {
  const standing = readings.filter(({ units }) =>
    units.every((unit) => places.standing(unit, year) === "yes"),
  );
  return standing.length > 0 ? standing : readings;
}

/** Lines of one unit: of one name and two codes in the year, both. */
function choose(readings: readonly Reading[], unit: Unit, year: number | null): readonly Unit[] {
  const [first] = readings;
  const lines = readings
    .flatMap(({ units }) => units.slice(-1))
    .filter((one) => one.now === unit.now && (first?.short || one.name === unit.name));
  const codes = new Set(lines.map(({ code }) => code));
  return year === null || codes.size > 1 ? lines : [unit];
}

function supports(evidence: Evidence, unit: Unit, places: Gazetteer): boolean {
  return evidence.units.some(
    (one) => (one.now ?? one.code) === (unit.now ?? unit.code) || places.inside(unit, one),
  );
}
