// The lines of an archive's manifest: how an address ended, and where its bytes stand.
// Must not know how lines or bytes are written.

export type Outcome = "fetched" | "changed" | "unchanged" | "duplicate" | "gone" | "failed" | "skipped";

/** A record of a WARC as an index tells of it. */
export interface RecordLine {
  /** The address that was asked; what was posted there, for the index. */
  readonly url: string;
  readonly post?: string;
  /** Time of the capture as WARC tells it. */
  readonly date: string;
  /** The WARC that holds it; `crawl.warc.gz` where nothing is said. */
  readonly warc?: string;
  readonly offset: number;
  readonly length: number;
  readonly status?: number;
  /** The type that the server told, without its parameters. */
  readonly mime?: string;
  /** SHA-256 of the body as it was sent. */
  readonly digest?: string;
  readonly isRevisit?: true;
  /** What a browser drew: no answer of a server, and none that could be played back. */
  readonly isDrawn?: true;
}

/** One line of the manifest: the last line of an address says how things stand. */
export interface Entry {
  readonly url: string;
  readonly outcome: Outcome;
  /** From a closed list: why it is failed or skipped. */
  readonly reason?: string;
  readonly status?: number;
  readonly at: string;
  /** Of the body as it was sent. */
  readonly sha256?: string;
  /** The container by content, and the type that the server told. */
  readonly type?: string;
  readonly mediaType?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Where the address led to, when that is another one. */
  readonly finalUrl?: string;
  /** The page that linked here, what the link promised, and how many links it is away from what was given. */
  readonly from?: string;
  readonly kind?: string;
  readonly depth?: number;
  /** What the page calls itself, or its link does, and the year that it names. */
  readonly title?: string;
  readonly year?: number;
  /** How many links it led to: where there are none, nothing is to be looked for again. */
  readonly leads?: number;
  /** Digest of what is to be read on the page, without what changes with every visit. */
  readonly content?: string;
  /** When another archive captured it, as 14 digits: the bytes come from there. */
  readonly captured?: string;
  /** What was let pass on the way to its host: a broken certificate, an old TLS. */
  readonly lax?: string;
  /** Where the bytes stand: of these, or of the same ones kept before. */
  readonly warc?: string;
  readonly offset?: number;
  readonly length?: number;
  /** The record itself, when this line wrote one. */
  readonly record?: RecordLine;
  /** Where the WARC that is written to ends after this line, and which one that is. */
  readonly end: number;
  readonly tail?: string;
}

/** A record beside those of the addresses: a redirect on the way, a refusal, a robots.txt. */
export interface Aside {
  readonly aside: RecordLine;
  readonly end: number;
  readonly tail?: string;
}

/** What is known of an address before it is asked for. */
export type Origin = Pick<
  Entry,
  "url" | "from" | "kind" | "depth" | "title" | "year" | "leads" | "content" | "captured"
>;

/** Outcomes of addresses whose bytes were there at the time. */
const HAD: ReadonlySet<Outcome> = new Set(["fetched", "changed", "unchanged", "duplicate"]);

export function wasHad({ outcome }: Entry): boolean {
  return HAD.has(outcome);
}

/** Reasons of failures whose bytes were kept all the same. */
const POOR: ReadonlySet<string> = new Set(["truncated", "no-report"]);

/** True where the bytes that stand for an address are not what was wanted. */
export function isPoor({ outcome, reason }: Entry): boolean {
  return outcome === "failed" && reason !== undefined && POOR.has(reason);
}

/** What stays true of an address when it could not be had again. */
export function standing(before: Entry | undefined): Partial<Entry> {
  if (!before) return {};
  const { record: _, reason: __, captured: ___, ...rest } = before;
  return rest;
}
