// An archive and what may befall it: damage, a lost manifest, two crawls at once. Nothing in it is ever thrown away.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Archive } from "../../src/fetch/archive.ts";
import { joinWorkers } from "../../src/fetch/together/join.ts";
import { verifyArchive } from "../../src/fetch/verify.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const warc = () => join(folder, "crawl.warc.gz");
const manifest = () => join(folder, ".gongkai", "manifest.jsonl");
const address = (index: number) => `http://127.0.0.1/${index}.html`;

async function fill(pages: number): Promise<void> {
  const archive = await Archive.open(folder);
  for (let index = 0; index < pages; index += 1) {
    const body = new TextEncoder().encode(`<h1>page ${index}</h1>`);
    const response = { url: address(index), status: 200, headers: [], body, requestHeaders: {} };
    await archive.keep({ url: address(index) }, response, new Date(1_700_000_000_000 + index * 1000));
  }
  await archive.close();
}

async function bodies(pages: number): Promise<(string | null)[]> {
  const archive = await Archive.open(folder);
  const found: (string | null)[] = [];
  for (let index = 0; index < pages; index += 1) {
    const response = await archive.read(address(index));
    found.push(response && Buffer.from(response.body).toString("utf8"));
  }
  await archive.close();
  return found;
}
const NOTHING = { status: 404, headers: [], body: new Uint8Array(), requestHeaders: {} };
const all = (pages: number) => Array.from({ length: pages }, (_, index) => `<h1>page ${index}</h1>`);

test("what was kept is read back, and nothing is wrong with it", async () => {
  await fill(5);
  expect(await bodies(5)).toEqual(all(5));
  expect(await verifyArchive(folder)).toEqual({ records: 5, addresses: 5, faults: [] });
});

test("a worker that had nothing but what stands beside addresses joins, and nothing is wrong with it", async () => {
  await fill(1);
  const place = join(folder, "workers", "w2");
  const worker = await Archive.open(place);
  worker.keepAside({ ...NOTHING, url: "http://127.0.0.1/robots.txt" }, new Date(1_700_000_000_000));
  await worker.close();
  const archive = await Archive.open(folder);
  await joinWorkers(archive);
  await archive.close();
  expect(readFileSync(join(folder, "index.cdxj"), "utf8")).toContain("workers/w2/crawl.warc.gz");
  expect(await verifyArchive(folder)).toEqual({ records: 2, addresses: 1, faults: [] });
});

test("a second process has to wait; the lock ends with the first", async () => {
  const archive = await Archive.open(folder);
  await expect(Archive.open(folder)).rejects.toThrow(/another run is at work/);
  await archive.close();
  await (await Archive.open(folder)).close();
});

test("a WARC that nothing is known of is left as it is, and taken up when asked to", async () => {
  await fill(5);
  const bytes = readFileSync(warc());
  rmSync(join(folder, ".gongkai"), { recursive: true });
  await expect(Archive.open(folder)).rejects.toThrow(/--repair/);
  expect(readFileSync(warc())).toEqual(bytes);
  const archive = await Archive.open(folder, { repair: true });
  expect(archive.entries.size).toBe(5);
  await archive.close();
  expect(readFileSync(warc())).toEqual(bytes);
  expect(await bodies(5)).toEqual(all(5));
  expect((await verifyArchive(folder)).faults).toEqual([]);
});

test("a manifest with a flipped bit anywhere is never believed, and what it told is found again", async () => {
  await fill(5);
  const whole = readFileSync(manifest());
  for (let at = 10; at < whole.length; at += Math.floor(whole.length / 13)) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 4;
    writeFileSync(manifest(), damaged);
    expect(await bodies(5)).toEqual(all(5));
  }
});

test("lines of an index that are cut off or are none are told when the archive is verified", async () => {
  await fill(5);
  const index = join(folder, "index.cdxj");
  const lines = readFileSync(index, "utf8").trim().split("\n");
  writeFileSync(index, [lines[0]?.slice(0, -9), "no line", ...lines.slice(2)].join("\n"));
  expect((await verifyArchive(folder)).faults).toEqual(["2 lines of the index are damaged"]);
});

