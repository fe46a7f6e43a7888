// Records of a WARC, each packed by itself as readers want it: a response with its request, what a file is, what repeats
// another record. Must not know where they are written, nor addresses of pages.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { sha256 } from "../store/digest.ts";
import type { RecordLine } from "./entry.ts";
import type { Response } from "./response.ts";

type Fields = readonly (readonly [name: string, value: string])[];

/** @param date as WARC writes it, from `warcDate` */
export function packedResponse(
  response: Response,
  date: string,
  known: RecordLine | undefined,
  payload: string,
): readonly [response: Buffer, ...request: Buffer[]] {
  const { url, status, statusText = "", body, ip, truncated, source } = response;
  if (response.drawn) return [packedConversion(response, date, payload)];
  const id = recordId();
  const head = httpHead(`HTTP/1.1 ${status} ${statusText}`, response.headers.map(joinedChunks));
  const fields: Fields = [
    ["WARC-Type", known ? "revisit" : "response"],
    ["WARC-Record-ID", id],
    ["WARC-Target-URI", url],
    ["WARC-Date", date],
    ...(ip === undefined ? [] : [["WARC-IP-Address", ip] as const]),
    ["WARC-Payload-Digest", `sha256:${payload}`],
    ...(known ? refersTo(known) : []),
    ...(truncated === undefined ? [] : [["WARC-Truncated", truncated] as const]),
    ...(source === undefined ? [] : [["WARC-Source-URI", source] as const]),
    ["Content-Type", "application/http; msgtype=response"],
  ];
  const block = known ? head : Buffer.concat([head, body]);
  const record = packed(fields, block);
  // What was asked for a capture of another archive is not known.
  return source === undefined ? [record, packedRequest(response, date, id)] : [record];
}

/** What was made of answers, by itself: its address is that of the page it shows. */
function packedConversion({ url, body, headers }: Response, date: string, payload: string): Buffer {
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  const fields: Fields = [
    ["WARC-Type", "conversion"],
    ["WARC-Record-ID", recordId()],
    ["WARC-Target-URI", url],
    ["WARC-Date", date],
    ["WARC-Payload-Digest", `sha256:${payload}`],
    ["Content-Type", type],
  ];
  return packed(fields, Buffer.from(body));
}

function packedRequest(response: Response, date: string, id: string): Buffer {
  const { url, requestMethod = "GET", requestBody = "", requestHeaders } = response;
  const { pathname, search, host } = new URL(url);
  const posted = Buffer.from(requestBody);
  const length: Fields = posted.length === 0 ? [] : [["content-length", `${posted.length}`]];
  const named: Fields = [["host", host], ...Object.entries(requestHeaders), ...length];
  const head = httpHead(`${requestMethod} ${pathname}${search} HTTP/1.1`, named);
  const fields: Fields = [
    ["WARC-Type", "request"],
    ["WARC-Record-ID", recordId()],
    ["WARC-Target-URI", url],
    ["WARC-Date", date],
    ["WARC-Concurrent-To", id],
    ["WARC-Payload-Digest", `sha256:${sha256(posted)}`],
    ["Content-Type", "application/http; msgtype=request"],
  ];
  return packed(fields, Buffer.concat([head, posted]));
}

/** What the file is, for those who find it without anything else. */
export function packedInfo(name: string, date: string, facts: Fields): Buffer {
  const text = [["format", "WARC File Format 1.1"] as const, ...facts].map(
    ([field, value]) => `${field}: ${value}\r\n`,
  );
  const fields: Fields = [
    ["WARC-Type", "warcinfo"],
    ["WARC-Record-ID", recordId()],
    ["WARC-Filename", name],
    ["WARC-Date", date],
    ["Content-Type", "application/warc-fields"],
  ];
  return packed(fields, Buffer.from(text.join("")));
}

export function warcDate(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

function packed(fields: Fields, block: Buffer): Buffer {
  const lines = [
    ...fields,
    ["WARC-Block-Digest", `sha256:${sha256(block)}`] as const,
    ["Content-Length", `${block.length}`] as const,
  ];
  const head = `WARC/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), block, Buffer.from("\r\n\r\n")]));
}

function refersTo({ url, date }: RecordLine): Fields {
  return [
    ["WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"],
    ["WARC-Refers-To-Target-URI", url],
    ["WARC-Refers-To-Date", date],
  ];
}

/** The body stands as it was after chunks were joined. */
function joinedChunks([name, value]: Fields[number]): Fields[number] {
  return [name.toLowerCase() === "transfer-encoding" ? "X-Archive-Orig-Transfer-Encoding" : name, value];
}

/** Header bytes stand as they came: a character for a byte. */
function httpHead(line: string, headers: Fields): Buffer {
  return Buffer.from(
    `${line}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    "latin1",
  );
}

function recordId(): string {
  return `<urn:uuid:${randomUUID()}>`;
}
