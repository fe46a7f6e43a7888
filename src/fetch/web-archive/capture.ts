// Captures of a web archive as its index tells of them, in any of the forms that indexes have.
// Must not know where an index comes from, nor how captures are had.

/** A capture that an index tells of. */
export interface IndexedCapture {
  readonly url: string;
  /** When it was made, as 14 digits. */
  readonly timestamp: string;
  /** Null where the index does not say. */
  readonly status: number | null;
  readonly mime: string;
  /** As the index writes it: equal for the same bytes. */
  readonly digest: string | null;
  /** Where its record is; null where the index keeps that to itself. */
  readonly place: { readonly filename: string; readonly offset: number; readonly length: number } | null;
}

/** What may be said of an index that cannot be read. */
export class IndexError extends Error {
  override readonly name = "IndexError";
}

type Fields = Readonly<Record<string, unknown>>;

/** Names that servers and files use for one thing. */
const NAMES = {
  url: ["url", "original"],
  timestamp: ["timestamp"],
  status: ["status", "statuscode"],
  mime: ["mime", "mimetype"],
  digest: ["digest"],
  filename: ["filename"],
  offset: ["offset"],
  length: ["length"],
} as const;

/** Letters of a CDX file's head, https://iipc.github.io/warc-specifications/specifications/cdx-format/cdx-2015/ */
const LETTERS: Readonly<Record<string, string>> = {
  N: "urlkey",
  b: "timestamp",
  a: "url",
  m: "mime",
  s: "status",
  k: "digest",
  S: "length",
  V: "offset",
  g: "filename",
};
/** What the columns are where nothing says so, by their number. */
const USUAL: Readonly<Record<number, string>> = {
  7: "N b a m s k S",
  9: "N b a m s k r V g",
  11: "N b a m s k r M S V g",
};

/** Reads the lines of an index one by one; what stands before captures says how they are written. */
export class CaptureReader {
  private columns: readonly string[] | null = null;

  /** @returns null for lines that tell of no capture @throws IndexError for what is none of an index */
  read(line: string): IndexedCapture | null {
    const text = line.trim();
    if (text === "" || text.startsWith("!")) return null;
    if (text.startsWith("CDX ")) {
      this.columns = text
        .split(" ")
        .slice(1)
        .map((letter) => LETTERS[letter] ?? "");
      return null;
    }
    if (text.startsWith("{")) return captureOf(parsed(text));
    const json = /^(\S+) (\d{14}) (\{.*\})$/.exec(text);
    if (json) return captureOf({ timestamp: json[2], ...parsed(json[3] as string) });
    return this.ofColumns(text);
  }

  private ofColumns(text: string): IndexedCapture {
    const values = text.split(" ");
    const columns = this.columns ?? USUAL[values.length]?.split(" ").map((letter) => LETTERS[letter] ?? "");
    if (columns?.length !== values.length)
      throw new IndexError(`«${text.slice(0, 80)}» is no line of an index`);
    return captureOf(Object.fromEntries(columns.map((name, at) => [name, values[at]])));
  }
}

/** Rows of an answer that is one JSON array: the first one names the columns. */
export function capturesOfRows(rows: readonly (readonly string[])[]): IndexedCapture[] {
  const [head = [], ...rest] = rows;
  return rest
    .filter((row) => row.length === head.length && row.length > 1)
    .map((row) => captureOf(Object.fromEntries(head.map((name, at) => [name, row[at]]))));
}

function parsed(text: string): Fields {
  try {
    return JSON.parse(text) as Fields;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new IndexError(`«${text.slice(0, 80)}» is no line of an index`);
  }
}

function captureOf(fields: Fields): IndexedCapture {
  const text = (name: keyof typeof NAMES) => {
    const value = NAMES[name].map((one) => fields[one]).find((one) => one !== undefined);
    return value === undefined || value === "-" || value === "" ? null : String(value);
  };
  const [url, timestamp] = [text("url"), text("timestamp")];
  if (url === null || timestamp === null || !/^\d{14}$/.test(timestamp))
    throw new IndexError(
      `a line of the index tells no address and time: ${JSON.stringify(fields).slice(0, 120)}`,
    );
  const [filename, offset, length] = [text("filename"), number(text("offset")), number(text("length"))];
  return {
    url,
    timestamp,
    status: number(text("status")),
    mime: text("mime") ?? "",
    digest: text("digest"),
    place: filename === null || offset === null || length === null ? null : { filename, offset, length },
  };
}

function number(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The time of a capture. */
export function timeOf(timestamp: string): Date {
  return new Date(timestamp.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6Z"));
}

export function timestampOf(time: Date): string {
  return time.toISOString().replace(/\D/g, "").slice(0, 14);
}
