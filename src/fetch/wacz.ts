// An archive as one file that programs of web archives open: a WACZ, https://specs.webrecorder.net/wacz/1.1.1/.
// Must not change the archive.
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { writeAll } from "../store/checked-file.ts";
import { lockFolder } from "../store/lock.ts";
import { wasHad } from "./entry.ts";
import { Known } from "./known.ts";
import { manifestLines, manifestOf } from "./manifest.ts";

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

/** What places in a zip file without extensions reach to. */
const MOST_BYTES = 2 ** 32 - 2 ** 24;

/**
 * @param software who made it, as the file tells
 * @returns how many pages it names
 * @throws LockedError, WriteError, Error where there is no archive or too much of it
 */
export async function packWacz(folder: string, out: string, software: string): Promise<number> {
  if (!existsSync(join(folder, "index.cdxj"))) throw new Error(`${folder}: holds no archive with an index`);
  const lock = await lockFolder(folder);
  const file = new ZipFile(`${out}.part`);
  try {
    const count = await packInto(file, folder, software);
    file.end();
    renameSync(`${out}.part`, out);
    return count;
  } catch (error) {
    file.drop();
    throw error;
  } finally {
    await lock.release();
  }
}

async function packInto(file: ZipFile, folder: string, software: string): Promise<number> {
  const index = readFileSync(join(folder, "index.cdxj"), "utf8");
  const warcs = [
    ...new Set([...index.matchAll(/"filename":"([^"]+)"/g)].map(([, name = ""]) => name)),
  ].sort();
  const size = warcs.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  if (size > MOST_BYTES)
    throw new Error(`${folder}: holds ${size} bytes, more than the ${MOST_BYTES} that one WACZ can hold`);
  const pages = pagesOf(folder);
  const resources: Resource[] = [];
  for (const name of warcs) resources.push(await file.stored(`archive/${flat(name)}`, join(folder, name)));
  const flatIndex = index.replace(/"filename":"([^"]+)"/g, (_, name: string) => `"filename":"${flat(name)}"`);
  resources.push(file.text("indexes/index.cdx", flatIndex));
  resources.push(file.text("pages/pages.jsonl", pages.map((page) => `${JSON.stringify(page)}\n`).join("")));
  const made = new Date().toISOString();
  const facts = { profile: "data-package", wacz_version: "1.1.1", created: made, software, resources };
  const told = file.text("datapackage.json", JSON.stringify(facts, null, 2));
  file.text("datapackage-digest.json", JSON.stringify({ path: told.path, hash: told.hash }, null, 2));
  return pages.length - 1;
}

/** WARC files stand beside one another in it. */
function flat(name: string): string {
  return name.replace(/^workers\//, "").replaceAll("/", "-");
}

/** What a reader is offered to open: documents, not lists' further parts, nor files that are parts of pages. */
function pagesOf(folder: string): object[] {
  const path = manifestOf(folder);
  const known = new Known(path);
  for (const { at, line } of manifestLines(path)) if (line) known.remember(line, at);
  const pages = [...known.values()]
    .filter((entry) => wasHad(entry) && /^https?:/.test(entry.url))
    .map(({ url, at, title, record }) => ({
      id: createHash("sha256").update(url).digest("hex").slice(0, 16),
      url,
      ts: record?.date ?? at,
      ...(title === undefined ? {} : { title }),
    }));
  return [{ format: "json-pages-1.0", id: "pages", title: "All Pages" }, ...pages];
}

/** A zip file that is written from its start to its end. */
class ZipFile {
  private readonly file: number;
  private readonly zip: Zip;
  private failure: Error | null = null;

  constructor(private readonly path: string) {
    this.file = openSync(path, "w");
    this.zip = new Zip((error, bytes) => {
      if (error) this.failure ??= error;
      else writeAll(path, this.file, bytes, null);
    });
  }

  /** Puts in a file as it is: readers go to its records by their places. */
  async stored(path: string, from: string): Promise<Resource> {
    const entry = new ZipPassThrough(path);
    this.zip.add(entry);
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
      entry.push(piece);
    }
    entry.push(new Uint8Array(), true);
    return resource(path, hash.digest("hex"), bytes);
  }

  text(path: string, text: string): Resource {
    const entry = new ZipDeflate(path);
    const bytes = Buffer.from(text);
    this.zip.add(entry);
    entry.push(bytes, true);
    return resource(path, createHash("sha256").update(bytes).digest("hex"), bytes.length);
  }

  end(): void {
    this.zip.end();
    closeSync(this.file);
    if (this.failure) throw this.failure;
  }

  drop(): void {
    rmSync(this.path, { force: true });
  }
}

function resource(path: string, hash: string, bytes: number): Resource {
  return { name: path.replace(/^.*\//, ""), path, hash: `sha256:${hash}`, bytes };
}