test("a record with a flipped bit is told, and is not given out as what was kept", async () => {
  await fill(5);
  const [, second] = readFileSync(join(folder, "index.cdxj"), "utf8").split("\n");
  const { offset, length } = JSON.parse(second?.replace(/^\S+ \S+ /, "") ?? "") as Record<string, string>;
  const bytes = readFileSync(warc());
  const at = Number(offset) + Math.floor(Number(length) / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(warc(), bytes);
  const found = await bodies(5);
  expect(found.filter((body) => body === null)).toHaveLength(1);
  expect((await verifyArchive(folder)).faults.length).toBeGreaterThan(0);
  const archive = await Archive.open(folder, { repair: true });
  expect(
    [...archive.entries.values()].filter(({ outcome, reason }) => outcome === "failed" && reason === "lost"),
  ).toHaveLength(1);
  await archive.close();
});

test("half a record at the end is put aside, and the archive goes on behind the last whole one", async () => {
  await fill(3);
  const whole = readFileSync(warc());
  writeFileSync(warc(), Buffer.concat([whole, whole.subarray(0, 100)]));
  await fill(4);
  expect(existsSync(`${warc()}.rest`)).toBe(true);
  expect(readFileSync(`${warc()}.rest`)).toEqual(whole.subarray(0, 100));
  expect(await bodies(4)).toEqual(all(4));
  expect((await verifyArchive(folder)).faults).toEqual([]);
});

test("records behind what the manifest knows are taken up", async () => {
  await fill(2);
  const known = readFileSync(manifest());
  await fill(4);
  writeFileSync(manifest(), known);
  const bytes = readFileSync(warc());
  expect(await bodies(4)).toEqual(all(4));
  expect(readFileSync(warc())).toEqual(bytes);
});

describe("the checkpoint", () => {
  const checkpoint = () => join(folder, ".gongkai", "known");
  const lists = () => ["manifest.csv", "index.cdxj"].map((name) => readFileSync(join(folder, name), "utf8"));
  const flipped = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(path, bytes);
  };

  test("where it is missing, damaged anywhere or behind, the manifest is read, and the end is the same", async () => {
    await fill(3);
    const old = readFileSync(checkpoint());
    await fill(5);
    const told = lists();
    const harms: (() => void)[] = [
      () => rmSync(checkpoint()),
      () => writeFileSync(checkpoint(), old),
      () => writeFileSync(checkpoint(), readFileSync(checkpoint()).subarray(0, 900)),
      // In its head and in its table.
      ...[20, 150, 400, 5000, 12_000].map((at) => () => flipped(checkpoint(), at)),
    ];
    for (const harm of harms) {
      harm();
      expect(await bodies(5)).toEqual(all(5));
      expect(lists()).toEqual(told);
    }
    expect((await verifyArchive(folder)).faults).toEqual([]);
  });

  test("what it knows is not believed where the manifest or the WARC do not bear it out", async () => {
    await fill(3);
    const cut = readFileSync(warc());
    const lines = readFileSync(manifest());
    await fill(5);
    // The WARC of yesterday with the manifest of today.
    writeFileSync(warc(), cut);
    const archive = await Archive.open(folder);
    expect(archive.notes.join(" ")).toContain("records that are not there");
    expect(archive.entries.get(address(4))).toMatchObject({ outcome: "failed", reason: "lost" });
    expect([0, 3].map((index) => archive.read(address(index)) !== null)).toEqual([true, false]);
    await archive.close();
    // The manifest of yesterday as well.
    writeFileSync(manifest(), lines);
    expect(await bodies(4)).toEqual([...all(3), null]);
  });

  test("the lists are left where they are what they were, and made anew where they are damaged", async () => {
    await fill(5);
    const told = lists();
    const path = join(folder, "index.cdxj");
    const { mtimeMs } = statSync(path);
    await bodies(5);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
    flipped(path, 40);
    flipped(join(folder, "manifest.csv"), 200);
    await bodies(5);
    expect(lists()).toEqual(told);
  });

  test("lists that grew run by run are those that are made at once, and as many addresses are kept", async () => {
    const at = (minute: number) => new Date(1_700_000_000_000 + minute * 60_000);
    const keep = (archive: Archive, url: string, text: string, title: string, minute: number) => {
      const body = new TextEncoder().encode(text);
      archive.keep({ url, title }, { url, status: 200, headers: [], body, requestHeaders: {} }, at(minute));
    };
    const failed = (archive: Archive, url: string) =>
      archive.note({ url, outcome: "failed", reason: "dns", at: at(9).toISOString() });
    const runs: ((archive: Archive) => void)[] = [
      (archive) => {
        for (const index of [3, 1, 4]) keep(archive, address(index), `page ${index}`, `"a",\r\nb`, index);
        failed(archive, address(5));
      },
      (archive) => keep(archive, address(2), "page 2", "second", 10),
      // What was had ends anew, in four ways; of the last one there were no bytes.
      (archive) => {
        keep(archive, address(3), "page 3 changed", "c", 20);
        keep(archive, address(1), "page 1", "", 21);
        failed(archive, address(4));
        keep(archive, address(5), "page 2", "d", 22);
      },
      (archive) => archive.keepAside({ ...NOTHING, url: "http://127.0.0.1/robots.txt" }, at(30)),
      (archive) => {
        failed(archive, "=no address");
        keep(archive, address(0), "page 0", "'e", 31);
      },
      (archive) => failed(archive, "=no address"),
    ];
    for (const run of runs) {
      const archive = await Archive.open(folder);
      run(archive);
      const kept = await archive.close();
      const told = lists();
      expect(kept).toBe([...archive.entries.values()].filter(({ offset }) => offset !== undefined).length);
      for (const name of ["manifest.csv", "index.cdxj", ".gongkai/known"]) rmSync(join(folder, name));
      expect(await (await Archive.open(folder)).close()).toBe(kept);
      expect(lists()).toEqual(told);
    }
  });

  test("a line that is damaged while an archive is open stops it, and is not taken for nothing", async () => {
    await fill(5);
    const archive = await Archive.open(folder);
    flipped(manifest(), 60);
    expect(() => archive.entries.get(address(0))).toThrow(/damaged; gongkai fetch --repair/);
    await archive.close();
  });
});
