// Loads the file that says how prose is read, and says every mistake in it with file and line.
// Must not know any statement or word, and opens no files: the text comes in.
import type { CellName, Denied, Equals, Pattern, ProseRules, StatementRule, Step } from "../model/prose.ts";
import { spelledOut } from "../text/braces.ts";
import { fold } from "../text/fold.ts";
import { type Blame, FormError, type FormSource, readYaml } from "../text/yaml.ts";
import { PROSE, type ProseSpec, type StatementSpec } from "./prose-schema.ts";

/** @throws FormError listing every mistake found. */
export function loadProse(source: FormSource): ProseRules {
  const mistakes: string[] = [];
  const read = readYaml(source, PROSE, mistakes);
  const rules = read ? build(read.spec, read.blame) : null;
  if (mistakes.length > 0 || !rules) throw new FormError(mistakes.join("\n"));
  return rules;
}

/** Stands for the figure in a pattern, or for a figure that is 0; `…` for anything. */
const FIGURE = "N";
const NOUGHT = "Z";
const GAP = "…";
/** Nothing but filler stands in front of the rest in its clause. */
const START = "^";
/** A year before and one behind the report's. */
const EARLIER = "LAST";
const LATER = "NEXT";
/** Another figure side by side with the one before or behind it. */
const BESIDE = "M";

/** In front of a pattern: it is told only behind what the statement comes after; it leaves the key open; the figure is another thing after all. */
const THEN = "THEN";
const OPEN = "OPEN";
const NOT = "NOT";
const SUM = "SUM";
/** In a frame, for the class that a statement gives it: `channel(website)`. */
const GIVEN = "X";
const FRAME = /^([a-z_]+)\(([a-z_|]+)\)$/;

const MARKS: ReadonlyMap<string, Extract<Step, string>> = new Map([
  [GAP, "gap"],
  [START, "start"],
  [EARLIER, "earlier"],
  [LATER, "later"],
  [BESIDE, "figure"],
]);

/** Classes that the engine itself asks for. */
const NEEDED = [
  ...[
    "filler",
    "joins",
    "label_lead",
    "of_which",
    "kind",
    "sort",
    "zero",
    "and_so_on",
    "channel_any",
    "information",
    "each",
    "whole",
    "compared",
    "change",
    "respectively",
    "alike",
    "deed",
    "aspect",
    "onward",
    "publish",
    "entry",
    "among",
    "carrier",
    "matter",
    "thing",
    "catalogue",
    "any",
    "publication",
    "names_none",
    "channel_of",
    "about",
    "or_more",
    "includes",
    "ends_list",
    "receipt_denied",
    "service_place",
    "carried",
    "distributes",
    "rest",
    "of_requests",
    "request",
    "way",
    "by_channel",
    "editions",
  ],
  ...[
    "this_year",
    "other_time",
    "ever",
    "since",
    "up_to",
    "from_on",
    "rule",
    "cumulative",
    "until",
    "already",
    "area",
    "whole_area",
    "own_body",
    "organ",
    "publisher",
  ],
  ...["deny", "deny_verb", "happen", "hypothetical", "because", "linking", "raise", "such", "case", "bare"],
];

function build(spec: ProseSpec, blame: Blame): ProseRules {
  const classes = new Set(Object.keys(spec.words));
  for (const name of NEEDED) if (!classes.has(name)) blame(["words"], `class ${name} is missing`);
  for (const name of Object.keys(spec.own_fields))
    if (!classes.has(name)) blame(["own_fields"], `there is no class ${name}`);
  const keys = new Set(spec.statements.map(({ key }) => key));
  const statements = spec.statements.map((statement, index): StatementRule => {
    const say = (sentence: string) => blame(["statements", index], `${statement.key}: ${sentence}`);
    const patterns = patternsOf(statement.told, spec, say);
    for (const name of [...classesOf(statement), ...patterns.flatMap(classesIn)])
      if (!classes.has(name)) say(`there is no class ${name}`);
    for (const sort of statement.units) if (!spec.units[sort]) say(`there are no units ${sort}`);
    for (const other of [
      ...(statement.after ?? []),
      ...(statement.bare_after ?? []),
      statement.several,
      statement.many,
      statement.rest,
    ])
      if (other !== undefined && keysOf(other, keys).length === 0) say(`there is no statement ${other}`);
    if (patterns.some((pattern) => !pattern.parts.some(isFigure)))
      say(`a pattern has no ${FIGURE} for the figure`);
    return statementOf(statement, patterns, keys, spec);
  });
  if (keys.size < statements.length) blame(["statements"], "a key stands twice");
  const words = wordsOf(spec, blame);
  return {
    get words() {
      return words();
    },
    units: new Set(Object.values(spec.units).flat().map(fold)),
    statements,
    more: spec.more,
    bareUnits: new Set(spec.bare_units),
    editionUnits: new Set(spec.edition_units.map(fold)),
    furniture: spec.furniture.map(fold),
    headingEnds: [...spec.heading_ends, ...spec.matter_ends].sort((a, b) => b.length - a.length),
    matterEnds: spec.matter_ends,
    numberEnds: spec.number_ends,
    bureauEnds: spec.bureau_ends,
    officeEnds: spec.office_ends,
    zoneEnds: spec.zone_ends,
    departmentEnds: spec.department_ends,
    unitEnds: spec.unit_ends,
    organTails: spec.organ_tails,
    ownFields: new Map(Object.entries(spec.own_fields)),
  };
}

