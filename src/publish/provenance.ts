// What a release was made from, and the digests of its files. No times and no paths of this machine
// are in it, so that the same inputs give the same bytes.
import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { readAsked } from "../store/asked.ts";
import { inputNames } from "../store/inputs.ts";
import { readJsonFile } from "../store/json-file.ts";
import type { ReleaseFile } from "./describe.ts";
import type { PublishOptions } from "./options.ts";

/** Files of a run that a release rests on. */
const FILES = ["reports.csv", "cells.csv", "checks.csv", "prose.csv", "run.json"];

/**
 * Programs, forms, libraries, commands and inputs with their digests. `reports.csv` of a run has the digest of each document:
 * from a figure its `document_key` leads to the line of the document, and that to its source, or to archive, record and byte.
 */
export async function provenance(options: PublishOptions): Promise<string> {
  const { runs, program, forms, plan, places, facts, against, testInputs } = options;
  const from = [];
  for (const run of runs) from.push(await runFacts(run));
  const data = [];
  for (const folder of [plan, places])
    for (const { path, sha256 } of await digests(folder, ""))
      data.push({ folder: basename(folder), path, sha256 });
  const command = [
    ...["gongkai publish", ...runs.map((run) => basename(run)), "--release", facts.version],
    ...(against === null ? [] : ["--against", basename(against)]),
    ...testInputs.flatMap((name) => ["--test-input", name]),
  ].join(" ");
  const editions = forms.map(({ edition, basis }) => ({ edition, basis }));
  return `${JSON.stringify({ program, command, editions, runs: from, data }, null, 1)}\n`;
}

async function runFacts(run: string): Promise<object> {
  const files = [];
  for (const file of FILES) files.push({ file, sha256: await digest(join(run, file)) });
  const { madeBy } = readJsonFile(join(run, "run.json")) as { madeBy?: object };
  // Merged shards were asked for nothing: what they were read from is in their documents' lines alone.
  const asked = readAsked(run);
  const inputs = asked && inputNames(asked.inputs);
  const command = inputs && `gongkai extract ${inputs.join(" ")} -o ${basename(run)}`;
  return { run: basename(run), command, madeBy, files };
}

export async function digests(folder: string, below: string): Promise<ReleaseFile[]> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const files: ReleaseFile[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await digests(folder, path)));
    else
      files.push({
        path,
        sha256: await digest(join(folder, path)),
        bytes: statSync(join(folder, path)).size,
      });
  }
  return files;
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
