// How right a run's prose is by typed truth, key by key: `node dist/dev/prose-accuracy.js TRUTH.csv RUN [--least 12]`.
// A line of truth names its document (source), the statement (or several, | between), value, period, negated, and a
// fragment that its sentence has to hold; a line of the run may answer one of them. Optional lines are not demanded.
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { readCsv } from "../truth/truth-files.ts";

type Line = Readonly<Record<string, string>>;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { least: { type: "string", default: "12" } },
});
const [truthFile, run] = positionals;
if (!truthFile || !run) throw new Error("usage: prose-accuracy TRUTH.csv RUN [--least N]");

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
pair(readCsv(truthFile).sort((a, b) => Number(a["optional"] === "1") - Number(b["optional"] === "1")));
print();

/** The pairs that agree in all come first, then those that agree in the value, then any of one key and place. */
function pair(truth: readonly Line[]): void {
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