function isFigure(part: string): boolean {
  return part === FIGURE || part === NOUGHT;
}

/** A pattern as written, taken apart: what stands in front of it, and its steps. */
interface Written {
  readonly marks: ReadonlySet<string>;
  readonly parts: readonly string[];
}

/** The patterns of a statement, those of its frames with the class that it gives them. */
function patternsOf(
  told: readonly string[],
  { frames }: ProseSpec,
  say: (sentence: string) => void,
): readonly Written[] {
  return told.flatMap((source): readonly Written[] => {
    const [, name, given] = FRAME.exec(source) ?? [];
    if (name === undefined || given === undefined) return [written(source)];
    if (!frames[name]) say(`there is no frame ${name}`);
    return (frames[name] ?? []).map((pattern) =>
      written(
        pattern
          .split(" ")
          .map((part) => (part.replace(/\?$/, "") === GIVEN ? part.replace(GIVEN, given) : part))
          .join(" "),
      ),
    );
  });
}

function written(source: string): Written {
  const parts = source.split(" ");
  const first = parts.findIndex((part) => ![THEN, OPEN, NOT, SUM].includes(part));
  return { marks: new Set(parts.slice(0, first)), parts: parts.slice(first) };
}

/** The key, or all of a group: `published.*`. */
function keysOf(name: string, keys: ReadonlySet<string>): string[] {
  if (!name.endsWith("*")) return keys.has(name) ? [name] : [];
  return [...keys].filter((key) => key.startsWith(name.slice(0, -1)));
}

function classesIn({ parts }: Written): string[] {
  const named = parts.flatMap((part) => part.replace(/\?$/, "").split("|"));
  return named.filter((part) => !isFigure(part) && !MARKS.has(part));
}

function classesOf(spec: StatementSpec): string[] {
  const { never, nowhere, about, headed, widened, narrowed, divided, labelled, joined, alone, denied } = spec;
  const label = labelled === undefined || labelled === "free" ? [] : [labelled];
  return [
    ...never,
    ...nowhere,
    ...about,
    ...headed,
    ...widened,
    ...narrowed,
    ...divided,
    ...label,
    ...(joined ? [joined] : []),
    ...(alone ? [alone] : []),
    ...(denied ? deniedClasses(denied) : []),
  ];
}

function deniedClasses(spec: NonNullable<StatementSpec["denied"]>): string[] {
  const { heads, by, own, verb, leaning, yields, classed, never, narrowed } = spec;
  return [
    heads,
    ...[by, own, verb, leaning, yields, classed].filter((one) => one !== undefined),
    ...never,
    ...narrowed,
  ];
}

/** The classes of each word, as it compares; put together when they are asked for, since most of a run's processes read nothing. */
function wordsOf({ words }: ProseSpec, blame: Blame): () => ReadonlyMap<string, ReadonlySet<string>> {
  const members = Object.keys(words).map((name) => [name, expanded(name, words, blame, [])] as const);
  let classes: Map<string, Set<string>> | undefined;
  return () => {
    classes ??= membersByWord(members);
    return classes;
  };
}

function membersByWord(members: readonly (readonly [name: string, words: readonly string[]])[]) {
  const classes = new Map<string, Set<string>>();
  for (const [name, words] of members) {
    for (const word of words.map(fold)) classes.set(word, (classes.get(word) ?? new Set()).add(name));
  }
  return classes;
}

