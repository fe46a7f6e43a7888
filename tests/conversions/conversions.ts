// Which programs convert the samples, as the tables beside this file have them, and what they make of one.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { listSamples, type OwnSample } from "../../src/dev/sample-files.ts";
import { readCsv } from "../../src/truth/truth-files.ts";

export interface Conversion {
  readonly name: string;
  /** Of Debian, which brings the program. */
  readonly package: string;
  /** Endings of what is converted, without dots. */
  readonly of: readonly string[];
  /** The ending of what comes of it. */
  readonly to: string;
  /** Words of the command. `{from}` and `{to}` are files, `{folder}` is where the second stands; with neither, what it prints is the file. */
  readonly command: readonly string[];
  /** Least share read right, and right without a doubt: per cent of the cells that the samples print. */
  readonly right: number;
  readonly certain: number;
}

/** A fault of ours: a converted sample of which something is read wrong without a doubt. */
export interface KnownFault {
  readonly conversion: string;
  readonly sample: string;
  /** Cells wrong without a doubt. */
  readonly silent: number;
  readonly falseClean: boolean;
  readonly reason: string;
}

const table = (name: string) => readCsv(fileURLToPath(new URL(name, import.meta.url)));

export function listConversions(): Conversion[] {
  return table("conversions.csv").map(
    ({ name = "", package: source = "", of = "", to = "", command = "", right = "", certain = "" }) => ({
      name,
      package: source,
      of: of.split(" "),
      to,
      command: command.split(" "),
      right: Number(right),
      certain: Number(certain),
    }),
  );
}

export function listKnownFaults(): KnownFault[] {
  return table("known-faults.csv").map(
    ({ conversion = "", sample = "", silent = "", false_clean = "", reason = "" }) => ({
      conversion,
      sample,
      silent: Number(silent),
      falseClean: false_clean === "yes",
      reason,
    }),
  );
}

export function isInstalled({ command: [program = ""] }: Conversion): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** The samples that a conversion is of, without those of which the program is known to lose figures. */
export function samplesOf(conversion: Conversion): OwnSample[] {
  const lost = table("known-losses.csv").filter((loss) => loss["package"] === conversion.package);
  const isLost = ({ name }: OwnSample) => lost.some((loss) => loss["sample"] === name);
  const isOf = ({ source }: OwnSample) => conversion.of.includes(extname(source).slice(1));
  return listSamples("documents").filter((sample) => isOf(sample) && !isLost(sample));
}

const run = promisify(execFile);

/** Converts a sample below `work`. @returns the file that came of it; null when none did. */
export async function convert(
  { name, command, to }: Conversion,
  sample: OwnSample,
  work: string,
): Promise<string | null> {
  const file = join(work, name, sample.name, `source.${to}`);
  mkdirSync(dirname(file), { recursive: true });
  const places = { from: join(sample.folder, sample.source), to: file, folder: dirname(file) };
  const [program = "", ...words] = command.map((word) =>
    word.replaceAll(/\{(from|to|folder)\}/g, (_, place: keyof typeof places) => places[place]),
  );
  // What a program says of the document by its exit code (1 for a warning) is no matter: what it made is read.
  const { stdout } = await run(program, words, { encoding: "buffer", maxBuffer: 1 << 26 }).catch(
    (error: { stdout: Buffer }) => error,
  );
  if (!command.some((word) => /\{(?:to|folder)\}/.test(word))) writeFileSync(file, stdout);
  return existsSync(file) ? file : null;
}
