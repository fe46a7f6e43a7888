// Reads the name of an issuer: which units, town, zone and organ it prints. Every reading that explains the name equally
// well is told. Must not know contexts or hosts, and decides on no code.
import { type Chain, ChainReader, sameUnits } from "./chain.ts";
import type { Gazetteer, Town, Unit } from "./gazetteer.ts";
import { type Organ, OrganReader } from "./organ.ts";
import { type PrintedTown, TownReader } from "./towns.ts";
import { endOf, frontOf, type OrganRules } from "./vocabulary.ts";

export interface Reading {
  /** From the outermost unit printed to the innermost; empty when the name prints none. */
  readonly units: readonly Unit[];
  readonly short: boolean;
  /** How the innermost unit is printed. */
  readonly called: string;
  readonly organ: Organ;
  readonly town: PrintedTown | null;
  /** Towns of the table that the printed town may be. */
  readonly towns: readonly Town[];
  /** A zone's printed name. */
  readonly zone: string | null;
  /** Why no place may be taken from this reading. */
  readonly problem: "contradicted" | "several-places" | "branch-unknown" | null;
}

type Part = Omit<Reading, "units" | "short" | "called"> & {
  /** Lines of the unit a branch serves, below the printed one. */
  readonly branch: readonly Unit[];
  readonly explained: boolean;
};

/** Longest name of a zone. */
const LONGEST_ZONE = 20;

export class NameReader {
  readonly chains: ChainReader;
  readonly towns: TownReader;
  readonly organs: OrganReader;
  readonly #rules: OrganRules;

  constructor(places: Gazetteer, rules: OrganRules, fold: (text: string) => string) {
    this.#rules = rules;
    this.organs = new OrganReader(rules);
    this.chains = new ChainReader(places, rules, fold, (text) => this.organs.isKnown(text));
    this.towns = new TownReader(places, rules, fold);
  }

  /**
   * @param text the name, folded, without what only decorates it
   * @param fronted whether an organ of the centre stands before it, whose own organs are named after provinces in short
   */
  read(text: string, year: number | null, fronted = false): readonly Reading[] {
    const none: Chain = { units: [], short: false, called: "", current: true, rest: text };
    const province = fronted ? this.chains.province(text, year) : null;
    const chains = [none, ...this.chains.read(text, year), ...(province ? [province] : [])];
    const scored = chains.flatMap((chain) => {
      const part = this.#part(chain.rest, chain.units.at(-1) ?? null, year);
      const score = this.#score(chain, part);
      if (part.branch.length === 0)
        return [
          { reading: { ...part, units: chain.units, short: chain.short, called: chain.called }, score },
        ];
      return part.branch.map((unit) => ({
        reading: { ...part, units: [...chain.units, unit], short: true, called: chain.called },
        score,
      }));
    });
    const best = Math.max(...scored.map(({ score }) => score));
    return scored.filter(({ score }) => score === best).map(({ reading }) => reading);
  }

