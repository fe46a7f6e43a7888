// DOCX bytes to paragraphs and tables, by way of mammoth.
// Must not know forms or figures; what mammoth does not read is mended before it reads.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import mammoth from "mammoth";
import { type MetaFact, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { mendBody } from "./docx-mend.ts";
import { ListNumbers } from "./docx-numbers.ts";
import { child, descendants, parseXml, textOf } from "./docx-tree.ts";
import { parseMarkup } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { sniff } from "./sniff.ts";

/** A part that unpacks to more is no report. */
const MOST_BYTES = 64 * 1024 * 1024;
const MAIN_TYPE = /\/officeDocument$/;
const STYLE_MAP = ["p[style-name='Title'] => h1:fresh", "p[style-name='title'] => h1:fresh"];

export const docxReader: Reader = {
  container: "docx",
  accepts: (bytes, hints) => sniff(bytes, hints) === "docx",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpack(bytes);
    const main = mainPart(parts);
    const xml = main === undefined ? undefined : parts.get(main);
    if (main === undefined || xml === undefined) {
      throw new UnreadableError("damaged", "The DOCX has no document part.");
    }
    const folder = main.slice(0, main.lastIndexOf("/") + 1);
    const body = parseXml(xml);
    const numbers = new ListNumbers(parts.get(`${folder}numbering.xml`), parts.get(`${folder}styles.xml`));
    const mended = mendBody(body.root, numbers);
    const html = await convert(new Map([...parts, [main, body.write()]]));
    const walked = walkMarkup(parseMarkup(html));
    if (walked.content.length === 0) throw emptyReason(mended.pictures);
    return {
      container: "docx",
      meta: coreProperties(parts.get("docProps/core.xml")),
      content: walked.content,
      links: walked.links,
      diagnostics: [...mended.diagnostics, ...walked.diagnostics],
    };
  },
};

function emptyReason(pictures: number): UnreadableError {
  return pictures > 0
    ? new UnreadableError("scanned", "The DOCX holds pictures and no text.")
    : new UnreadableError("empty", "The DOCX holds no text.");
}

/** The parts that say something about text, decoded. Pictures are not unpacked. */
function unpack(bytes: Uint8Array): Map<string, string> {
  if (bytes[0] === 0xd0) throw new UnreadableError("encrypted", "The DOCX is locked with a password.");
  const parts = new Map<string, string>();
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (
          !/\.(?:xml|rels)$/i.test(file.name) ||
          /theme|fontTable|webSettings|glossary|customXml/i.test(file.name)
        )
          return false;
        total += file.originalSize;
        if (total > MOST_BYTES)
          throw new UnreadableError("too-large", "The DOCX unpacks to more than any report holds.");
        return true;
      },
    });
    for (const [name, data] of Object.entries(files)) parts.set(name.replaceAll("\\", "/"), strFromU8(data));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw isCutOff(bytes)
      ? new UnreadableError("truncated", "The DOCX is cut off: the directory at its end is missing.")
      : new UnreadableError("damaged", "The DOCX is damaged: it cannot be unpacked.");
  }
  return parts;
}

function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 66_000)));
  return !tail.includes("PK\x05\x06", 0, "latin1");
}

/** The part that the package's relations name as the document. */
function mainPart(parts: ReadonlyMap<string, string>): string | undefined {
  const relations = parts.get("_rels/.rels");
  if (relations !== undefined) {
    for (const relation of descendants(parseXml(relations).root, "Relationship")) {
      const target = relation.attribs["Target"]?.replace(/^\//, "");
      if (MAIN_TYPE.test(relation.attribs["Type"] ?? "") && target !== undefined && parts.has(target))
        return target;
    }
  }
  return [...parts.keys()].find((name) => /^word\/document\d*\.xml$/.test(name));
}

/** mammoth wants a package; what it would read of notes and comments is left out. */
async function convert(parts: ReadonlyMap<string, string>): Promise<string> {
  const kept = [...parts].filter(
    ([name]) => !/(?:numbering|footnotes|endnotes|comments\w*|header\d*|footer\d*)\.xml/.test(name),
  );
  const files = Object.fromEntries(kept.map(([name, text]) => [name, strToU8(text)]));
  try {
    const buffer = Buffer.from(zipSync(files, { level: 0 }));
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: STYLE_MAP, includeEmbeddedStyleMap: false },
    );
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError("damaged", `The DOCX is damaged: ${reason.split("\n")[0]}`);
  }
}

const CORE_NAMES = ["dc:title", "dc:creator", "dc:subject", "dcterms:created", "dcterms:modified"];

function coreProperties(xml: string | undefined): MetaFact[] {
  if (xml === undefined) return [];
  const { root } = parseXml(xml);
  const properties = root.children.find((one) => one.name?.endsWith("coreProperties"));
  return CORE_NAMES.flatMap((name) => {
    const text = textOf(child(properties, name)).trim();
    return text === "" ? [] : [{ name, text, at: { part: "docProps/core.xml" } }];
  });
}
