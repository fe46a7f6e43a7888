// A web archive on loopback: captures written by another library than ours, an index in all the forms that such archives have,
// files by range, a CDX server as pywb and one as the Wayback Machine have them, and captures given out raw.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { getSurt, WARCRecord, WARCSerializer } from "warcio";

export interface MadeCapture {
  readonly url: string;
  readonly timestamp: string;
  readonly body: string;
  readonly status?: number;
  readonly type?: string;
  /** Repeats the bytes of an earlier one. */
  readonly isRevisit?: boolean;
}

export interface WebArchiveServer {
  readonly base: string;
  readonly asked: string[];
  /** Bytes that were sent of WARC files. */
  sent(): number;
  close(): Promise<void>;
}

interface Line {
  readonly key: string;
  readonly timestamp: string;
  readonly facts: Readonly<Record<string, string>>;
}

const PER_BLOCK = 3;
const PER_ANSWER = 2;

const isoOf = (time: string) => time.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6Z");

async function packed({ url, timestamp, body, status = 200, type, isRevisit }: MadeCapture): Promise<Buffer> {
  const record = await WARCRecord.create(
    {
      url,
      date: isoOf(timestamp),
      type: isRevisit ? "revisit" : "response",
      statusline: `HTTP/1.1 ${status} Fine`,
      httpHeaders: { "Content-Type": type ?? "text/html; charset=utf-8", "X-Made": "then" },
      ...(isRevisit ? { refersToUrl: url, refersToDate: isoOf(timestamp) } : {}),
    },
    isRevisit ? [] : [new TextEncoder().encode(body)],
  );
  return Buffer.from(await WARCSerializer.serialize(record, { gzip: true }));
}

export async function openWebArchive(captures: readonly MadeCapture[]): Promise<WebArchiveServer> {
  const pieces: Buffer[] = [];
  const lines: Line[] = [];
  let offset = 0;
  for (const capture of captures) {
    const bytes = await packed(capture);
    const { url, timestamp, body, status = 200, type = "text/html", isRevisit } = capture;
    const facts = {
      url,
      mime: isRevisit ? "warc/revisit" : type,
      status: isRevisit ? "-" : String(status),
      digest: `D${body}`.replace(/\W/g, "").slice(0, 32),
      length: String(bytes.length),
      offset: String(offset),
      filename: "segments/one.warc.gz",
    };
    lines.push({ key: getSurt(url), timestamp, facts });
    pieces.push(bytes);
    offset += bytes.length;
  }
  const sorted = lines.sort((a, b) => (`${a.key} ${a.timestamp}` < `${b.key} ${b.timestamp}` ? -1 : 1));
  const files = filesOf(sorted, Buffer.concat(pieces));
  const asked: string[] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const address = new URL(request.url ?? "", "http://127.0.0.1");
    const file = files.get(address.pathname);
    if (file) sent += byRange(request, response, file, address.pathname.endsWith(".warc.gz"));
    else if (address.pathname.endsWith("/cdx")) asPywb(response, selected(sorted, address));
    else if (address.pathname.endsWith("/cdx/search/cdx"))
      asWayback(response, selected(sorted, address), address);
    else raw(response, request.url ?? "", captures);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sent: () => sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function filesOf(lines: readonly Line[], warc: Buffer): Map<string, Buffer> {
  const cdxj = lines.map(({ key, timestamp, facts }) => `${key} ${timestamp} ${JSON.stringify(facts)}\n`);
  const cdx = lines.map(({ key, timestamp, facts: f }) =>
    [
      key,
      timestamp,
      f["url"],
      f["mime"],
      f["status"],
      f["digest"],
      "-",
      "-",
      f["length"],
      f["offset"],
      f["filename"],
    ].join(" "),
  );
  const blocks: Buffer[] = [];
  let cluster = "";
  for (let at = 0; at < cdxj.length; at += PER_BLOCK) {
    const block = gzipSync(cdxj.slice(at, at + PER_BLOCK).join(""));
    const begin = cdxj[at]?.split(" ").slice(0, 2).join(" ");
    const place = blocks.reduce((sum, one) => sum + one.length, 0);
    cluster += `${begin}\tcdx-00000.gz\t${place}\t${block.length}\t${blocks.length + 1}\n`;
    blocks.push(block);
  }
  return new Map([
    ["/index/all.cdxj", Buffer.from(cdxj.join(""))],
    ["/index/all.cdx", Buffer.from(` CDX N b a m s k r M S V g\n${cdx.join("\n")}\n`)],
    ["/index/all.cdxj.gz", gzipSync(cdxj.join(""))],
    ["/index/cluster.idx", Buffer.from(cluster)],
    ["/index/cdx-00000.gz", Buffer.concat(blocks)],
    ["/data/segments/one.warc.gz", warc],
  ]);
}

function byRange(request: IncomingMessage, response: ServerResponse, file: Buffer, isWarc: boolean): number {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
  if (from === undefined) {
    response.writeHead(200).end(file);
    return isWarc ? file.length : 0;
  }
  if (Number(from) >= file.length) {
    response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
    return 0;
  }
  const piece = file.subarray(Number(from), Number(to) + 1);
  const range = `bytes ${from}-${Number(from) + piece.length - 1}/${file.length}`;
  response.writeHead(206, { "content-range": range }).end(piece);
  return isWarc ? piece.length : 0;
}

function selected(lines: readonly Line[], { searchParams }: URL): Line[] {
  const of = (name: string) => searchParams.get(name) ?? "";
  const surt = getSurt(of("url").includes("://") ? of("url") : `http://${of("url")}`);
  const host = surt.replace(/\).*/, "");
  const fits = {
    exact: (key: string) => key === surt,
    prefix: (key: string) => key.startsWith(surt),
    domain: (key: string) => key.startsWith(`${host})`) || key.startsWith(`${host},`),
  }[of("matchType") as "exact"];
  return lines.filter(
    ({ key, timestamp }) =>
      fits(key) && timestamp >= of("from").padEnd(14, "0") && timestamp <= (of("to") || "9").padEnd(14, "9"),
  );
}

