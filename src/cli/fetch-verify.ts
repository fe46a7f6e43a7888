// `gongkai fetch --verify`, `--repair` and `--wacz`: what is wrong with an archive, setting it right, and packing it.
import { resolve } from "node:path";
import { Archive } from "../fetch/archive.ts";
import { verifyArchive } from "../fetch/verify.ts";
import { packWacz } from "../fetch/wacz.ts";
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";
import { result, say, warn } from "./voice.ts";

/** Faults that are told one by one. */
const SHOWN = 20;

/** Sets `process.exitCode` to 1 when something is wrong. */
export async function verifyAndTell(folder: string): Promise<void> {
  const { records, addresses, faults } = await verifyArchive(resolve(folder));
  for (const fault of faults.slice(0, SHOWN)) warn(fault);
  if (faults.length > SHOWN) warn(msg`… and ${faults.length - SHOWN} more`);
  say(
    msg`${records} responses are whole, ${addresses} addresses are known, ${faults.length} things are wrong`,
  );
  if (faults.length > 0) say(msg`gongkai fetch --repair ${folder} finds out anew what the archive holds`);
  result({ records, addresses, faults });
  if (faults.length > 0) process.exitCode = 1;
}

/** Makes manifest and index anew from the WARC. Sets `process.exitCode` as `verifyAndTell` does. */
export async function repairAndTell(folder: string): Promise<void> {
  const archive = await Archive.open(resolve(folder), { repair: true });
  for (const note of archive.notes) warn(note);
  await archive.close();
  say(
    msg`${archive.entries.size} addresses are known; what is missing is fetched by: gongkai fetch --retry ${folder}`,
  );
  result({ addresses: archive.entries.size, notes: archive.notes });
  if (archive.notes.length > 0) process.exitCode = 1;
}

/** @throws UsageError */
export async function packAndTell([folder, ...more]: readonly string[], out: string): Promise<void> {
  if (folder === undefined || more.length > 0) throw new UsageError(msg`--wacz packs one archive`);
  const pages = await packWacz(resolve(folder), resolve(out), "gongkai");
  say(msg`${out} holds the archive, with ${pages} pages to open`);
  result({ wacz: out, pages });
}
