// Captures of crawlers: what damage costs, what repeats, what is cut, and how bodies are packed.
import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { documentsIn } from "../../../src/store/archives.ts";
import { ARCHIVE_LIMITS } from "../../../src/store/limits.ts";
import type { SourceItem } from "../../../src/store/source-item.ts";

interface Fields {
  readonly type?: string;
  readonly url?: string;
  readonly date?: string;
  readonly [more: string]: string | undefined;
}

function record(
  block: Buffer | string,
  { type = "response", url = "http://a.test/1", date = DATE, ...more }: Fields = {},
): Buffer {
  const bytes = Buffer.from(block);
  const lines = Object.entries({ "WARC-Type": type, "WARC-Target-URI": url, "WARC-Date": date, ...more });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([
    Buffer.from(`WARC/1.0\r\n${head}Content-Length: ${bytes.length}\r\n\r\n`),
    bytes,
    Buffer.from("\r\n\r\n"),
  ]);
}
const DATE = "2024-01-02T03:04:05Z";

function http(body: Buffer | string, headers: Record<string, string> = {}): Buffer {
  const head = Object.entries({ "Content-Type": "text/html", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${head.join("")}\r\n`), Buffer.from(body)]);
}

async function items(bytes: Buffer, name = "c.warc"): Promise<SourceItem[]> {
  const found: SourceItem[] = [];
  for await (const item of documentsIn({ bytes }, name, { name }, ARCHIVE_LIMITS)) found.push(item);
  return found;
}
const told = (all: readonly SourceItem[]) =>
  all.map(
    ({ source, bytes, refusal }) => `${source}: ${bytes ? Buffer.from(bytes).toString("utf8") : refusal}`,
  );
const pages = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    record(http(`<p>${index}</p>`), { url: `http://a.test/${index}` }),
  );

test("what a crawler says of its own run is no document", async () => {
  const log = record("Fetching…", {
    type: "resource",
    url: "metadata://gnu.org/software/wget/warc/wget.log",
  });
  const kept = record("<p>kept</p>", { type: "resource", url: "http://a.test/kept" });
  expect(told(await items(Buffer.concat([log, kept])))).toEqual(["http://a.test/kept: <p>kept</p>"]);
});

test.each([true, false])(
  "a document tells archive, record and byte where it lies (packed: %s)",
  async (packed) => {
    const parts = ["<a@1>", "<a@2>"].map((id, at) => {
      const one = record(http(`<p>${at}</p>`), { url: `http://a.test/${at}`, "WARC-Record-ID": id });
      return packed ? gzipSync(one) : one;
    });
    const whole = Buffer.concat(parts);
    const held = (await items(whole)).map((item) => item.held);
    expect(held.map((one) => [one?.archive, one?.record])).toEqual([
      ["c.warc", "a@1"],
      ["c.warc", "a@2"],
    ]);
    for (const [at, part] of parts.entries())
      expect(whole.subarray(held[at]?.offset ?? -1).subarray(0, part.length)).toEqual(part);
  },
);

test.each([true, false])("damage costs its own stretch and one line (packed: %s)", async (packed) => {
  const parts = pages(6).map((part) => (packed ? gzipSync(part) : part));
  const whole = Buffer.concat(parts);
  const at = Buffer.concat(parts.slice(0, 2)).length;
  const damaged = Buffer.from(whole);
  damaged.fill(0, at + 2, at + 40);
  const found = told(await items(damaged));
  expect(found).toHaveLength(6);
  expect(found.filter((line) => line.includes("<p>"))).toHaveLength(5);
  expect(found.filter((line) => /^c\.warc!bytes \d+-\d+: damaged: /.test(line))).toHaveLength(1);
});

test.each([true, false])(
  "a file that is cut loses its last record and says so (packed: %s)",
  async (packed) => {
    const whole = Buffer.concat(pages(4).map((part) => (packed ? gzipSync(part) : part)));
    const found = told(await items(whole.subarray(0, whole.length - 30)));
    expect(found.slice(0, 3)).toEqual([0, 1, 2].map((index) => `http://a.test/${index}: <p>${index}</p>`));
    expect(found[3]).toMatch(/truncated: the archive ends within a record/);
  },
);

test("a length that is told wrongly costs its record only", async () => {
  const [first, second, third] = pages(3) as [Buffer, Buffer, Buffer];
  const wrong = Buffer.from(second.toString("latin1").replace(/(Content-Length: )\d+/, "$19999"), "latin1");
  const found = told(await items(Buffer.concat([first, wrong, third])));
  expect(found.map((line) => line.split(":").slice(0, 2).join(":"))).toEqual([
    "http://a.test/0".replace(/$/, ""),
    expect.stringMatching(/^c\.warc!bytes/),
    "http://a.test/2",
  ]);
});

test("every capture has its time; what repeats another has its bytes, or says that they are not here", async () => {
  const digest = { "WARC-Payload-Digest": "sha1:X" };
  const bytes = Buffer.concat([
    record(http("<p>same</p>"), { ...digest }),
    record("HTTP/1.1 200 OK\r\n\r\n", { type: "revisit", date: "2025-01-01T00:00:00Z", ...digest }),
    record("HTTP/1.1 200 OK\r\n\r\n", {
      type: "revisit",
      url: "http://a.test/2",
      "WARC-Payload-Digest": "sha1:Y",
    }),
  ]);
  const found = await items(bytes);
  expect(told(found)).toEqual([
    "http://a.test/1: <p>same</p>",
    "http://a.test/1: <p>same</p>",
    "http://a.test/2: refused: it repeats a capture that this archive does not hold",
  ]);
  expect(found.map(({ capturedAt }) => capturedAt)).toEqual([DATE, "2025-01-01T00:00:00Z", DATE]);
  // The page that came again leads to the bytes that it repeats.
  const [first, again, lost] = found.map(({ held }) => held);
  expect(first).toMatchObject({ offset: 0 });
  expect(again).toEqual(first);
  expect(lost).toBeUndefined();
});

const TEXT = "<p>一二三</p>".repeat(30);
const chunked = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)};x=y\r\n`), bytes, Buffer.from("\r\n0\r\n\r\n")]);
test.each([
  ["GZIP", gzipSync(TEXT), {}],
  ["x-gzip", gzipSync(TEXT), {}],
  ["deflate", deflateRawSync(TEXT), {}],
  [" Br ", brotliCompressSync(TEXT), {}],
  ["gzip, br", brotliCompressSync(gzipSync(TEXT)), {}],
  ["identity", Buffer.from(TEXT), {}],
  ["gzip", Buffer.from(TEXT), {}],
  ["gzip", chunked(gzipSync(TEXT)), { "Transfer-Encoding": "Chunked" }],
  ["", chunked(gzipSync(TEXT)), { "Transfer-Encoding": "gzip, chunked" }],
])("the coding %j is undone", async (coding, body, more) => {
  const found = told(await items(record(http(body, { "Content-Encoding": coding, ...more }))));
  expect(found).toEqual([`http://a.test/1: ${TEXT}`]);
});

