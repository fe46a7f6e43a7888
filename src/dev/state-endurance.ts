// `npm run endurance:state [-- PART [COUNT [FOLDER]]]`: what may befall the state of runs and crawls, made to happen: damaged files, full
// disks, kills, two runs at once, very many documents, the same run again. Whatever happens, the end is the bytes of an undisturbed
// run, or a sentence that says what is lost. Without a part, or with `all`, all of them in turn. A folder that is given is kept.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { damageArchive } from "./hardships/damage-archive.ts";
import { damageRun } from "./hardships/damage-run.ts";
import { fullDisk } from "./hardships/full-disk.ts";
import { fullDiskCrawl } from "./hardships/full-disk-crawl.ts";
import { killedCrawl } from "./hardships/killed-crawl.ts";
import { keepRecords, manyRecords } from "./hardships/many-records.ts";
import { runAgain } from "./hardships/run-again.ts";
import { twoAtOnce } from "./hardships/two-at-once.ts";

/** Does a thing so many times in an empty folder. @returns what was seen. @throws Error when something was lost in silence */
type Hardship = (work: string, count: number) => Promise<string>;

const HARDSHIPS: Readonly<Record<string, readonly [hardship: Hardship, count: number]>> = {
  "damage-run": [damageRun, 100],
  "damage-archive": [damageArchive, 100],
  "full-disk": [fullDisk, 20],
  "full-disk-crawl": [fullDiskCrawl, 20],
  "killed-crawl": [killedCrawl, 100],
  "two-at-once": [twoAtOnce, 1],
  "run-again": [runAgain, 20_000],
  "many-records": [manyRecords, 3_000_000],
};
/** Half of one, which another process goes on with. */
const HALVES: typeof HARDSHIPS = {
  "keep-records": [keepRecords, 3_000_000],
};

const [chosen, count, given] = process.argv.slice(2);
const parts = chosen === undefined || chosen === "all" ? Object.keys(HARDSHIPS) : [chosen];
for (const name of parts) {
  const part = HARDSHIPS[name] ?? HALVES[name];
  if (!part) throw new Error(`${name}: is none of ${Object.keys(HARDSHIPS).join(", ")}`);
  const work = given ?? mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    process.stdout.write(`${name}: ${await part[0](work, Number(count ?? part[1]))}\n`);
  } finally {
    if (given === undefined) rmSync(work, { recursive: true });
  }
}
