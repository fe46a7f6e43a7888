// What a release was made from, and the digests of its files. Must not name places of this machine, or times.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { ReleaseFile } from "./describe.ts";
import type { PublishOptions } from "./options.ts";

/** What the release was made from: no times and no paths of this machine, so that the same inputs give the same bytes. */
export async function provenance({ runs, program, forms, plan, places }: PublishOptions): Promise<string> {
  const inputs = [];
  for (const run of runs)
    for (const file of ["reports.csv", "cells.csv", "checks.csv", "prose.csv", "run.json"])
      if (existsSync(join(run, file)))
        inputs.push({ run: basename(run), file, sha256: await digest(join(run, file)) });
  const data = [];
  for (const folder of [plan, places])
    for (const { path, sha256 } of await digests(folder, ""))
      data.push({ folder: basename(folder), path, sha256 });
  return `${JSON.stringify({ program, editions: forms.map(({ edition, basis }) => ({ edition, basis })), inputs, data }, null, 1)}\n`;
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