function asPywb(response: ServerResponse, lines: readonly Line[]): void {
  if (lines.length === 0) {
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"message": "No Captures found for: that"}');
    return;
  }
  response.writeHead(200, { "content-type": "text/x-ndjson" });
  for (const { key, timestamp, facts } of lines)
    response.write(`${JSON.stringify({ urlkey: key, timestamp, ...facts })}\n`);
  response.end();
}

function asWayback(response: ServerResponse, lines: readonly Line[], { searchParams }: URL): void {
  const from = Number(searchParams.get("resumeKey") ?? "0");
  const part = lines.slice(from, from + PER_ANSWER);
  const head = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];
  const rows = part.map(({ key, timestamp, facts: f }) => [
    key,
    timestamp,
    f["url"],
    f["mime"],
    f["status"],
    f["digest"],
    f["length"],
  ]);
  const more = from + PER_ANSWER < lines.length ? [[], [String(from + PER_ANSWER)]] : [];
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify([head, ...rows, ...more]));
}

/** `/…/TIMEid_/URL`; sends on to what it has instead. */
function raw(response: ServerResponse, path: string, captures: readonly MadeCapture[]): void {
  const [, before, timestamp, url] = /^(.*\/)(\d{14})id_\/(.*)$/.exec(path) ?? [];
  const fit = captures.filter((one) => one.url === url && one.isRevisit !== true);
  const exact = fit.find((one) => one.timestamp === timestamp);
  const other = fit[0];
  if (exact) {
    response.writeHead(exact.status ?? 200, {
      "content-type": exact.type ?? "text/html; charset=utf-8",
      "memento-datetime": new Date(isoOf(exact.timestamp)).toUTCString(),
      "x-archive-orig-x-made": "then",
    });
    response.end(exact.body);
  } else if (other) response.writeHead(302, { location: `${before}${other.timestamp}id_/${url}` }).end();
  else response.writeHead(404).end("none");
}
