// An archive damaged in its WARC, index or state: what is lost is told, by whoever looks, and what is given out is what was
// kept.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Archive } from "../../fetch/archive.ts";
import { verifyArchive } from "../../fetch/verify.ts";
import { type Random, seeded } from "../mutate.ts";
import { listSamples } from "../sample-files.ts";
import { damage, filesBelow } from "./damage.ts";

const PAGES = 40;
const WHEN = new Date("2024-03-01T08:00:00Z");

export async function damageArchive(work: string, count: number): Promise<string> {
  const whole = join(work, "whole");
  const kept = await makeArchive(whole);
  const counts = { told: 0, mended: 0, harmless: 0 };
  for (let number = 0; number < count; number += 1) {
    const copy = join(work, "copy");
    cpSync(whole, copy, { recursive: true });
    const what = damageOne(copy, seeded(number));
    counts[await outcomeOf(copy, kept, `${what} (${number})`)] += 1;
    rmSync(copy, { recursive: true });
  }
  return `${count} damages: ${counts.harmless} cost nothing, ${counts.mended} were mended whole, of ${counts.told} it was told what is lost; nothing was given out that was not kept`;
}

/** @returns digests of the bodies by their addresses */
async function makeArchive(folder: string): Promise<Map<string, string>> {
  const archive = await Archive.open(folder);
  const samples = listSamples("documents").filter(({ source }) => /\.(?:html|docx|txt)$/.test(source));
  const kept = new Map<string, string>();
  for (let index = 0; index < PAGES; index += 1) {
    const { folder: at, source } = samples[index % samples.length] as (typeof samples)[number];
    const body = Buffer.concat([readFileSync(join(at, source)), Buffer.from(`<!-- ${index % 30} -->`)]);
    const url = `http://a.gov.cn/${index}/${source}`;
    kept.set(url, createHash("sha256").update(body).digest("hex"));
    const headers: [string, string][] = [["Content-Type", "text/html; charset=utf-8"]];
    await archive.keep({ url }, { url, status: 200, headers, body, requestHeaders: {} }, WHEN);
  }
  await archive.close();
  return kept;
}

function damageOne(folder: string, random: Random): string {
  const files = filesBelow(folder);
  // Half of all damage is the WARC's, which is nearly all of an archive's bytes.
  const warc = files.filter((path) => path.endsWith(".warc.gz"));
  const from = random() < 0.5 ? warc : files;
  const path = from[Math.floor(random() * from.length)] as string;
  return `${path.slice(folder.length + 1)} with ${damage(path, random)}`;
}

async function outcomeOf(
  folder: string,
  kept: ReadonlyMap<string, string>,
  what: string,
): Promise<"told" | "mended" | "harmless"> {
  const { faults } = await verifyArchive(folder);
  // A crawl that goes on, without having been asked to repair anything.
  const plain = await missingFrom(folder, kept, false, what);
  const { missing, notes } = await missingFrom(folder, kept, true, what);
  if (missing === 0 && plain.missing === 0) return faults.length + notes.length > 0 ? "mended" : "harmless";
  if (faults.length === 0)
    throw new Error(`${what}: ${missing} addresses are lost, and verifying tells nothing`);
  if (missing > 0 && notes.length === 0 && plain.notes.length === 0)
    throw new Error(`${what}: ${missing} addresses are lost, and opening tells nothing`);
  return missing === 0 ? "mended" : "told";
}

/** Addresses of which the archive, opened, has nothing. @throws Error when it gives out other bytes than were kept */
async function missingFrom(
  folder: string,
  kept: ReadonlyMap<string, string>,
  repair: boolean,
  what: string,
): Promise<{ missing: number; notes: readonly string[] }> {
  let archive: Archive;
  try {
    archive = await Archive.open(folder, { repair });
  } catch (error) {
    // It says so, and does nothing.
    if (repair) throw error;
    return { missing: kept.size, notes: [(error as Error).message] };
  }
  let missing = 0;
  try {
    for (const [url, sha256] of kept) {
      const body = (await archive.read(url))?.body;
      if (!body) missing += 1;
      else if (createHash("sha256").update(body).digest("hex") !== sha256)
        throw new Error(`${what}: ${url} is given out with bytes that were never kept`);
    }
  } finally {
    await archive.close();
  }
  return { missing, notes: archive.notes };
}
