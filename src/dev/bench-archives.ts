// What going through an archive costs beside unpacking it with the library alone. Packed are the files asked for, many
// times over, so that the archive is large enough to be timed.
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract as extractTar } from "tar-stream";
import { WARCParser } from "warcio";
import yauzl from "yauzl";
import { documentsBelow } from "../store/sources.ts";
import { type Measure, median, rounded, type Share, shareOf, time } from "./bench-time.ts";
import { asTarGz, asWarc, asZip, type Entries } from "./pack.ts";

const PASSES = 7;
const BYTES = 24 * 1024 * 1024;

export async function benchArchives(files: readonly string[], share: Share): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  try {
    const entries = many(files, shareOf(BYTES, share));
    const lines: Measure[] = [];
    for (const [name, pack, unpack] of KINDS) {
      const path = join(folder, name);
      writeFileSync(path, await pack(entries));
      const passes = { bare: [] as number[], ours: [] as number[] };
      for (let pass = 0; pass < shareOf(PASSES, share); pass += 1) {
        passes.bare.push(await time(() => unpack(path)));
        passes.ours.push(await time(() => goThrough(path)));
      }
      const megabytes = entries.reduce((sum, [, bytes]) => sum + bytes.length, 0) / 1024 / 1024;
      lines.push({
        measure: `archive ${name}`,
        entries: entries.length,
        packed_mb: rounded(statSync(path).size / 1024 / 1024, 1),
        against: "unpacking with the library",
        bare_mb_per_s: rounded((1000 * megabytes) / median(passes.bare), 0),
        ours_mb_per_s: rounded((1000 * megabytes) / median(passes.ours), 0),
        ratio: rounded(median(passes.ours) / median(passes.bare)),
      });
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param least bytes of all together */
function many(files: readonly string[], least: number): Entries {
  const read = files.map((file): readonly [string, Uint8Array] => [basename(file), readFileSync(file)]);
  const entries: [string, Uint8Array][] = [];
  for (let size = 0; size < least; ) {
    for (const [name, bytes] of read) {
      entries.push([`${entries.length}/${name}`, bytes]);
      size += bytes.length;
    }
  }
  return entries;
}

async function goThrough(path: string): Promise<void> {
  for await (const _ of documentsBelow([{ path }]));
}

async function drain(stream: Readable): Promise<void> {
  for await (const _ of stream);
}

type Kind = readonly [
  name: string,
  pack: (entries: Entries) => Promise<Uint8Array> | Uint8Array,
  unpack: (path: string) => Promise<void>,
];

const KINDS: readonly Kind[] = [
  [
    "all.zip",
    asZip,
    async (path) => {
      const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
      for await (const entry of zip.eachEntry()) await drain(await zip.openReadStreamPromise(entry));
      zip.close();
    },
  ],
  [
    "all.tar.gz",
    asTarGz,
    async (path) => {
      const tar = extractTar();
      createReadStream(path).pipe(createGunzip()).pipe(tar);
      for await (const entry of tar) await drain(entry as unknown as Readable);
    },
  ],
  [
    "all.warc.gz",
    (entries) => asWarc(entries, "https://example.org/"),
    async (path) => {
      const stream = createReadStream(path) as AsyncIterable<Uint8Array>;
      for await (const record of WARCParser.iterRecords(stream)) for await (const _ of record);
    },
  ],
];
