// Units of administration with their names and codes over the years, read from tables of data.
// Must not know how names of organs are built, nor read files.

/** A code with the name it had in a stretch of tables. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  /** First and last table that holds it, as YYYYMM. */
  readonly first: string;
  readonly last: string;
  /** The year a unit of the newest table alone was made; null when no source tells. */
  readonly since: number | null;
  /** Its code in the newest table, that of its heir where it changed; null when it was divided. */
  readonly now: string | null;
  /** The year in which it changed; null when it did not, or no source tells. */
  readonly changed: number | null;
  /** Heirs of a divided unit. */
  readonly heirs: readonly string[];
}

export interface Town {
  readonly code: string;
  readonly name: string;
}

export interface Zone {
  readonly name: string;
  /** The unit that is the zone; empty when the zone has no code that its name could give. */
  readonly code: string;
  /** Code of today of a unit that all of it lies in; empty where it has a code of its own. */
  readonly within: string;
}

export type Row = Readonly<Record<string, string>>;

/** The lines of the tables of places, by file. */
export interface PlaceTables {
  readonly units: readonly Row[];
  readonly towns: readonly Row[];
  readonly changes: readonly Row[];
  readonly since: readonly Row[];
  readonly zones: readonly Row[];
  readonly hosts: readonly Row[];
}

/** Whether a unit stood in the tables of a year; `undated` when it stands in the newest alone and no source tells since when. */
export type Standing = "yes" | "undated" | "no";

const LATEST = "202306";
const LATEST_YEAR = 2023;

export class Gazetteer {
  readonly units: readonly Unit[];
  readonly zones: ReadonlyMap<string, Zone>;
  readonly #byCode = new Map<string, Unit[]>();
  readonly #towns = new Map<string, Town[]>();
  readonly #hosts: ReadonlyMap<string, string>;
  readonly #vintages: readonly string[];

  constructor(tables: PlaceTables) {
    const since = new Map(tables.since.map((row) => [`${row["code"]}${row["name"]}`, yearOf(row["year"])]));
    const changes = new Map(tables.changes.map((row) => [`${row["code"]}${row["name"]}`, row]));
    this.units = tables.units.map((row) => toUnit(row, since, changes));
    this.#vintages = [...new Set(this.units.flatMap((unit) => [unit.first, unit.last]))].sort();
    for (const unit of this.units) push(this.#byCode, unit.code, unit);
    for (const row of tables.towns) {
      const town = { code: text(row, "code"), name: text(row, "name") };
      push(this.#towns, town.code.slice(0, 4), town);
    }
    this.zones = new Map(tables.zones.map((row) => [text(row, "name"), toZone(row)]));
    this.#hosts = new Map(tables.hosts.map((row) => [bareHost(text(row, "host")), text(row, "code_2023")]));
  }

  /** The unit that has a code in the newest table. */
  today(code: string): Unit | null {
    return this.#byCode.get(code)?.find((unit) => unit.last === LATEST) ?? null;
  }

  /** The units that had a code, oldest first. */
  withCode(code: string): readonly Unit[] {
    return this.#byCode.get(code) ?? [];
  }

  /** Whether the unit stood in the last table dated in the year; without a year every unit does. */
  standing(unit: Unit, year: number | null): Standing {
    if (year === null) return "yes";
    const table = this.#tableOf(year);
    if (unit.first <= table && table <= unit.last) return "yes";
    if (unit.first !== LATEST || year >= LATEST_YEAR) return "no";
    if (unit.since === null) return "undated";
    return unit.since <= year ? "yes" : "no";
  }

  /** The year's own unit of what is `code` today; null when the tables leave several or none. */
  unitThen(code: string, year: number | null): Unit | null {
    const lines = this.units.filter((unit) => unit.now === code && this.standing(unit, year) === "yes");
    const named = new Set(lines.map((unit) => unit.code));
    if (named.size === 1) return lines[0] ?? null;
    const own = lines.find((unit) => unit.code === code && unit.last === LATEST);
    const others = lines.filter((unit) => unit !== own);
    if (!own || others.some((unit) => unit.changed === null || year === null || unit.changed >= year))
      return own && others.length === 0 ? own : null;
    return own;
  }

  /** Towns of today below a county or a city of today. */
  townsOf(code: string): readonly Town[] {
    const towns = this.#towns.get(code.slice(0, 4)) ?? [];
    return code.endsWith("00") ? towns : towns.filter((town) => town.code.startsWith(code));
  }

  /** Whether `child` lay in `parent` while both stood, or lies there today. */
  inside(child: Unit, parent: Unit): boolean {
    const together = child.first <= parent.last && parent.first <= child.last;
    if (together && below(child.code, parent.code)) return true;
    return child.now !== null && parent.now !== null && below(child.now, parent.now);
  }

  /** The code of today that a table of hosts gives for a site or the domain above it; null for a host it does not hold. */
  host(host: string): string | null {
    for (let name = bareHost(host); name.split(".").length > 2; name = name.slice(name.indexOf(".") + 1)) {
      const code = this.#hosts.get(name);
      if (code !== undefined) return code;
    }
    return null;
  }

  #tableOf(year: number): string {
    const dated = this.#vintages.filter((vintage) => Number(vintage.slice(0, 4)) <= year);
    return dated.at(-1) ?? this.#vintages[0] ?? LATEST;
  }
}

/** 2 province, 3 city or prefecture, 4 county, 5 town. */
export function levelOf(code: string): number {
  if (code.length > 6) return 5;
  if (code.endsWith("0000")) return 2;
  return code.endsWith("00") ? 3 : 4;
}

/** Zones of the table of statistics, which are no units of administration. */
export function isZone(code: string): boolean {
  return /^\d{4}7\d$/.test(code);
}

export function below(child: string, parent: string): boolean {
  if (child === parent) return false;
  if (parent.endsWith("0000")) return child.startsWith(parent.slice(0, 2));
  return parent.endsWith("00") && child.startsWith(parent.slice(0, 4));
}

function toZone(row: Row): Zone {
  return { name: text(row, "name"), code: text(row, "code"), within: text(row, "within") };
}

function toUnit(
  row: Row,
  since: ReadonlyMap<string, number | null>,
  changes: ReadonlyMap<string, Row>,
): Unit {
  const [code, name] = [text(row, "code"), text(row, "name")];
  const change = changes.get(code + name);
  const last = text(row, "last");
  return {
    code,
    name,
    first: text(row, "first"),
    last,
    since: since.get(code + name) ?? null,
    now: last === LATEST ? code : change?.["code_2023"] || null,
    changed: yearOf(change?.["year"]),
    heirs: (change?.["candidates"] ?? "").split(";").filter((heir) => heir !== ""),
  };
}

function yearOf(printed: string | undefined): number | null {
  return printed ? Number(printed) : null;
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`a table of places has no column ${column}`);
  return value;
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
