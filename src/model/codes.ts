// What the codes in the dataset mean, in both languages: states, statuses, reasons. Doubts, diagnostics and reasons for
// failure are explained where they are listed.
import type { Explained } from "./explained.ts";
import type { CellState, CheckResult, ReportCell, Status } from "./report.ts";

export const CELL_STATES: Readonly<Record<CellState, Explained>> = {
  reported: { en: "a number is printed", zh: "印有数字" },
  blank: { en: "the cell is there and empty, which is not zero", zh: "有此格而为空，不等于零" },
  struck: { en: "a sign for nothing is printed, which is not zero", zh: "印有表示“无”的符号，不等于零" },
  absent: { en: "the document has no such row or column", zh: "文档中没有此行或此列" },
  unreadable: {
    en: "something is printed or drawn that is no number or cannot be seen as one",
    zh: "印有或画有无法读作数字的内容",
  },
};

export const SETTLED_BY: Readonly<Record<ReportCell["settledBy"], Explained>> = {
  structure: { en: "the print itself says which cell it is", zh: "由版面结构确定" },
  arithmetic: {
    en: "of several readings only this one agrees with the form's relations",
    zh: "在多种读法中只有此种符合勾稽关系",
  },
  review: { en: "a person decided it before the source", zh: "由人工对照原文确定" },
};

export const CHECK_STATUSES: Readonly<Record<CheckResult["status"], Explained>> = {
  holds: { en: "both sides agree", zh: "等式成立" },
  fails: { en: "the sides differ, and no term is in doubt", zh: "等式不成立，且各项均无疑问" },
  not_evaluable: { en: "a term is missing or in doubt", zh: "有一项缺失或存疑，无法验算" },
};

export const STATUSES: Readonly<Record<Status, Explained>> = {
  clean: {
    en: "all tables read, no doubt, nothing unreadable, every evaluable relation holds and at least one was evaluated",
    zh: "各表均已读取，无疑问、无不可读内容，可验算的关系全部成立且至少有一项",
  },
  flagged: { en: "all tables read; the reasons tell what to look at", zh: "各表均已读取，须查看所列原因" },
  partial: { en: "a table is missing", zh: "缺少表格" },
  not_a_report: { en: "the document is no report", zh: "文档不是报告" },
  failed: { en: "the document could not be read", zh: "文档无法读取" },
};

/** Beside these, every doubt of a cell is a reason. Behind a colon stands what it concerns. */
export const REASONS = {
  "no-table": { en: "no table was found", zh: "未找到表格" },
  "table-missing": { en: "a table of the form was not found", zh: "未找到表式中的一张表" },
  "relations-fail": { en: "so many relations fail", zh: "不成立的关系数" },
  "unreadable-cell": { en: "a cell cannot be read as a number", zh: "有单元格无法读作数字" },
  "no-relation-evaluated": { en: "no relation could be evaluated", zh: "没有可验算的关系" },
  "edition-unclear": { en: "two editions of the form fit equally well", zh: "两种版本的表式同样吻合" },
  "title-of-something-else": {
    en: "the title is that of a page about a report",
    zh: "标题为有关报告的其他页面",
  },
  "about-a-report": { en: "a page about a report", zh: "有关报告的页面，不是报告" },
  "no-title-and-no-table": { en: "neither a report's title nor a table", zh: "既无报告标题也无表格" },
  "decisions-stale": {
    en: "so many decisions are about a reading that is no longer made: they are not applied",
    zh: "所针对的读数已变、未予采用的人工决定数",
  },
  "decisions-differ": { en: "so many decisions differ from one another", zh: "相互不一致的人工决定数" },
  "decided-no-report": { en: "a person decided that it is no report", zh: "经人工确定不是报告" },
  "issuer-unknown": { en: "the document does not name its issuer", zh: "文档未写明发布机构" },
  "year-unknown": { en: "the document does not say of which year it is", zh: "文档未写明年份" },
  "year-disagrees": { en: "the document names several years", zh: "文档中的年份不一致" },
  "year-from-prose": { en: "the year stands in the prose only", zh: "年份仅见于正文" },
  "issuer-disagrees": { en: "the document names several issuers", zh: "文档中的发布机构不一致" },
  "issuer-from-source": { en: "the issuer is named as the page's source only", zh: "发布机构仅见于来源栏" },
  "issuer-from-signature": { en: "the issuer is named by the signature only", zh: "发布机构仅见于落款" },
  "issuer-from-prose": { en: "the issuer is named in the prose only", zh: "发布机构仅见于正文" },
} as const satisfies Record<string, Explained>;
