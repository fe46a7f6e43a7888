// Finds the units that a name begins with, outermost first: full names, and short forms that one unit alone has.
// Must not know organs; every way to read the front of a name is told, none is chosen here.
import { type Gazetteer, isZone, levelOf, type Unit } from "./gazetteer.ts";
import { endOf, type OrganRules } from "./vocabulary.ts";

/** One way to read the front of a name. */
export interface Chain {
  /** From the outermost unit printed to the innermost. */
  readonly units: readonly Unit[];
  /** Whether a unit is printed without its ending. */
  readonly short: boolean;
  /** How the innermost unit is printed. */
  readonly called: string;
  /** Whether all its units stood in the year. */
  readonly current: boolean;
  readonly rest: string;
}

interface Spelling {
  readonly text: string;
  readonly unit: Unit;
  readonly short: boolean;
  /** Whether the short form is a word of organs' names as well: 公安, 港口. */
  readonly word: boolean;
  /** Whether it is the unit's own name to the letter. */
  readonly own: boolean;
}

/** Longest chain of units looked for: province, city, county. */
const DEEPEST = 3;

export class ChainReader {
  readonly #places: Gazetteer;
  readonly #rules: OrganRules["places"];
  readonly #spellings = new Map<string, Spelling[]>();
  readonly #provinces: readonly Unit[];

  constructor(
    places: Gazetteer,
    rules: OrganRules,
    fold: (text: string) => string,
    isWord: (text: string) => boolean,
  ) {
    this.#places = places;
    this.#rules = rules.places;
    this.#provinces = places.units.filter(({ code }) => levelOf(code) === 2);
    for (const unit of places.units) {
      if (isZone(unit.code)) continue;
      const name = fold(unit.name);
      this.#add({ text: name, unit, short: false, word: false, own: true });
      for (const text of this.#withoutNationality(name))
        this.#add({ text, unit, short: false, word: false, own: false });
      for (const text of this.#stems(name))
        this.#add({ text, unit, short: true, word: isWord(text), own: false });
    }
  }

  /** Every chain the text begins with; the empty one is not among them. */
  read(text: string, year: number | null): readonly Chain[] {
    return this.#extend({ units: [], short: false, called: "", current: true, rest: text }, year);
  }

  /** The province whose short form the text begins with, where no other unit is called so. */
  province(text: string, year: number | null): Chain | null {
    for (const unit of this.#provinces) {
      const ending = endOf(unit.name, this.#rules.left_out_of_province);
      const short = ending === null ? "" : unit.name.slice(0, -ending.length);
      if (short === "" || !text.startsWith(short)) continue;
      if (this.#candidates(short).some((spelling) => spelling.text === short && spelling.unit !== unit))
        return null;
      const current = this.#places.standing(unit, year) === "yes";
      return { units: [unit], short: true, called: short, current, rest: text.slice(short.length) };
    }
    return null;
  }

  /** Lines of units inside another whose name, whole or short, is exactly this text. */
  within(text: string, parent: Unit, year: number | null): readonly Unit[] {
    const found = this.#at(text, year).filter(({ text: word, unit }) => {
      return word === text && this.#places.inside(unit, parent);
    });
    return found.map(({ unit }) => unit);
  }

  /** Whether a full name of some unit starts the text. */
  startsWithUnit(text: string): boolean {
    return this.#candidates(text).some(({ short }) => !short);
  }

  /** The names without the ending, or without what nationalities add, as they stand in short forms. */
  #stems(name: string): string[] {
    const ending = this.#rules.left_out.find((word) => name.endsWith(word));
    const cut = ending === undefined ? [] : [name.slice(0, -ending.length)];
    const autonomous = this.#withoutNationality(name).flatMap((short) => [short.slice(0, -1)]);
    const { never_short } = this.#rules;
    return [...cut, ...autonomous].filter((stem) => stem.length >= 2 && !never_short.includes(stem));
  }

  #withoutNationality(name: string): string[] {
    const { autonomous, nationalities } = this.#rules;
    const endings = autonomous.filter((word) => name.endsWith(word));
    const fronts = endings.map((ending) => name.slice(0, -ending.length));
    const bare = fronts.flatMap((front) => [front, ...strip(front, nationalities)]);
    return [...new Set(bare)].filter((stem) => stem.length >= 2).map((stem) => stem + name.slice(-1));
  }

