// A capture as it was made: from its record in a WARC file that is asked for by range, or from a server that gives it out raw.
// Must not know indexes, nor what is done with captures.
import { getSurt } from "warcio";
import { capturesIn } from "../../store/capture-records.ts";
import { addressOf } from "../../store/captures.ts";
import { bodyOf, parseHttp } from "../../store/http-body.ts";
import { RefusedEntry } from "../../store/limits.ts";
import { Pieces } from "../../store/origin.ts";
import { header, type Response } from "../response.ts";
import type { Asker } from "./asker.ts";
import { type IndexedCapture, timestampOf } from "./capture.ts";

export interface CaptureSource {
  /** Where the WARC files are that the index names; null where captures are asked of a server. */
  readonly warcs: string | null;
  /** The address of the index. */
  readonly index: string;
}

/** More than any document. */
const MOST_BYTES = 1 << 28;
/** What a server says of itself, beside what the capture's server said. */
const OWN =
  /^(?:memento-datetime|link|server|date|x-archive-|x-app-|x-ts|x-location|x-cache|x-rl|x-na|content-security-policy|connection|keep-alive|transfer-encoding|server-timing)/i;
const ORIGINAL = /^x-archive-orig-/i;

/** @returns the response as it was captured, or why it cannot be had */
export async function obtain(
  asker: Asker,
  capture: IndexedCapture,
  source: CaptureSource,
): Promise<Response | string> {
  return capture.place && source.warcs !== null
    ? fromRecord(asker, capture, capture.place, source.warcs)
    : fromServer(asker, capture, rawAddress(capture, source.index));
}

async function fromRecord(
  asker: Asker,
  capture: IndexedCapture,
  { filename, offset, length }: NonNullable<IndexedCapture["place"]>,
  warcs: string,
): Promise<Response | string> {
  const folder = warcs.replace(/\/?$/, "/");
  const address = /^https?:/i.test(warcs) ? new URL(filename, folder).href : folder + filename;
  const bytes = await asker.range(address, offset, length);
  if (typeof bytes === "string") return bytes;
  for (const record of capturesIn(new Pieces({ bytes }), MOST_BYTES)) {
    if (record.kind === "lost") return "damaged-record";
    const { headers, block } = record;
    const url = addressOf(headers);
    const time = (headers.get("warc-date") ?? "").replace(/\D/g, "").slice(0, 14);
    if (getSurt(url) !== getSurt(capture.url) || time !== capture.timestamp) return "other-capture";
    if (headers.get("warc-type") !== "response") return headers.get("warc-type") ?? "damaged-record";
    const truncated = headers.has("warc-truncated") ? { truncated: "disconnect" as const } : {};
    return captured(url, block, truncated, address);
  }
  return "damaged-record";
}

function captured(
  url: string,
  block: Buffer,
  truncated: Pick<Response, "truncated">,
  source: string,
): Response | string {
  const http = parseHttp(block);
  if (!http) return "damaged-record";
  const head = block.subarray(0, block.length - http.body.length).toString("latin1");
  const [line = "", ...lines] = head.split(/\r?\n/).filter((one) => one !== "");
  try {
    const coding = http.headers.get("transfer-encoding");
    const chunks = { ...http, headers: new Map(coding === undefined ? [] : [["transfer-encoding", coding]]) };
    return {
      url,
      status: http.status,
      statusText: line.replace(/^\S+\s+\d+\s?/, ""),
      headers: lines.map((one): [string, string] => {
        const at = one.indexOf(":");
        return [one.slice(0, at).trim(), one.slice(at + 1).trim()];
      }),
      // One capture at a time: what came before counts for nothing.
      body: bodyOf(chunks, MOST_BYTES, () => undefined),
      requestHeaders: {},
      source,
      ...truncated,
    };
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    return "damaged-record";
  }
}

/** Servers give captures out as they were under `id_`, beside their indexes. */
export function rawAddress({ url, timestamp }: IndexedCapture, index: string): string {
  const { origin, pathname } = new URL(index);
  const collection = pathname.endsWith("/cdx/search/cdx")
    ? `${pathname.slice(0, -"/cdx/search/cdx".length)}/web`
    : pathname.replace(/(?:\/cdx|-index|\/index)\/?$/, "");
  return `${origin}${collection}/${timestamp}id_/${url}`;
}

async function fromServer(
  asker: Asker,
  { url, timestamp }: IndexedCapture,
  address: string,
): Promise<Response | string> {
  const answer = await asker.ask(address);
  if (typeof answer === "string") return answer;
  const memento = header(answer, "memento-datetime");
  // Servers send on to what they have instead.
  const other = memento !== "" && timestampOf(new Date(memento)) !== timestamp;
  if (other || !answer.url.includes(`/${timestamp}id_/`)) return "other-capture";
  const hasOriginals = answer.headers.some(([name]) => ORIGINAL.test(name));
  const kept = answer.headers.filter(([name]) => isOfCapture(name, hasOriginals));
  return {
    ...answer,
    url,
    headers: kept.map(([name, value]): [string, string] => [name.replace(ORIGINAL, ""), value]),
    requestHeaders: {},
    source: answer.url,
  };
}

/** The type is repaired by some servers; the coding is that in which the body came. */
function isOfCapture(name: string, hasOriginals: boolean): boolean {
  if (ORIGINAL.test(name))
    return !/^x-archive-orig-(?:content-(?:type|encoding)|transfer-encoding)$/i.test(name);
  if (hasOriginals) return /^content-(?:type|encoding)$/i.test(name);
  return !OWN.test(name);
}
