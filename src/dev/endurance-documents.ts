// Documents for runs that are killed again and again: the samples with their figures drawn anew, in all containers, two in a
// hundred broken on purpose. The same for the same numbers.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { listSamples } from "./sample-files.ts";

const FILES = ["cells.csv", "reports.csv", "checks.csv", "other_tables.csv", "reports.jsonl", "run.json"];
const BROKEN_IN = 50;
const TEXTUAL = /\.(?:html?|txt|md|mhtml|rtf)$/;

/** Numbers from 0 to 1. */
export type Random = () => number;

/** Numbers that are the same in every run. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function generate(inputs: string, documents: number, random: Random): void {
  mkdirSync(inputs);
  const samples = listSamples("documents").map(({ folder: at, source }) => ({
    name: source,
    bytes: readFileSync(join(at, source)),
  }));
  for (let index = 0; index < documents; index += 1) {
    const sample = samples[index % samples.length] as (typeof samples)[number];
    const broken = index % BROKEN_IN === BROKEN_IN - 1;
    const bytes = broken ? spoiled(sample.bytes, random) : redrawn(sample, random);
    const name = `${String(index).padStart(6, "0")}${extname(sample.name)}`;
    writeFileSync(join(inputs, name), bytes);
  }
}

/** Other figures in what is written as text; other containers stay as they are, under another name. */
function redrawn({ bytes, name }: { readonly bytes: Buffer; readonly name: string }, random: Random): Buffer {
  if (!TEXTUAL.test(name)) return bytes;
  const text = bytes.toString("latin1");
  return Buffer.from(
    text.replace(/(?<=[>\s|\t])[1-9](?=[<\s|])/g, () => String(1 + Math.floor(random() * 9))),
    "latin1",
  );
}

/** Cut off, or with bytes changed anywhere. */
function spoiled(bytes: Buffer, random: Random): Buffer {
  if (random() < 0.5) return bytes.subarray(0, Math.floor(bytes.length * random()));
  const copy = Buffer.from(bytes);
  for (let count = 0; count < 40; count += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

/** Of a dataset, all that must be the same whatever its run went through. */
export function digestOf(dataset: string): string {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(file).update(readFileSync(join(dataset, file)));
  return hash.digest("hex");
}
