// Damage as disks, copies and hands do it to files.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../mutate.ts";

const ZEROS = 4096;
const REMOVED = 5000;

const WAYS: readonly (readonly [name: string, change: (bytes: Buffer, random: Random) => Buffer])[] = [
  ["a bit flipped", flipped],
  ["4,096 zero bytes", (bytes, random) => Buffer.from(bytes).fill(0, ...stretch(bytes, random, ZEROS))],
  [
    "5,000 bytes removed",
    (bytes, random) => {
      const [from, to] = stretch(bytes, random, REMOVED);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    },
  ],
  ["cut off", (bytes, random) => bytes.subarray(0, Math.floor(bytes.length * random()))],
  [
    "bytes behind the end",
    (bytes, random) => Buffer.concat([bytes, Buffer.alloc(200, Math.floor(random() * 256))]),
  ],
];

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return copy;
}

function stretch(bytes: Buffer, random: Random, most: number): [from: number, to: number] {
  const from = Math.floor(random() * bytes.length);
  return [from, Math.min(bytes.length, from + most)];
}

/** Damages one file. @returns what was done */
export function damage(path: string, random: Random): string {
  const [name, change] = WAYS[Math.floor(random() * WAYS.length)] as (typeof WAYS)[number];
  writeFileSync(path, change(readFileSync(path), random));
  return name;
}

/** Files below a folder that hold something, in a fixed order; locks and logs of stores are none. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !/(?:^|\/)LO(?:CK|G)(?:\.old)?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 0)
    .sort();
}
