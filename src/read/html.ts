// HTML bytes to paragraphs, tables, stated facts and links.
// Must not know forms or figures; what is visible and what is a table is decided by the walk.
import type { Content, MetaFact, Paragraph, RawTable, Reader, SourceDocument } from "../model/document.ts";
import { UnreadableError } from "../model/document.ts";
import { unescaped } from "../text/escaped.ts";
import { decodeText } from "./charset.ts";
import { type Island, islandsOf } from "./html-islands.ts";
import { mayDeclareShadows, showShadows } from "./html-shadows.ts";
import { attribute, parseMarkup, type TreeNode, wholeText } from "./html-tree.ts";
import { type Beside, walkMarkup } from "./html-walk.ts";
import { contentOfJson } from "./json-content.ts";
import { mayPlaceWords, pagesInMarkup } from "./placed-markup.ts";
import { charsetDoubts } from "./txt.ts";

/** Beyond this a page is a dump of many, or an attack. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Where mark-up may declare its charset. */
const HEAD_BYTES = 4096;

export const htmlReader: Reader = {
  container: "html",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES) {
      throw new UnreadableError(
        "too-large",
        `A page of ${Math.round(bytes.length / 1024 / 1024)} MB is too large to be a report.`,
      );
    }
    const decoded = decodeText(bytes, [hints.charset, declaredCharset(bytes)]);
    return { container: "html", ...readMarkup(decoded.text, charsetDoubts(decoded)) };
  },
};

/** Content of mark-up that is already decoded. */
export function readMarkup(
  markup: string,
  before: SourceDocument["diagnostics"],
  beside: Beside = {},
  depth = 0,
): Omit<SourceDocument, "container"> {
  const root = parseMarkup(markup);
  const pages = mayPlaceWords(markup) ? pagesInMarkup(root) : null;
  if (pages !== null) return { meta: metaFacts(root), content: pages, links: [], diagnostics: [...before] };
  if (mayDeclareShadows(markup)) showShadows(root);
  const { content, links, diagnostics } = walkMarkup(root, beside);
  const source = depth < DEEPEST ? shownSource(content) : null;
  if (source !== null) {
    const inner = readMarkup(source.markup, [...before, ...diagnostics], beside, depth + 1);
    return {
      meta: [...metaFacts(root), ...inner.meta],
      content: [...content.slice(0, source.from), ...inner.content, ...content.slice(source.to)],
      links: [...(links ?? []), ...(inner.links ?? [])],
      diagnostics: inner.diagnostics,
    };
  }
  const meta = metaFacts(root);
  const more = depth < DEEPEST ? readIslands(root, content.some(isTableOfFigures), depth) : [];
  return { meta, content: [...content, ...more], links, diagnostics: [...before, ...diagnostics] };
}

/** Blocks of a page that are mark-up themselves, from one to the one before another. */
interface ShownSource {
  readonly from: number;
  readonly to: number;
  readonly markup: string;
}

/**
 * The mark-up that a page shows as its text, or below its own heading, as viewers of sources, editors that escape what is pasted
 * into them and failed conversions do; null where it shows none.
 */
function shownSource(content: readonly Content[]): ShownSource | null {
  const shown = content.map((block) => {
    if (block.kind === "text") return block.text;
    if (block.kind !== "table") return "";
    return block.rows.map((row) => row.map(({ text }) => text).join(" ")).join("\n");
  });
  const texts = shown.some((text) => /<table\b/i.test(text)) ? shown : shown.map(unescaped);
  const from = texts.findIndex((text) => STARTS_SOURCE.test(text));
  if (from < 0) return null;
  const to = texts.findLastIndex((text) => /<\/?[a-z][^<>]*>/i.test(text)) + 1;
  const markup = texts.slice(from, to).join("\n");
  return /<table\b[\s\S]*<\/table>/i.test(markup) ? { from, to, markup } : null;
}

/** How mark-up begins that is shown, perhaps behind the number of its line. */
const STARTS_SOURCE = /^\s*(?:\d+\s+)?<(?:!doctype\s+html|html|body|table|div|section|article|p|h[1-6])\b/i;

/** Islands within islands deeper than this are made to tire a reader. */
const DEEPEST = 3;

/** What a page keeps for its scripts and does not show without them: each island that holds tables, once. */
function readIslands(root: TreeNode, showsTables: boolean, depth: number): Content[] {
  const seen = new Set<string>();
  return islandsOf(root, showsTables).flatMap((island) => {
    const content = islandContent(island, depth);
    const print = JSON.stringify(
      content.map((block) => (block.kind === "table" ? block.rows.flat().map(({ text }) => text) : [])),
    );
    if (!content.some(isTableOfFigures) || seen.has(print)) return [];
    seen.add(print);
    return content.map((block) =>
      block.kind === "table" || block.kind === "text" ? inPart(block, island.part) : block,
    );
  });
}

function islandContent(island: Island, depth: number): readonly Content[] {
  if (island.kind === "tree") return walkMarkup(island.root).content;
  return island.values.flatMap((value) =>
    value === undefined
      ? []
      : contentOfJson(value, (markup) => readMarkup(markup, [], {}, depth + 1)).content,
  );
}

function inPart<Block extends RawTable | Paragraph>(block: Block, part: string): Block {
  return {
    ...block,
    at: { ...block.at, part: block.at.part === undefined ? part : `${part} ${block.at.part}` },
  };
}

function isTableOfFigures(block: Content): boolean {
  return (
    block.kind === "table" &&
    block.rows.length > 2 &&
    block.rows.flat().some(({ text }) => /^\s*\d/.test(text))
  );
}

/** The charset a page declares for itself; a page in UTF-16 cannot say so in ASCII. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD_BYTES, bytes.byteLength)).toString(
    "latin1",
  );
  return (
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^>]*?\bencoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  );
}

/** <title> and named <meta> elements, in order. */
function metaFacts(root: TreeNode): MetaFact[] {
  const facts: MetaFact[] = [];
  const open: TreeNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === "title") push(facts, "title", wholeText(node));
    else if (node.name === "meta")
      push(facts, attribute(node, "name") ?? attribute(node, "property"), attribute(node, "content"));
    const children = node.children ?? [];
    // Facts stand in the head; some sites leave them in the body.
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i];
      if (child?.name !== undefined && child.name !== "table") open.push(child);
    }
  }
  return facts;
}

function push(facts: MetaFact[], name: string | undefined, content: string | undefined): void {
  const text = content?.trim();
  if (!name || !text) return;
  facts.push({
    name: name.trim(),
    text,
    at: { part: `<${name === "title" ? "title" : `meta ${name.trim()}`}>` },
  });
}
