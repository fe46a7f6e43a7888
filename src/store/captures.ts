// The documents in the captures of a crawler: answers, resources, plain texts made of pages, and the same bytes again.
// Must not know how records are kept.
import { failureReason } from "../model/failure.ts";
import type { Held } from "../model/report.ts";
import { type CaptureRecord, capturesIn, type Loss } from "./capture-records.ts";
import { bodyOf, parseHttp } from "./http-body.ts";
import { type ArchiveLimits, type Budget, RefusedEntry } from "./limits.ts";
import { type Origin, Pieces } from "./origin.ts";
import type { SourceItem } from "./source-item.ts";

/** Parts of pages that no report comes in. */
const NO_DOCUMENT = /^(?:image|font|audio|video)\/|^text\/css|javascript|^application\/json/i;

const LOST: Readonly<Record<Loss, string>> = {
  damaged: failureReason("damaged", "what stood here in the archive cannot be read"),
  cut: failureReason("truncated", "the archive ends within a record"),
  "too-large": failureReason("too-large", "a record of the archive unpacks to more than is allowed"),
};

/** Documents in the order of capture; `source` is the address. A stretch that is lost is one item with a refusal. */
export function* documentsCaptured(
  origin: Origin,
  source: string,
  limits: ArchiveLimits,
  budget: Budget,
): Generator<SourceItem> {
  const file = new Pieces(origin);
  const earlier = new Earlier(file, limits.documentBytes);
  try {
    for (const capture of capturesIn(file, limits.documentBytes)) {
      if (capture.kind === "lost") {
        if (capture.because === "too-large") budget.spend(limits.documentBytes);
        const place = `${source}!bytes ${capture.from}-${capture.to}`;
        yield { source: place, bytes: null, hints: {}, refusal: LOST[capture.because] };
        continue;
      }
      budget.spend(capture.block.length);
      const item = documentOf(capture, earlier, { archive: source, limits, budget });
      if (item) yield item;
    }
  } finally {
    file.close();
  }
}

/** Where answers stand that later captures say they are the same as. */
class Earlier {
  private readonly places = new Map<string, number>();

  constructor(
    private readonly file: Pieces,
    private readonly most: number,
  ) {}

  remember({ headers, at }: CaptureRecord): void {
    const digest = headers.get("warc-payload-digest");
    if (digest !== undefined && !this.places.has(digest)) this.places.set(digest, at);
    this.places.set(`${addressOf(headers)} ${headers.get("warc-date")}`, at);
  }

  /** The answer that a revisit repeats; null when this archive does not hold it. */
  find(headers: ReadonlyMap<string, string>): CaptureRecord | null {
    const to = headers.get("warc-refers-to-target-uri")?.replace(/^<|>$/g, "");
    const at =
      this.places.get(`${to} ${headers.get("warc-refers-to-date")}`) ??
      this.places.get(headers.get("warc-payload-digest") ?? "");
    if (at === undefined) return null;
    const wanted = headers.get("warc-payload-digest");
    for (const capture of capturesIn(this.file, this.most, at)) {
      if (capture.kind !== "record" || capture.at !== at) return null;
      const isIt = wanted === undefined || capture.headers.get("warc-payload-digest") === wanted;
      if (capture.headers.get("warc-type") === "response" && isIt) return capture;
    }
    return null;
  }
}

/** The address that a record is of; some writers put it in pointed brackets. */
export function addressOf(headers: ReadonlyMap<string, string>): string {
  return (headers.get("warc-target-uri") ?? "").replace(/^<|>$/g, "");
}

interface Room {
  readonly limits: ArchiveLimits;
  readonly budget: Budget;
}

function documentOf(
  record: CaptureRecord,
  earlier: Earlier,
  { archive, ...room }: { readonly archive: string } & Room,
): SourceItem | null {
  const url = addressOf(record.headers);
  const type = (record.headers.get("warc-type") ?? "").toLowerCase();
  if (url === "" || !KINDS.has(type) || isRobots(url) || OF_THE_CRAWLER.test(url)) return null;
  if (type === "response") earlier.remember(record);
  const capturedAt = record.headers.get("warc-date");
  const told = { source: url, ...(capturedAt === undefined ? {} : { capturedAt }) };
  try {
    const held = type === "revisit" ? earlier.find(record.headers) : record;
    if (!held)
      throw new RefusedEntry(
        failureReason("refused", "it repeats a capture that this archive does not hold"),
      );
    const item = contentOf(held, url, room);
    return item && { ...told, ...item, held: heldIn(archive, held) };
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    return { ...told, bytes: null, hints: {}, refusal: error.message };
  }
}

/** What a host tells robots, which crawlers keep beside what they were sent for. */
function isRobots(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === "/robots.txt";
}

/** The record whose bytes these are: of a page that came again, the earlier one. */
function heldIn(archive: string, { headers, at }: CaptureRecord): Held {
  return { archive, record: (headers.get("warc-record-id") ?? "").replace(/^<|>$/g, ""), offset: at };
}

/** What a crawler says of its own run: its log, what it was told. */
const OF_THE_CRAWLER = /^metadata:/i;
const KINDS = new Set(["response", "resource", "revisit", "conversion"]);

function contentOf(
  record: CaptureRecord,
  url: string,
  { limits, budget }: Room,
): Pick<SourceItem, "bytes" | "hints"> | null {
  const http = record.headers.get("warc-type") === "response" ? parseHttp(record.block) : null;
  const type = http?.headers.get("content-type") ?? record.headers.get("content-type") ?? "";
  if ((http && http.status !== 200) || NO_DOCUMENT.test(type)) return null;
  if (record.headers.has("warc-truncated"))
    throw new RefusedEntry(failureReason("truncated", "the crawler kept only its beginning"));
  const bytes = http ? bodyOf(http, limits.documentBytes, (bytes) => budget.spend(bytes)) : record.block;
  const isText = record.headers.get("warc-type") === "conversion";
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? (isText ? "utf-8" : undefined);
  const hints = {
    name: nameOf(url),
    mediaType: type.split(";")[0] ?? "",
    ...(charset === undefined ? {} : { charset }),
  };
  return { bytes, hints };
}

function nameOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return path.slice(path.lastIndexOf("/") + 1);
}
