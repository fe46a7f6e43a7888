// Why a figure of the panel is not given: one letter for Stata, one word for every other format.
import type { Explained } from "../model/explained.ts";

export interface Missing extends Explained {
  readonly state: string;
}

/** Letter of a missing → why a figure that the form has a place for is not given. */
export const MISSING: Readonly<Record<string, Missing>> = {
  b: {
    state: "blank",
    en: "the cell is there and empty; blank is not zero",
    zh: "单元格存在但空白；空白不是零",
  },
  s: {
    state: "struck",
    en: "a sign for nothing is printed (a stroke or a word), which is not zero",
    zh: "印有表示“无”的符号，不是零",
  },
  a: {
    state: "absent",
    en: "the edition has this figure, and the document lacks its row or column, or its whole table",
    zh: "该版表格有此项，而文件缺此行、列或整张表",
  },
  u: {
    state: "unreadable",
    en: "something stands there that is no number or cannot be seen as one",
    zh: "有内容但不是数字或看不清",
  },
  d: {
    state: "doubtful",
    en: "the reading is uncertain, or an amount is printed in another unit: the panel gives no value, cells and prose keep it with the reason",
    zh: "读法不确定，或金额所印单位不同：面板不给数值，cells、prose 保留数值与原因",
  },
};

/** The letter of a value that is not looked for: Stata's plain missing. */
export const NOT_THERE = ".";

export const NOT_ON_FORM: Missing = {
  state: "not_on_form",
  en: "this edition of the form has no figure that is comparable",
  zh: "该版表格没有可比的一项",
};

export const NO_TABLE: Missing = {
  state: "no_table",
  en: "no table of any form was found in the document, so its edition is not known",
  zh: "文件中没有找到任何表格，版本不明",
};

export const NOT_STATED: Missing = {
  state: "not_stated",
  en: "no sentence was understood to state it for the report's year; other words may do so",
  zh: "未读到陈述本年此项的句子；也可能是用别的措辞陈述的",
};

export const REPORTED = {
  reported: { en: "a certain number is printed: the panel gives it", zh: "印有确定的数字，面板给出" },
} as const satisfies Record<string, Explained>;

export const STATED = {
  stated: {
    en: "sentences state one certain figure (0 for an explicit none): the panel gives it",
    zh: "正文陈述了唯一确定的数字（明言没有为0），面板给出",
  },
} as const satisfies Record<string, Explained>;

/** What an empty column of states says of figures of tables, word by word. */
export const FIGURE_STATES: Readonly<Record<string, Explained>> = {
  ...REPORTED,
  ...Object.fromEntries([...Object.values(MISSING), NOT_ON_FORM, NO_TABLE].map((one) => [one.state, one])),
};

/** The same of figures of sentences, which are stated, in doubt, or not found. */
export const STATEMENT_STATES: Readonly<Record<string, Explained>> = {
  ...STATED,
  doubtful: {
    en: "sentences that state it are uncertain or differ: the panel gives no value, prose keeps each",
    zh: "所陈述的不确定或互不一致：面板不给数值，prose 逐句保留",
  },
  [NOT_STATED.state]: NOT_STATED,
};