  #extend(chain: Chain, year: number | null): Chain[] {
    const parent = chain.units.at(-1);
    if (chain.units.length === DEEPEST) return [];
    return this.#at(chain.rest, year)
      .filter(({ unit }) => parent === undefined || this.#places.inside(unit, parent))
      .filter(({ word }) => !word)
      .filter((spelling) => !spelling.short || this.#alone(spelling, parent, year))
      .flatMap(({ text, unit, short }) => {
        const next: Chain = {
          units: [...chain.units, unit],
          short: chain.short || short,
          called: text,
          current: chain.current && this.#places.standing(unit, year) === "yes",
          rest: chain.rest.slice(text.length),
        };
        return [next, ...this.#extend(next, year)];
      });
  }

  /**
   * A short form counts when one unit of the year has it, and nothing after it makes it another name. Provinces are not looked for
   * in short forms, and are called by the front of their names all the same: 河北 is no district's alone.
   */
  #alone(spelling: Spelling, parent: Unit | undefined, year: number | null): boolean {
    const named = this.#candidates(spelling.text).filter(({ text }) => text === spelling.text);
    const provinces = this.#provinces.filter(({ name }) => name.startsWith(spelling.text));
    const rivals = [...named.map(({ unit }) => unit), ...provinces]
      .filter((unit) => this.#places.standing(unit, year) === "yes")
      .filter((unit) => parent === undefined || this.#places.inside(unit, parent));
    return new Set(rivals.map((unit) => unit.now ?? unit.code)).size === 1;
  }

  #at(text: string, year: number | null): Spelling[] {
    const { never_after_short } = this.#rules;
    const found = this.#candidates(text).filter(({ text: word, short }) => {
      return !short || !never_after_short.some((next) => text.startsWith(next, word.length));
    });
    const standing = (wanted: string) =>
      found.filter(({ unit }) => this.#places.standing(unit, year) === wanted);
    const living = standing("yes");
    // A name that its unit has given up by then may as well be another's that lives by a shorter form of its own.
    const owned = new Set(
      living.filter(({ own, unit }) => own && !changedBefore(unit, year)).map((spelling) => spelling.text),
    );
    const now = living.filter(({ text: word, own }) => own || !owned.has(word));
    const taken = new Set(now.map((spelling) => spelling.text));
    // A name of another time counts where no unit of the year has it; never in a short form.
    const other = [...standing("undated"), ...standing("no")];
    return [...now, ...other.filter((spelling) => !spelling.short && !taken.has(spelling.text))];
  }

  #candidates(text: string): Spelling[] {
    return (this.#spellings.get(text.slice(0, 2)) ?? []).filter((spelling) => text.startsWith(spelling.text));
  }

  #add(spelling: Spelling): void {
    const key = spelling.text.slice(0, 2);
    const list = this.#spellings.get(key) ?? [];
    if (!list.some((one) => one.text === spelling.text && one.unit === spelling.unit)) list.push(spelling);
    this.#spellings.set(key, list);
  }
}

/** The text without the names of nationalities that end it, one after the other. */
function strip(text: string, nationalities: readonly string[]): string[] {
  const found: string[] = [];
  let rest = text;
  for (;;) {
    const last = nationalities
      .filter((word) => rest.endsWith(word) && rest.length > word.length)
      .sort((a, b) => b.length - a.length)[0];
    if (last === undefined) return found;
    rest = rest.slice(0, -last.length);
    found.push(rest);
  }
}

function changedBefore({ changed }: Unit, year: number | null): boolean {
  return changed !== null && year !== null && changed < year;
}

/** Units that are one today count once, the first standing for all. */
export function sameUnits(units: readonly Unit[]): Unit[] {
  const seen = new Map<string, Unit>();
  for (const unit of units) {
    const key = unit.now ?? unit.code;
    if (!seen.has(key)) seen.set(key, unit);
  }
  return [...seen.values()];
}
