// Picks the reader for a document by its bytes and lets it read.
// Must not know any container from inside: a reader is one line in READERS, loaded when first needed.
import {
  type Container,
  type Reader,
  type ReadHints,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import { withEnclosed } from "./enclosed.ts";
import { keepingNatives } from "./natives.ts";
import { withoutCanvas } from "./pdf-canvas.ts";
import { settle } from "./settle.ts";
import { sniff } from "./sniff.ts";
import { wrongPart } from "./zip-checksums.ts";

const READERS: Readonly<Partial<Record<Container, () => Promise<Reader>>>> = {
  html: async () => (await import("./html.ts")).htmlReader,
  docx: async () => (await import("./docx.ts")).docxReader,
  ofd: async () => (await import("./ofd.ts")).ofdReader,
  mhtml: async () => (await import("./mhtml.ts")).mhtmlReader,
  xlsx: async () => (await import("./sheet.ts")).xlsxReader,
  xls: async () => (await import("./sheet.ts")).xlsReader,
  ods: async () => (await import("./sheet.ts")).odsReader,
  doc: async () => (await import("./doc.ts")).docReader,
  wps: async () => (await import("./doc.ts")).wpsReader,
  odt: async () => (await import("./odt.ts")).odtReader,
  rtf: async () => (await import("./rtf.ts")).rtfReader,
  pdf: async () => (await keepingNatives(() => withoutCanvas(() => import("./pdf.ts")))).pdfReader,
  txt: async () => (await import("./txt.ts")).txtReader,
  json: async () => (await import("./json.ts")).jsonReader,
  yaml: async () => (await import("./yaml.ts")).yamlReader,
  csv: async () => (await import("./csv.ts")).csvReader,
  md: async () => (await import("./md.ts")).mdReader,
  xml: async () => (await import("./xml.ts")).xmlReader,
  epub: async () => (await import("./epub.ts")).epubReader,
  pptx: async () => (await import("./pptx.ts")).pptxReader,
};

/** Containers that can be read, by the names that reports.csv has. */
export const CONTAINERS = Object.keys(READERS) as readonly Container[];

/** Loads what reads a container, as its first document does. @throws what keeps it from loading */
export async function loadReader(container: Container): Promise<void> {
  await READERS[container]?.();
}

/**
 * Reads a document of any container.
 *
 * @example
 * ```ts
 * const { container, content } = await readDocument(await readFile("report.docx"));
 * console.log(container, content.filter(({ kind }) => kind === "table").length);
 * ```
 * @param hints name, media type and charset as a server or a file system states them; none is trusted over the bytes
 * @throws UnreadableError with one sentence for people when there is nothing to read or no way to read it
 */
export async function readDocument(bytes: Uint8Array, hints: ReadHints = {}): Promise<SourceDocument> {
  if (bytes.length === 0) throw new UnreadableError("empty", "The file is empty.");
  if (bytes.every((byte) => byte === 0)) {
    throw new UnreadableError("empty", "The file holds nothing but zero bytes: its content was lost.");
  }
  const container = sniff(bytes, hints);
  refuseDamaged(container, bytes);
  return readAs(container, bytes, hints);
}

/**
 * Reads a document as the container that is named, whatever its bytes look like.
 *
 * @example
 * ```ts
 * const { content } = await readAs("docx", await readFile("report.docx"));
 * console.log(content.length);
 * ```
 * @throws UnreadableError when the bytes cannot be read as that container
 */
export async function readAs(
  container: Container,
  bytes: Uint8Array,
  hints: ReadHints = {},
): Promise<SourceDocument> {
  const load = READERS[container];
  if (!load) throw new UnreadableError("unsupported", refusal(container, bytes));
  const reader = await load();
  const document = await reader.read(bytes, hints);
  // What an enclosed document encloses in turn is not looked for.
  return settle(
    await withEnclosed(document, async ({ name, bytes: own }) => {
      const kind = sniff(own, { name });
      refuseDamaged(kind, own);
      const inner = READERS[kind];
      if (!inner) throw new UnreadableError("unsupported", refusal(kind, own));
      return (await inner()).read(own, { name });
    }),
  );
}

/** @throws UnreadableError where a package holds something else than was packed */
function refuseDamaged(container: Container, bytes: Uint8Array): void {
  const wrong = container === "unknown" ? null : wrongPart(bytes);
  if (wrong !== null)
    throw new UnreadableError(
      "damaged",
      `Its part ${wrong} is not what was packed: it does not unpack to what its checksum tells.`,
    );
}

const MAGIC: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\x89PNG/, "a PNG picture"],
  [/^\xff\xd8\xff/, "a JPEG picture"],
  [/^GIF8/, "a GIF picture"],
  [/^BM/, "a BMP picture"],
  [/^(?:II\*\0|MM\0\*)/, "a TIFF picture"],
  [/^RIFF....WEBP/s, "a WebP picture"],
  [/^Rar!/, "a RAR archive"],
  [/^7z\xbc\xaf/, "a 7-Zip archive"],
  [/^\x1f\x8b/, "a gzip file"],
  [/^PK/, "a zip archive that is no known document"],
  [/^\xd0\xcf\x11\xe0/, "an OLE2 file that is no known document"],
  [/^\s*<\?xml/, "an XML file of a kind that cannot be read"],
];

function refusal(container: Container, bytes: Uint8Array): string {
  if (container !== "unknown") return `This is a ${container} file, which cannot be read here.`;
  const lead = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.byteLength)).toString("latin1");
  const known = MAGIC.find(([pattern]) => pattern.test(lead));
  return known
    ? `This is ${known[1]}, not a document with text.`
    : "The file is neither text nor a known kind of document.";
}
