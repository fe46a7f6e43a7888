// Towns in names: where a town's name ends, and which town of the table it is below a known place.
// Must not know organs.
import type { Gazetteer, Town, Unit } from "./gazetteer.ts";
import type { OrganRules } from "./vocabulary.ts";

/** A printed town: its name as printed, and what follows it. */
export interface PrintedTown {
  readonly name: string;
  /** Length of the name without its ending. */
  readonly stem: number;
  readonly subdistrict: boolean;
  readonly rest: string;
}

interface FoldedTown {
  readonly town: Town;
  readonly name: string;
  /** Its name without what nationalities add. */
  readonly short: readonly string[];
}

export class TownReader {
  readonly #places: Gazetteer;
  readonly #rules: OrganRules["towns"];
  readonly #short: (name: string) => readonly string[];
  readonly #fold: (text: string) => string;

  constructor(places: Gazetteer, rules: OrganRules, fold: (text: string) => string) {
    this.#places = places;
    this.#rules = rules.towns;
    this.#fold = fold;
    const nationalities = rules.places.nationalities;
    this.#short = (name) =>
      nationalities
        .filter((word) => name.slice(0, -1).endsWith(word) && name.length > word.length + 2)
        .map((word) => name.slice(0, -word.length - 1) + name.slice(-1));
  }

  /** Every place where a town's name may end, the longest name first. */
  printed(text: string): readonly PrintedTown[] {
    const found: PrintedTown[] = [];
    for (const { printed } of this.#rules.endings) {
      for (let at = text.indexOf(printed, 1); at > 0; at = text.indexOf(printed, at + 1)) {
        const end = at + printed.length;
        found.push({
          name: text.slice(0, end),
          stem: at,
          subdistrict: this.#rules.subdistricts.includes(printed),
          rest: text.slice(end),
        });
      }
    }
    const seen = new Set<string>();
    return found
      .sort((a, b) => b.name.length - a.name.length)
      .filter(({ name }) => !seen.has(name) && seen.add(name));
  }

  /** Towns below a code with their folded names; folding forty thousand names at each question takes too long. */
  readonly #folded = new Map<string, readonly FoldedTown[]>();

  /** The towns of today of that name below one of the units. */
  find(name: string, parents: readonly Unit[]): readonly Town[] {
    const wanted = new Set(this.#spellings(name));
    return this.#below(parents)
      .filter(({ name: full, short }) => wanted.has(full) || short.some((one) => wanted.has(one)))
      .map(({ town }) => town);
  }

  /** The towns whose name without its ending is this text. */
  findStem(stem: string, parents: readonly Unit[]): readonly Town[] {
    const endings = this.#rules.endings.flatMap(({ table }) => table);
    return this.#below(parents)
      .filter((one) => endings.some((ending) => one.name === stem + ending))
      .map(({ town }) => town);
  }

  #below(parents: readonly Unit[]): readonly FoldedTown[] {
    const codes = parents.flatMap((unit) => (unit.now === null ? unit.heirs : [unit.now]));
    return codes.flatMap((code) => {
      const known = this.#folded.get(code) ?? this.#fill(code);
      this.#folded.set(code, known);
      return known;
    });
  }

  #fill(code: string): FoldedTown[] {
    return this.#places.townsOf(code).map((town) => {
      const name = this.#fold(town.name);
      return { town, name, short: this.#short(name) };
    });
  }

  #spellings(name: string): string[] {
    const rule = this.#rules.endings.find(({ printed }) => name.endsWith(printed));
    if (!rule) return [name];
    const stem = name.slice(0, -rule.printed.length);
    return [name, ...rule.table.map((ending) => stem + ending)];
  }
}
