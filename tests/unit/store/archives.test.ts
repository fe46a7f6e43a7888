import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { strToU8, type Zippable, zipSync } from "fflate";
import iconv from "iconv-lite";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WARCRecord, WARCSerializer } from "warcio";
import { InputError } from "../../../src/store/inputs.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "../../../src/store/limits.ts";
import { documentsBelow } from "../../../src/store/sources.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function list(limits: Partial<ArchiveLimits> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { source, bytes, refusal } of documentsBelow([{ path: folder }], {
    ...ARCHIVE_LIMITS,
    ...limits,
  })) {
    found.push(`${source}: ${bytes === null ? refusal : Buffer.from(bytes).toString("utf8")}`);
  }
  return found;
}
const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);

async function tarOf(entries: Record<string, string>, links: Record<string, string> = {}): Promise<Buffer> {
  const tar = pack();
  for (const [name, text] of Object.entries(entries)) tar.entry({ name }, text);
  for (const [name, linkname] of Object.entries(links)) tar.entry({ name, type: "symlink", linkname });
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function warcOf(
  pages: Record<string, { body: string | Uint8Array; status?: number; type?: string }>,
  gzip: boolean,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (const [url, { body, status = 200, type = "text/html; charset=gbk" }] of Object.entries(pages)) {
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const record = await WARCRecord.create(
      {
        url,
        date: "2024-01-31T00:00:00Z",
        type: "response",
        httpHeaders: { "Content-Type": type },
        statusline: `HTTP/1.1 ${status} X`,
      },
      [bytes],
    );
    for await (const chunk of new WARCSerializer(record, { gzip })) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe("the same documents in every wrapping", () => {
  const files = { "a.txt": "one", "下/b.txt": "two" };
  const zipped = (entries: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));

  test("folder", async () => {
    mkdirSync(join(folder, "下"));
    for (const [name, text] of Object.entries(files)) put(name, text);
    expect(await list()).toEqual(["a.txt: one", "下/b.txt: two"]);
  });

  test("zip, whatever it is called", async () => {
    put("archive.dat", zipped(files));
    expect(await list()).toEqual(["archive.dat!a.txt: one", "archive.dat!下/b.txt: two"]);
  });

  test("tar, tar.gz, and one gzipped file", async () => {
    const tar = await tarOf(files);
    put("1.tar", tar);
    put("2.tgz", gzipSync(tar));
    put("3.txt.gz", gzipSync("three"));
    expect(await list()).toEqual([
      "1.tar!a.txt: one",
      "1.tar!下/b.txt: two",
      "2.tgz!a.txt: one",
      "2.tgz!下/b.txt: two",
      "3.txt.gz!3.txt: three",
    ]);
  });

  test("WACZ, without what of it tells programs where its captures lie", async () => {
    const warc = await warcOf({ "http://a.test/1": { body: "<p>1</p>" } }, true);
    const parts = ["datapackage.json", "datapackage-digest.json", "indexes/index.cdx", "pages/pages.jsonl"];
    const own = Object.fromEntries(parts.map((name) => [name, strToU8("{}")]));
    const whole = zipSync({
      "archive/c.warc.gz": new Uint8Array(warc),
      "notes/a.txt": strToU8("note"),
      ...own,
    });
    put("w.wacz", whole);
    expect(await list()).toEqual(["http://a.test/1: <p>1</p>", "w.wacz!notes/a.txt: note"]);
    rmSync(join(folder, "w.wacz"));
    put("w.zip", whole);
    expect(await list()).toHaveLength(6);
  });

  test("zip in zip", async () => {
    put("o.zip", zipSync({ "i.zip": zipped(files) }));
    expect(await list()).toEqual(["o.zip!i.zip!a.txt: one", "o.zip!i.zip!下/b.txt: two"]);
  });

  test.each([true, false])(
    "WARC, gzipped: %s; only responses that were found and are documents",
    async (gzip) => {
      const pages = {
        "http://a.gov.cn/1.html": { body: "one" },
        "http://a.gov.cn/none.html": { body: "gone", status: 404 },
        "http://a.gov.cn/logo.png": { body: "png", type: "image/png" },
        "http://a.gov.cn/2.doc": { body: "two", type: "application/msword" },
      };
      put(gzip ? "c.warc.gz" : "c.warc", await warcOf(pages, gzip));
      expect(await list()).toEqual(["http://a.gov.cn/1.html: one", "http://a.gov.cn/2.doc: two"]);
      for await (const { source, hints } of documentsBelow([{ path: folder }])) {
        if (source.endsWith("1.html"))
          expect(hints).toEqual({ name: "1.html", mediaType: "text/html", charset: "gbk" });
      }
    },
  );

  test("documents that are zipped themselves are documents", async () => {
    put("d.docx", zipSync({ "[Content_Types].xml": strToU8("x"), "word/document.xml": strToU8("y") }));
    expect((await list())[0]).toMatch(/^d\.docx: PK/);
  });

  test("names in GBK", async () => {
    const bytes = Buffer.from(zipSync({ "AAAA.txt": strToU8("x") }));
    const name = iconv.encode("年报", "gbk");
    for (let at = bytes.indexOf("AAAA"); at >= 0; at = bytes.indexOf("AAAA")) name.copy(bytes, at);
    put("g.zip", bytes);
    expect(await list()).toEqual(["g.zip!年报.txt: x"]);
  });
});

describe("what asks too much is told and left alone", () => {
  test("a bomb", async () => {
    put("b.zip", zipSync({ "bomb.txt": new Uint8Array(20_000_000), "good.txt": strToU8("x") }));
    expect(await list({ ratio: 100 })).toEqual([
      "b.zip!bomb.txt: too-large: it unpacks to more than 100 times its size, as bombs do",
      "b.zip!good.txt: x",
    ]);
    expect((await list({ documentBytes: 1000 }))[0]).toMatch(/more than 1000 bytes/);
  });

  test("a gzip bomb", async () => {
    put("b.gz", gzipSync(new Uint8Array(30_000_000)));
    expect(await list({ ratio: 100 })).toEqual([
      "b.gz: too-large: it unpacks to more than 100 times its size, as bombs do",
    ]);
  });

  test("many bombs, each of them refused, count together", async () => {
    const bombs = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${index}.txt`, new Uint8Array(2_000_000)]),
    );
    const limits = { ratio: 100, documentBytes: 4_000_000 };
    const told = "too-large: it unpacks to more than 100 times its size; the rest is left alone";
    put("b.zip", zipSync({ ...bombs, "last.txt": strToU8("x") }));
    const zipped = await list(limits);
    expect(zipped.at(-1)).toBe(`b.zip: ${told}`);
    expect(zipped.length).toBeLessThan(10);
    rmSync(join(folder, "b.zip"));
    put("c.tgz", gzipSync(await tarOf({ "0.txt": "x", "big.txt": "x".repeat(9_000_000), "z.txt": "x" })));
    expect(await list(limits)).toEqual([
      "c.tgz!0.txt: x",
      "c.tgz!big.txt: too-large: it unpacks to more than 4000000 bytes",
      `c.tgz: ${told}`,
    ]);
    expect(await list({ ratio: 2000, documentBytes: 1_000_000 })).toEqual([
      "c.tgz!0.txt: x",
      "c.tgz!big.txt: too-large: it unpacks to more than 1000000 bytes",
      "c.tgz!z.txt: x",
    ]);
  });

  test("bodies that are packed count as well", async () => {
    const http = (body: Uint8Array) =>
      Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), body]);
    const record = (index: number, block: Buffer) =>
      Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.test/${index}\r\nContent-Length: ${block.length}\r\n\r\n`,
        ),
        block,
        Buffer.from("\r\n\r\n"),
      ]);
    const bomb = http(gzipSync(new Uint8Array(2_000_000)));
    put("w.warc", Buffer.concat(Array.from({ length: 40 }, (_, index) => record(index, bomb))));
    const found = await list({ ratio: 100, documentBytes: 1_000_000 });
    expect(found[0]).toBe("http://x.test/0: too-large: it unpacks to more than 1000000 bytes");
    expect(found.at(-1)).toBe(
      "w.warc: too-large: it unpacks to more than 100 times its size; the rest is left alone",
    );
    expect(found.length).toBeLessThan(20);
  });

  test("an entry packed in another way than zips are", async () => {
    const bytes = Buffer.from(zipSync({ "a.txt": strToU8("x".repeat(99)), "b.txt": strToU8("y") }));
    bytes.writeUInt16LE(14, bytes.indexOf("PK\x01\x02", 0, "latin1") + 10);
    put("l.zip", bytes);
    expect(await list()).toEqual([
      "l.zip!a.txt: unsupported: it is packed in a way that cannot be undone here",
      "l.zip!b.txt: y",
    ]);
  });

  test("archives in archives in archives", async () => {
    let inner: Uint8Array = zipSync({ "x.txt": strToU8("x") });
    for (let level = 0; level < 4; level += 1) inner = zipSync({ "n.zip": inner } as Zippable);
    put("n.zip", inner);
    expect(await list({ depth: 3 })).toEqual([
      "n.zip!n.zip!n.zip!n.zip: too-deep: more than 3 archives in one another",
    ]);
    expect(await list()).toEqual(["n.zip!n.zip!n.zip!n.zip!n.zip!x.txt: x"]);
  });

  test("too many entries", async () => {
    put(
      "m.zip",
      zipSync(Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`${index}.txt`, strToU8("x")]))),
    );
    expect(await list({ entries: 3 })).toEqual([
      "m.zip!0.txt: x",
      "m.zip!1.txt: x",
      "m.zip!2.txt: x",
      "m.zip: too-large: more than 3 entries; the rest is left alone",
    ]);
  });

  test("names that point out of the archive, links in it, and a locked entry", async () => {
    put(
      "t.tar",
      await tarOf({ "../../etc/x": "evil", "/abs": "evil", "fine.txt": "x" }, { "link.txt": "/etc/passwd" }),
    );
    expect(await list()).toEqual([
      "t.tar!../../etc/x: refused: its name points out of the archive",
      "t.tar!/abs: refused: its name points out of the archive",
      "t.tar!fine.txt: x",
      "t.tar!link.txt: refused: a link",
    ]);
  });

  test("half a zip, half a gzip, half a tar", async () => {
    const zip = zipSync({ "a.txt": strToU8("x".repeat(1000)), "b.txt": strToU8("y") });
    put("1.zip", zip.subarray(0, zip.length - 30));
    put(
      "2.gz",
      gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))).subarray(0, 200),
    );
    const found = await list();
    // Half a zip may be half a document: its bytes go on, and the reader says what is wrong with them.
    expect(found[0]).toMatch(/^1\.zip: PK/);
    expect(found[1]).toMatch(/^2\.gz: truncated: /);
  });
});

test("links between folders are followed once, and never around in circles", async () => {
  mkdirSync(join(folder, "a"));
  put("a/x.txt", "x");
  symlinkSync(folder, join(folder, "a", "up"));
  symlinkSync(join(folder, "a", "x.txt"), join(folder, "y.txt"));
  symlinkSync(join(folder, "nowhere"), join(folder, "z.txt"));
  expect(await list()).toEqual([
    "a/up: refused: a link into a folder around it",
    "a/x.txt: x",
    "y.txt: x",
    "z.txt: refused: a link that leads nowhere",
  ]);
});

test("an input that is not there breaks the run", async () => {
  await expect(async () => {
    for await (const _ of documentsBelow([{ path: join(folder, "nothing") }])) break;
  }).rejects.toThrow(InputError);
});