  /** Full names explain better than none, none better than short ones, unless a zone is named after its city. */
  #score(chain: Chain, part: Part): number {
    const printed = chain.units.length > 0;
    const weak = chain.units.length === 1 && part.zone === null && part.town === null;
    const way = printed && !chain.short ? 2 : printed && weak ? 0 : 1;
    const usable = part.problem === null && (part.explained || (printed && !chain.short));
    const found = part.towns.length > 0 && printed ? 1 : 0;
    const current = chain.current ? 1 : 0;
    return (
      (usable ? 1_000_000 : 0) +
      way * 100_000 +
      found * 10_000 +
      current * 5_000 +
      this.#printedLength(chain.rest)
    );
  }

  /** The shorter the rest, the more of the name is place. */
  #printedLength(rest: string): number {
    return 1000 - Math.min(rest.length, 1000);
  }

  #part(rest: string, unit: Unit | null, year: number | null): Part {
    const organ = this.organs.read(rest);
    const plain: Part = {
      organ,
      town: null,
      towns: [],
      zone: null,
      problem: this.#problem(rest, organ, unit !== null),
      branch: [],
      explained: organ.gaps.length === 0 && (unit === null || organ.levelWord === ""),
    };
    if (plain.problem === "several-places") return plain;
    const branch = this.#branch(rest, unit, year);
    if (branch !== null) return branch;
    if (plain.explained) return this.#bareZone(rest, plain);
    return this.#town(rest, unit) ?? this.#zone(rest) ?? plain;
  }

  #problem(rest: string, organ: Organ, placed: boolean): Reading["problem"] {
    for (const noun of this.#rules.branches.after) {
      for (let at = rest.indexOf(noun); at >= 0; at = rest.indexOf(noun, at + 1)) {
        if (this.chains.startsWithUnit(rest.slice(at + noun.length))) {
          const tail = rest.slice(at + noun.length);
          if (endOf(tail, this.#rules.branches.ends) === null) return "several-places";
        }
      }
    }
    if (organ.levelWord !== "" && placed) return "contradicted";
    const strange = organ.gaps.some((gap) =>
      this.#rules.places.signs.some((sign) => gap.indexOf(sign, 1) > 0),
    );
    return strange ? "contradicted" : null;
  }

  /** What all words explain may still be a zone without a name of its own: 开发区管委会. */
  #bareZone(rest: string, plain: Part): Part {
    const zone = frontOf(rest, this.#rules.zones.endings);
    return zone === null ? plain : { ...plain, zone, organ: this.#zoneOrgan(rest.slice(zone.length)) };
  }

  #zoneOrgan(rest: string): Organ {
    const organ = this.organs.read(rest);
    return organ.kind === null ? { ...organ, kind: "zone", functions: ["general"] } : organ;
  }

  #branch(rest: string, unit: Unit | null, year: number | null): Part | null {
    const { ends, ends_of_others } = this.#rules.branches;
    const end = endOf(rest, [...ends, ...ends_of_others]);
    if (end === null || unit === null) return null;
    const body = rest.slice(0, -end.length);
    const nouns = this.#rules.branches.after.map((noun) => [noun, body.lastIndexOf(noun)] as const);
    const cut = Math.max(...nouns.map(([noun, at]) => (at < 0 ? -1 : at + noun.length)));
    if (cut <= 0) return null;
    const served = body.slice(cut);
    const organ = this.organs.read(body.slice(0, cut) + end);
    if (organ.gaps.length > 0 || served === "") return null;
    const part = { organ, town: null, towns: [], zone: null, problem: null, branch: [], explained: true };
    if (endOf(served, this.#rules.zones.endings) !== null) return { ...part, zone: served };
    const branch = this.chains.within(served, unit, year);
    // A district may be named as a task is: 港口分局 serves either.
    if (this.organs.isKnown(served)) return branch.length > 0 ? { ...part, problem: "branch-unknown" } : null;
    if (sameUnits(branch).length === 1) return { ...part, branch };
    const towns = [...this.towns.findStem(served, [unit]), ...this.towns.find(served, [unit])];
    if (towns.length === 1) return { ...part, towns };
    if (ends_of_others.includes(end)) return null;
    return { ...part, problem: unit.code.endsWith("00") ? "branch-unknown" : null };
  }

  #town(rest: string, unit: Unit | null): Part | null {
    const parents = unit === null ? [] : [unit];
    let first: Part | null = null;
    for (const text of [rest, this.#withoutGovernment(rest)]) {
      for (const town of this.towns.printed(text)) {
        if (this.#rules.towns.never.some((word) => town.name.includes(word))) continue;
        const organ = this.organs.read(this.#withoutGovernment(town.rest));
        if (organ.gaps.length > 0 || organ.levelWord !== "") continue;
        const towns = this.towns.find(town.name, parents);
        // 住房和城乡建设局 holds no town; 螺城镇 is one, as the table tells.
        const crossed = this.organs.crosses(text, town.stem) || this.organs.crosses(text, town.name.length);
        if (towns.length === 0 && crossed) continue;
        const kind = organ.kind ?? (town.subdistrict ? "subdistrict" : "township");
        const functions = organ.kind === null ? ["general"] : organ.functions;
        const part = { town, towns, zone: null, problem: null, branch: [], explained: true };
        if (towns.length > 0) return { ...part, organ: { ...organ, kind, functions, level: 5 } };
        first ??= { ...part, organ: { ...organ, kind, functions, level: 5 } };
      }
    }
    return first;
  }

  #zone(rest: string): Part | null {
    const { endings, bodies } = this.#rules.zones;
    const cuts = [...endings, ...bodies].flatMap((word) => {
      const at = rest.indexOf(word);
      if (at < 0) return [];
      return bodies.includes(word) ? [at] : [at + word.length];
    });
    for (const cut of [...new Set(cuts)].sort((a, b) => b - a)) {
      if (cut < 2 || cut > LONGEST_ZONE) continue;
      const closed = endOf(rest.slice(0, cut), endings) !== null && frontOf(rest.slice(cut), bodies) !== null;
      if (!closed && this.organs.crosses(rest, cut)) continue;
      const organ = this.organs.read(rest.slice(cut));
      if (organ.gaps.length > 0 || organ.levelWord !== "") continue;
      const zone = rest.slice(0, cut);
      const named = this.#zoneOrgan(rest.slice(cut));
      return { organ: named, town: null, towns: [], zone, problem: null, branch: [], explained: true };
    }
    return null;
  }

  #withoutGovernment(text: string): string {
    const word = frontOf(text, this.#rules.government);
    return word === null ? text : text.slice(word.length);
  }
}
