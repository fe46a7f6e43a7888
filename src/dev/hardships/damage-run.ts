// The state of a run damaged in every file and way: the next run writes what an undisturbed one does.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "../mutate.ts";
import { damage, filesBelow } from "./damage.ts";
import { fewDocuments, run, saidBy } from "./run.ts";

const DOCUMENTS = 8;

export async function damageRun(work: string, count: number): Promise<string> {
  const inputs = fewDocuments(work, DOCUMENTS);
  const whole = join(work, "whole");
  await run(inputs, whole);
  rmSync(join(whole, "cells.csv"));
  // The store packs its log into a table when it is opened again, and goes on in a new one.
  await run(inputs, whole);
  const good = saidBy(whole);
  let told = 0;
  for (let number = 0; number < count; number += 1) {
    const random = seeded(number);
    const copy = join(work, "copy");
    cpSync(whole, copy, { recursive: true });
    // As often the dataset itself as its state: what was changed by another hand is written anew.
    const files = filesBelow(number % 4 === 0 ? copy : join(copy, ".gongkai"));
    const path = files[Math.floor(random() * files.length)] as string;
    const how = damage(path, random);
    if (number % 2 === 0) rmSync(join(copy, "run.json"), { force: true });
    const again = await run(inputs, copy);
    const what = `${path.slice(copy.length + 1)} with ${how} (${number})`;
    if (again.outcome !== "written" || saidBy(copy) !== good)
      throw new Error(`${what}: other bytes than the undisturbed run`);
    if (again.mended || again.reused < again.summary.documents) told += 1;
    rmSync(copy, { recursive: true });
  }
  return `${count} damages, the same bytes after each; ${told} cost a record that was read again`;
}