function expanded(name: string, words: ProseSpec["words"], blame: Blame, seen: readonly string[]): string[] {
  const own = words[name];
  if (own === undefined) return [];
  return own.split(/\s+/).flatMap((word) => {
    if (!word.startsWith("@")) return spelledOut(word);
    const other = word.slice(1);
    if (words[other] && !seen.includes(other)) return expanded(other, words, blame, [...seen, other]);
    blame(["words", name], `${word}: there is no such class, or it contains itself`);
    return [];
  });
}

function statementOf(
  spec: StatementSpec,
  patterns: readonly Written[],
  keys: ReadonlySet<string>,
  { units }: ProseSpec,
): StatementRule {
  const { denied, after, bare_after: bareAfter } = spec;
  const all = (names: readonly string[]) => new Set(names.flatMap((name) => keysOf(name, keys)));
  const told = patterns.filter(({ marks }) => !marks.has(NOT)).map(patternOf);
  return {
    key: spec.key,
    label: spec.label,
    labelEn: spec.label_en,
    unit: spec.unit,
    tier: spec.tier,
    units: new Set(spec.units.flatMap((sort) => units[sort] ?? []).map(fold)),
    // Of patterns that weigh the same the surest counts.
    told: [...told].sort((one, other) => unsureness(one) - unsureness(other)),
    not: patterns.filter(({ marks }) => marks.has(NOT)).map(patternOf),
    never: new Set(spec.never),
    nowhere: new Set(spec.nowhere),
    about: new Set(spec.about),
    headed: new Set(spec.headed),
    widened: new Set(spec.widened),
    narrowed: new Set(spec.narrowed),
    divided: new Set(spec.divided),
    after: after ? all(after) : null,
    bareAfter: bareAfter ? all(bareAfter) : null,
    labelled: spec.labelled ?? null,
    denied: denied ? deniedOf(denied) : null,
    joined: spec.joined ?? null,
    alone: spec.alone ?? null,
    several: spec.several ?? null,
    many: spec.many ?? null,
    rest: spec.rest ?? null,
    standing: spec.standing,
    once: spec.once,
    unitless: spec.unitless,
    main: spec.main,
    scale: new Map(Object.entries(spec.scale)),
    cellUnit: spec.cell_unit ?? spec.unit,
    equals: Object.entries(spec.equals).flatMap(([edition, cells]) =>
      [cells].flat().map((one) => equalsOf(edition, one)),
    ),
  };
}

function deniedOf(spec: NonNullable<StatementSpec["denied"]>): Denied {
  const { heads, weak, by, own, verb, leaning, yields, classed, never, narrowed, doubt } = spec;
  return {
    heads,
    weak,
    by: by ?? null,
    own: own ?? null,
    verb: verb ?? null,
    leaning: leaning ?? null,
    yields: yields ?? null,
    classed: classed ?? null,
    never: new Set(never),
    narrowed: new Set(narrowed),
    doubt: doubt ?? null,
  };
}

function unsureness({ open, follows }: Pattern): number {
  return (open ? 2 : 0) + (follows ? 1 : 0);
}

/** `receive … request N`: steps around the figure, those in front of it turned round to be read outwards. */
function patternOf({ marks, parts }: Written): Pattern {
  const figure = parts.findIndex(isFigure);
  return {
    open: marks.has(OPEN),
    nought: parts[figure] === NOUGHT,
    follows: marks.has(THEN),
    summed: marks.has(SUM),
    before: parts.slice(0, figure).reverse().map(stepOf),
    after: parts.slice(figure + 1).map(stepOf),
  };
}

function stepOf(part: string): Step {
  const mark = MARKS.get(part);
  if (mark !== undefined) return mark;
  return { classes: part.replace(/\?$/, "").split("|"), optional: part.endsWith("?") };
}

type CellsSpec = string | { cells: string; period: "year" | "cumulative"; labels: string[] };

function equalsOf(edition: string, spec: CellsSpec): Equals {
  const { cells, period, labels } =
    typeof spec === "string" ? { cells: spec, period: "year" as const, labels: [] } : spec;
  return { edition, period, labels, cells: cells.split(" + ").map(cellOf) };
}

function cellOf(text: string): CellName {
  const [table = "", row = "", column = ""] = text.split("/");
  return { table, row, column };
}
