// What a run found changed since the one before: new, changed, gone and come back.
// Must not know how addresses are asked or what is in pages.
import { join } from "node:path";
import { replaceByPieces } from "../store/checked-file.ts";
import { csvText } from "../text/csv.ts";
import { type Entry, wasHad } from "./entry.ts";

export type Change = "new" | "changed" | "gone" | "back";

const AWAY = new Set(["gone", "failed"]);

/** What became of an address; null where nothing did. A page is changed when what is to be read on it is. */
export function changeOf(before: Entry | undefined, after: Entry): Change | null {
  const has = wasHad(after);
  if (before === undefined || before.sha256 === undefined) return has ? "new" : null;
  if (after.outcome === "gone") return before.outcome === "gone" ? null : "gone";
  if (!has) return null;
  if (AWAY.has(before.outcome)) return "back";
  if (after.sha256 === before.sha256) return null;
  return after.content !== undefined && after.content === before.content ? null : "changed";
}

/** Writes `changes.csv` whole, with the time of each change. */
export function writeChanges(
  folder: string,
  before: (url: string) => Entry | undefined,
  ended: Iterable<Entry>,
): void {
  replaceByPieces(join(folder, "changes.csv"), changeLines(before, ended));
}

function* changeLines(before: (url: string) => Entry | undefined, ended: Iterable<Entry>): Generator<string> {
  yield csvText([["change", "url", "at", "kind", "year", "title"]]);
  for (const entry of ended) {
    const change = changeOf(before(entry.url), entry);
    const { url, at, kind = "", year = "", title = "" } = entry;
    if (change !== null) yield csvText([[change, url, at, kind, year, title]]);
  }
}
