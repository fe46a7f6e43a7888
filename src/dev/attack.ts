// `npm run attack -- --runs 10000 --seed 1`: made reports in twelve prints, each with one accident, read and judged.
// `--publishers` breaks sums instead, the way publishers do; `--rarer` tries accidents that befall fewer prints. `--way`, `--accident` and `--edition` narrow the attack,
// `--list 5` shows so many misread documents, `--known FILE` writes which kinds fail, with an example each;
// the examples that FILE holds are tried first.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { ACCIDENTS, type Accident, RARER } from "./made/accidents.ts";
import type { Recipe } from "./made/document.ts";
import { type KnownFailure, readKnown, writeKnown } from "./made/known.ts";
import {
  type Attempt,
  attempt,
  drawRecipe,
  faults,
  type Kind,
  keepsTooFew,
  kindsOf,
  nameOf,
} from "./made/try.ts";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    way: { type: "string" },
    accident: { type: "string" },
    edition: { type: "string" },
    publishers: { type: "boolean", default: false },
    rarer: { type: "boolean", default: false },
    list: { type: "string", default: "0" },
    known: { type: "string" },
  },
});

interface Tally {
  documents: number;
  certain: number;
  wrong: number;
  falseClean: number;
  untouched: number;
  kept: number;
  /** The first document with a wrong cell, and the first that kept too little. */
  wrongly?: Recipe;
  sparing?: Recipe;
}

const tallies = new Map<string, { kind: Kind; tally: Tally }>();
let listed = Number(options.list);

function add(kind: Kind, { recipe, made, verdict }: Attempt): void {
  const fresh = { documents: 0, certain: 0, wrong: 0, falseClean: 0, untouched: 0, kept: 0 };
  const { tally } = tallies.get(nameOf(kind)) ?? { tally: fresh as Tally };
  tallies.set(nameOf(kind), { kind, tally });
  tally.documents += 1;
  tally.certain += verdict.certain;
  tally.wrong += verdict.wrong.length;
  tally.falseClean += Number(verdict.falseClean);
  tally.untouched += verdict.untouched;
  tally.kept += verdict.kept;
  const sentences = faults({ recipe, made, verdict });
  if (sentences.length > 0) tally.wrongly ??= recipe;
  if (keepsTooFew(verdict)) tally.sparing ??= recipe;
  if (sentences.length === 0 || listed <= 0) return;
  listed -= 1;
  process.stdout.write(`${JSON.stringify(recipe)}\n${made.told}\n${sentences.join("\n")}\n${made.text}\n\n`);
}

const accidents: readonly Accident[] = options.publishers
  ? ["sums-wrong"]
  : options.rarer
    ? RARER
    : ACCIDENTS;
const kinds = kindsOf(accidents).filter(
  ({ way, accident, edition }) =>
    (options.way ?? way) === way &&
    (options.accident ?? accident) === accident &&
    (options.edition ?? edition) === edition,
);
if (kinds.length === 0) throw new Error("no kind of document has this way, accident and edition");
const before = options.known && existsSync(options.known) ? readKnown(options.known) : [];
for (const { recipe } of before) {
  const { way, accident, edition } = recipe;
  const made = await attempt(recipe);
  if (made) add({ way, accident, edition }, made);
}
for (let run = 0; run < Number(options.runs); run += 1) {
  const kind = kinds[run % kinds.length];
  const made = kind && (await attempt(drawRecipe(kind, Number(options.seed) * 1_000_003 + run)));
  if (made) add(kind, made);
}
process.stdout.write(`${table().join("\n")}\n`);
if (options.known) writeKnown(options.known, knownFailures());

function table(): string[] {
  const groups = new Map<string, Tally>();
  const groupings: ((kind: Kind) => string)[] = [
    ({ way, accident }) => `${way} × ${accident}`,
    ({ way }) => `${way} × all`,
    ({ accident }) => `all × ${accident}`,
    () => "all",
  ];
  for (const groupOf of groupings)
    for (const { kind, tally } of tallies.values()) merge(groups, groupOf(kind), tally);
  const head = ["", "documents", "certain", "wrong", "false clean", "untouched", "kept %"];
  const lines = [...groups].map(([group, tally]) => [
    group,
    tally.documents,
    tally.certain,
    tally.wrong,
    tally.falseClean,
    tally.untouched,
    ((100 * tally.kept) / tally.untouched).toFixed(2),
  ]);
  const all = groups.get("all");
  const rate = all
    ? [`1 in ${all.wrong === 0 ? "∞" : Math.round(all.certain / all.wrong)} certain cells is wrong`]
    : [];
  return [head, ...lines]
    .map((line) =>
      line.map((one, index) => (index === 0 ? String(one).padEnd(26) : String(one).padStart(12))).join(""),
    )
    .concat(rate);
}

function merge(groups: Map<string, Tally>, group: string, tally: Tally): void {
  const sum = groups.get(group) ?? {
    documents: 0,
    certain: 0,
    wrong: 0,
    falseClean: 0,
    untouched: 0,
    kept: 0,
  };
  groups.set(group, sum);
  for (const name of ["documents", "certain", "wrong", "falseClean", "untouched", "kept"] as const)
    sum[name] += tally[name];
}

function knownFailures(): KnownFailure[] {
  return [...tallies.values()].flatMap(({ tally }): KnownFailure[] => {
    if (tally.wrongly) return [{ fails: "wrong", recipe: tally.wrongly }];
    return tally.sparing && keepsTooFew(tally) ? [{ fails: "share", recipe: tally.sparing }] : [];
  });
}
