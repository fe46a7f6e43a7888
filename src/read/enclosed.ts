// Documents that another one encloses, read where that shows no table of its own.
// Must not know containers: how one of them is read is handed in.
import { type Content, type Enclosed, type SourceDocument, UnreadableError } from "../model/document.ts";
import { saysNothing } from "./marks.ts";

/** What the document says, with what those that it encloses say behind it. @throws UnreadableError where nobody says anything */
export async function withEnclosed(
  { enclosed = [], ...document }: SourceDocument,
  read: (one: Enclosed) => Promise<SourceDocument>,
): Promise<SourceDocument> {
  if (enclosed.length === 0 || document.content.some(showsCells)) return document;
  const found: SourceDocument[] = [];
  let refused: UnreadableError | null = null;
  for (const one of enclosed) {
    try {
      const { content, meta, diagnostics } = await read(one);
      found.push({
        ...document,
        meta,
        diagnostics,
        content: content.map((block) => within(block, one.name)),
      });
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      refused ??= error;
    }
  }
  const content = [document, ...found].flatMap((one) => one.content);
  if (refused !== null && (content.length === 0 || saysNothing(content))) throw refused;
  return {
    ...document,
    content,
    meta: [document, ...found].flatMap((one) => one.meta),
    diagnostics: [document, ...found].flatMap((one) => one.diagnostics),
  };
}

const showsCells = ({ kind }: Content) => kind === "table" || kind === "canvas";

function within(block: Content, name: string): Content {
  if (block.kind !== "text" && block.kind !== "table") return block;
  const part = block.at.part === undefined ? name : `${name} ${block.at.part}`;
  if (block.kind === "text") return { ...block, at: { ...block.at, part } };
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, at: { ...cell.at, part } })));
  return { ...block, at: { ...block.at, part }, rows };
}
