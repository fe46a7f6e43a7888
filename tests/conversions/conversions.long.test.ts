// What other programs make of the samples is read as the samples are: nothing certain is wrong, and most is kept.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { extractFile } from "../../src/dev/extract-file.ts";
import { type OwnSample, readExpected } from "../../src/dev/sample-files.ts";
import { compare, emptyTally, type Miss, type Tally } from "../../src/truth/compare.ts";
import { readCsv, TRUTH, trueCell } from "../../src/truth/truth-files.ts";
import { convert, isInstalled, listConversions, listKnownFaults, samplesOf } from "./conversions.ts";

const work = mkdtempSync(join(tmpdir(), "conversions-"));
afterAll(() => rmSync(work, { recursive: true }));

const conversions = listConversions();
const missing = conversions.filter((conversion) => !isInstalled(conversion));
if (missing.length > 0)
  console.warn(
    `apt-get install ${[...new Set(missing.map((one) => one.package))].join(" ")}: not tested are the conversions ` +
      missing.map(({ name }) => name).join(", "),
  );

interface ReadAgain {
  readonly tally: Tally;
  readonly misses: readonly Miss[];
}

/** Reads a converted sample, and counts it also in `all`. */
async function readAgain(sample: OwnSample, file: string, all: Tally): Promise<ReadAgain> {
  const { year, issuer } = readExpected(sample).record;
  const known = { year: year ?? "", issuer: issuer ?? "" };
  const truth = readCsv(join(sample.folder, TRUTH)).map(trueCell);
  const report = await extractFile(file);
  compare(truth, report, all, known);
  const tally = emptyTally();
  return { tally, misses: compare(truth, report, tally, known) };
}

/** As many at once as there are processors. @returns the results in the order of what they are of */
async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const next = async (): Promise<void> => {
    for (let turn = waiting.shift(); turn; turn = waiting.shift()) results[turn[0]] = await work(turn[1]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  return results;
}

describe.each(conversions.filter((conversion) => !missing.includes(conversion)))("$name", (conversion) => {
  const { name, right, certain } = conversion;

  test("is read as the samples are", async () => {
    const all = emptyTally();
    const wrong = await inTurns(samplesOf(conversion), async (sample) => {
      const file = await convert(conversion, sample, work);
      if (file === null) return [`${sample.name} was not converted`];
      const { tally, misses } = await readAgain(sample, file, all);
      if (tally.silent + tally.falseClean === 0) return [];
      const cells = misses.filter((miss) => miss.doubts === "").map((miss) => miss.key);
      return [{ sample: sample.name, silent: tally.silent, falseClean: tally.falseClean > 0, cells }];
    });
    const faults = listKnownFaults()
      .filter((fault) => fault.conversion === name)
      .map(({ sample, silent, falseClean }) => ({
        sample,
        silent,
        falseClean,
        cells: expect.anything() as unknown,
      }));
    expect(wrong.flat()).toEqual(faults);
    const share = (part: number) => Math.floor((1000 * 100 * part) / all.cells) / 1000;
    const reached = { right: share(all.right), certain: share(all.certain) };
    expect(reached, "floors in conversions.csv").toEqual({
      right: expect.toSatisfy((share: number) => share >= right, `at least ${right}`) as unknown,
      certain: expect.toSatisfy((share: number) => share >= certain, `at least ${certain}`) as unknown,
    });
  });
});
