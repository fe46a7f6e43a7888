// The last step of every reader: characters as the ideographs that they show, marks beside the text and no longer in it.
// Must not know containers.
import type { Content, MetaFact, RawCell, SourceDocument, Word } from "../model/document.ts";
import { foldCompatible } from "../text/radicals.ts";
import { takeMarks } from "./marks.ts";

export function settle(document: SourceDocument): SourceDocument {
  return {
    ...document,
    meta: document.meta.map((fact): MetaFact => ({ ...fact, text: settleText(fact.text) })),
    content: document.content.flatMap((block): Content[] => {
      if (block.kind === "table") {
        const rows = block.rows.map((row) => row.map(settleCell));
        const caption = block.caption === undefined ? {} : { caption: settleText(block.caption) };
        return [{ ...block, rows, ...caption }];
      }
      if (block.kind === "canvas") return [{ ...block, words: block.words.map(settleWord) }];
      const text = settleText(block.text);
      // A picture between paragraphs is no line of text.
      return block.kind === "text" && text.trim() === "" ? [] : [{ ...block, text }];
    }),
  };
}

function settleText(text: string): string {
  return foldCompatible(takeMarks(text).text);
}

function settleCell(cell: RawCell): RawCell {
  const { text, marks } = takeMarks(cell.text);
  const all = [...new Set([...(cell.marks ?? []), ...marks])];
  return { ...cell, text: foldCompatible(text), ...(all.length > 0 ? { marks: all } : {}) };
}

function settleWord(word: Word): Word {
  const text = foldCompatible(word.text);
  return text === word.text ? word : { ...word, text };
}
