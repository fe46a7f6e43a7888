// Makes one archive of what its workers had: their lines join its manifest, their WARC files stay where they are.
// Must not know how anything was asked.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceWhole } from "../../store/checked-file.ts";
import { type Lock, lockFolder } from "../../store/lock.ts";
import { Archive } from "../archive.ts";
import type { Entry } from "../entry.ts";
import { manifestLines, manifestOf, proved, unproved } from "../manifest.ts";
import { recordSeenFrom, seenFrom, workerNames, workersOf } from "./others.ts";
import { claimsOf } from "./team.ts";

/** How far each worker's manifest has joined. */
type Joined = Readonly<Record<string, number>>;

const joinedFile = (folder: string) => join(folder, ".gongkai", "joined.json");

/**
 * Takes up what workers wrote since they joined last; one that is still at work is told and nothing is done.
 * @returns the lines that joined, in the order of their times
 * @throws LockedError
 */
export async function joinWorkers(archive: Archive): Promise<Entry[]> {
  const { folder } = archive;
  const names = workerNames(folder).filter((name) => existsSync(manifestOf(join(workersOf(folder), name))));
  const locks: Lock[] = [];
  try {
    for (const name of names) {
      const place = join(workersOf(folder), name);
      // What a kill left behind the last line is taken up first, and lists are written.
      await (await Archive.open(place)).close();
      locks.push(await lockFolder(place));
    }
    return joinLines(archive, names);
  } finally {
    for (const lock of locks) await lock.release();
  }
}

function joinLines(archive: Archive, names: readonly string[]): Entry[] {
  const { folder } = archive;
  const file = joinedFile(folder);
  // What was damaged is as if it were not there: lines that join twice tell the same.
  const joined: Joined = (existsSync(file) ? unproved<Joined>(readFileSync(file, "utf8")) : null) ?? {};
  const now: Record<string, number> = { ...joined };
  const entries: Entry[] = [];
  for (const name of names) {
    const place = join(workersOf(folder), name);
    for (const { line, end } of manifestLines(manifestOf(place), joined[name])) {
      now[name] = end;
      if (line && "url" in line) entries.push(seenFrom(folder, place, line));
      else if (line) archive.joinAside(recordSeenFrom(folder, place, line.aside));
    }
  }
  entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const told = entries.map((entry) => archive.note(entry));
  // Nor is a kill before this any harm.
  replaceWhole(file, proved(now));
  rmSync(claimsOf(folder), { recursive: true, force: true });
  return told;
}
