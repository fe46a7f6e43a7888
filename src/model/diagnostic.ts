// What a stage noticed about a document: a code, a place and facts. Sentences are made where they are shown.
import type { Explained } from "./explained.ts";
import type { Place } from "./place.ts";

/** Every code that a stage may report, explained as the codebook tells it. A new code is a new line here. */
export const CODES = {
  "read/charset-replaced": {
    en: "bytes that are no characters of the text's encoding were replaced",
    zh: "文本中无法按其编码解读的字节已被替换",
  },
  "read/merge-without-start": {
    en: "cells go on a vertical merge that begins nowhere: each stands by itself",
    zh: "纵向合并缺少起始单元格，各格单独处理",
  },
  "read/hidden-left-out": {
    en: "text that a reader does not see was left out",
    zh: "读者看不到的文字未予读取",
  },
  "read/part-unreadable": { en: "a part of the document could not be read", zh: "文档有一部分无法读取" },
  "read/fault": { en: "the program failed on it", zh: "程序处理该文档时出错" },
  "read/scanned-page": { en: "a page is a picture", zh: "该页为图像" },
  "read/page-turned": {
    en: "a page was turned to be read: boxes on it are those of the page as it was turned",
    zh: "该页经旋转后读取，其中的位置以旋转后的页面为准",
  },
  "grid/ragged": { en: "rows of a table have different numbers of cells", zh: "表格各行的单元格数不同" },
  "grid/rows-joined": {
    en: "a row that a page's end cut in two was put together",
    zh: "被分页断开的行已合并",
  },
  "match/table-found": { en: "a table was found in running text", zh: "在正文文字中找到表格" },
  "match/row-unknown": { en: "a row stands in the table that the form lacks", zh: "表格中有表式没有的行" },
  "match/row-missing": { en: "a row of the form was not found", zh: "未找到表式中的一行" },
  "match/positions-lost": {
    en: "labels of a table survive, and the places of its figures are lost",
    zh: "表格标签尚存，数字的位置已丢失",
  },
  "match/edition-unclear": { en: "two editions of the form fit equally well", zh: "两种版本的表式同样吻合" },
  "match/table-twice": { en: "the document prints a table more than once", zh: "文档中同一表格出现不止一次" },
} as const satisfies Record<string, Explained>;

export type DiagnosticCode = keyof typeof CODES;

/** One thing noticed. `found` and `expected` are printed text or keys, never sentences. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly at: Place;
  readonly found?: string;
  readonly expected?: string;
}

export type Note = (entry: Diagnostic) => void;
