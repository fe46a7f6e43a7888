// The floors of the project's samples and corpora.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Floor } from "../truth/floor.ts";

const FILE = fileURLToPath(new URL("../../tests/accuracy/floor.json", import.meta.url));

export function readFloor(): Readonly<Record<string, Floor>> {
  return JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Floor>;
}

/** Sets the floors of these sets of documents to what was measured; others stay. */
export function writeFloors(measured: Readonly<Record<string, Floor>>): void {
  const floors = Object.entries({ ...readFloor(), ...measured }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(floors), null, 2)}\n`);
}