test("what the crawler or the server cut off is no document", async () => {
  const cut = [
    record(http("<p>1"), { "WARC-Truncated": "length" }),
    record(http("<p>1", { "Content-Length": "400" })),
    record(http(chunked(Buffer.from(TEXT)).subarray(0, 60), { "Transfer-Encoding": "chunked" })),
  ];
  for (const one of cut) expect(told(await items(one))[0]).toMatch(/^http:\/\/a\.test\/1: truncated: /);
});

test("plain texts made of pages, ARC, and lines of JSON are archives too", async () => {
  expect(told(await items(record("正文", { type: "conversion", "Content-Type": "text/plain" })))).toEqual([
    "http://a.test/1: 正文",
  ]);
  const body = http("<p>old</p>");
  const arc = Buffer.concat([
    Buffer.from("filedesc://x 0.0.0.0 20200101000000 text/plain 6\n1 0 x\n\n"),
    Buffer.from(`http://a.test/old 1.2.3.4 20200102030405 text/html ${body.length}\n`),
    body,
    Buffer.from("\n"),
  ]);
  const old = await items(arc, "x.arc");
  expect(told(old)).toEqual(["http://a.test/old: <p>old</p>"]);
  expect(old[0]?.capturedAt).toBe("2020-01-02T03:04:05Z");
  const lines = [
    JSON.stringify({ url: "http://a.test/1", html: "<p>1</p>", text: "1", date: DATE }),
    JSON.stringify({ url: "http://a.test/2", text: "2\u2028\n" }),
    "{ broken",
    JSON.stringify({ url: "http://a.test/4" }),
  ];
  const fromLines = await items(Buffer.from(lines.join("\n")), "pages.jsonl");
  expect(fromLines[1]?.held).toEqual({ archive: "pages.jsonl", record: "line 2", offset: null });
  expect(told(fromLines)).toEqual([
    "http://a.test/1: <p>1</p>",
    "http://a.test/2: 2\u2028\n",
    "pages.jsonl!line 3: damaged: the line is no JSON",
    "http://a.test/4: empty: the line holds no text of a page",
  ]);
});

test("what a host tells robots is kept by crawlers and is no document", async () => {
  const robots = record(http("User-agent: *"), { url: "http://a.test/robots.txt" });
  expect(told(await items(Buffer.concat([robots, ...pages(1)])))).toEqual(["http://a.test/0: <p>0</p>"]);
});
