// How right a run's prose is by typed truth, key by key, and whether it keeps its floor:
// `node dist/dev/prose-accuracy.js TRUTH.csv RUN [--least 12] [--floor NAME [--write]]`. A line of truth names its document (source), the statement (or several, | between), value, period, negated, and a
// fragment that its sentence has to hold; a line of the run may answer one of them. Optional lines are not demanded.
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { emptyTally } from "../truth/compare.ts";
import { floorOf, lost } from "../truth/floor.ts";
import { readCsv } from "../truth/truth-files.ts";
import { readFloor, writeFloors } from "./floor.ts";

type Line = Readonly<Record<string, string>>;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    least: { type: "string", default: "12" },
    floor: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [truthFile, run] = positionals;
if (!truthFile || !run)
  throw new Error("usage: prose-accuracy TRUTH.csv RUN [--least N] [--floor NAME [--write]]");

/** Recall that a key with enough lines has to reach. */
const LEAST_RECALL = 0.88;

interface Tally {
  truth: number;
  right: number;
  doubted: number;
  /** Certain, and another value, period or none where the words meet. */
  wrong: number;
}

const said = new Map<string, Line[]>();
for (const line of readCsv(join(run, "prose.csv"))) {
  const source = basename(line["source"] ?? "");
  said.set(source, [...(said.get(source) ?? []), line]);
}
const tallies = new Map<string, Tally>();
const truth = readCsv(truthFile).sort(
  (a, b) => Number(a["optional"] === "1") - Number(b["optional"] === "1"),
);
const answers = pair();
print();
if (options.floor !== undefined) hold(options.floor);

/**
 * The pairs that agree in all come first, then those that agree in the value, then any of one key and place.
 * @returns the lines of the run that answer one of the truth
 */
function pair(): ReadonlySet<Line> {
  const found = new Map<Line, Line>();
  const used = new Set<Line>();
  for (const fits of [agrees, sameValue, () => true]) {
    for (const line of truth) {
      const one = found.has(line)
        ? undefined
        : meeting(line).find((each) => !used.has(each) && fits(each, line));
      if (!one) continue;
      found.set(line, one);
      used.add(one);
    }
  }
  for (const line of truth) if (line["optional"] !== "1") tally(line, found.get(line));
  return used;
}

/** Certain lines of documents with truth that answer none of it, and do not say again what one says that does. */
function invented(): number {
  const known = new Set(truth.map((line) => basename(line["source"] ?? "")));
  const told = (line: Line) => [line["source"], line["statement"], Number(line["value"])].join(" ");
  const answered = new Set([...answers].map(told));
  return [...said]
    .filter(([source]) => known.has(source))
    .flatMap(([, lines]) => lines)
    .filter((line) => line["doubt"] === "" && line["period"] !== "other" && !answered.has(told(line))).length;
}

/** Holds what was reached against the floor of this name, or sets it. */
function hold(name: string): void {
  const reached = { ...emptyTally(), documents: said.size, invented: invented() };
  for (const { truth: lines, right, doubted, wrong } of tallies.values()) {
    reached.cells += lines;
    reached.right += right + doubted;
    reached.certain += right;
    reached.doubted += doubted;
    reached.silent += wrong;
  }
  reached.silent += reached.invented;
  const groups = new Map([["all", reached]]);
  if (options.write) return writeFloors({ [name]: floorOf(groups) });
  for (const sentence of lost(name, readFloor()[name], groups)) {
    process.stdout.write(`LOST ${sentence}\n`);
    process.exitCode = 1;
  }
}

/** Lines of the run that name one of its keys in a sentence that holds its words. */
function meeting(line: Line): Line[] {
  const keys = (line["statement"] ?? "").split("|");
  const fragment = plain(line["fragment"] ?? "");
  return (said.get(basename(line["source"] ?? "")) ?? []).filter(
    (one) => keys.includes(one["statement"] ?? "") && plain(one["sentence"] ?? "").includes(fragment),
  );
}

function tally(line: Line, found: Line | undefined): void {
  const key = (line["statement"] ?? "").split("|")[0] ?? "";
  const counts = tallies.get(key) ?? { truth: 0, right: 0, doubted: 0, wrong: 0 };
  tallies.set(key, counts);
  counts.truth += 1;
  if (!found) return;
  const certain = found["doubt"] === "" || line["doubt_ok"] === "1";
  if (!agrees(found, line)) counts.wrong += certain ? 1 : 0;
  else if (certain) counts.right += 1;
  else counts.doubted += 1;
}

/** White space and width make no difference. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "");
}

function sameValue(one: Line, line: Line): boolean {
  return Number(one["value"]) === Number(line["value"]);
}

function agrees(one: Line, line: Line): boolean {
  const period =
    one["period"] === line["period"] || (line["either_period"] === "1" && one["period"] !== "other");
  return sameValue(one, line) && period && one["negated"] === line["negated"];
}

function print(): void {
  const rows = [...tallies].sort(([, a], [, b]) => b.truth - a.truth);
  const sum = (part: keyof Tally) => rows.reduce((total, [, counts]) => total + counts[part], 0);
  const all: Tally = {
    truth: sum("truth"),
    right: sum("right"),
    doubted: sum("doubted"),
    wrong: sum("wrong"),
  };
  const recall = ({ right, truth }: Tally) => (truth === 0 ? 1 : right / truth);
  for (const [key, counts] of [...rows, ["all", all] as const]) {
    const low = counts.truth >= Number(options.least) && recall(counts) < LEAST_RECALL;
    if (low) process.exitCode = 1;
    const figures = `${counts.right}/${counts.truth}, ${counts.doubted} in doubt, ${counts.wrong} wrong`;
    process.stdout.write(
      `${key.padEnd(28)} ${(100 * recall(counts)).toFixed(1).padStart(5)} %  ${figures}${low ? "  LOW" : ""}\n`,
    );
  }
}
