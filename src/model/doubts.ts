// Why a reading is not certain, as the dataset tells it.
import type { Explained } from "./explained.ts";

/** Why a reading is not certain: a closed list, each explained as the codebook tells it. */
export const DOUBTS = {
  "ambiguous-cut": {
    en: "the digits can be cut into figures in more than one way",
    zh: "数字可以有不止一种切分方式",
  },
  "ambiguous-position": {
    en: "the figure may belong to another column or row",
    zh: "数字可能属于另一列或另一行",
  },
  "ambiguous-row": { en: "the label fits more than one row of the form", zh: "行标签可对应表中不止一行" },
  "positions-lost": {
    en: "labels survive, the places of the figures are lost",
    zh: "标签尚存，数字的位置已丢失",
  },
  unproven: {
    en: "one reading was found, and too few relations confirm it",
    zh: "只有一种读法，但佐证的关系式不足",
  },
  "table-twice": {
    en: "two tables of the document print this cell differently",
    zh: "文档中两张表的此格不一致",
  },
  corrected: {
    en: "a sentence of the document says that another figure is meant",
    zh: "文档另有更正说明，指此处应为别的数字",
  },
  "merged-figure": { en: "one figure is printed for several cells", zh: "一个数字印在合并的多个单元格中" },
  "odd-figure": {
    en: "a sign, a fraction, a unit or a spacing that this cell should not have",
    zh: "符号、小数、单位或间隔与此格不符",
  },
  "cut-off": { en: "the table ends here", zh: "表格到此中断" },
  recognised: { en: "read from a picture by character recognition", zh: "由图像识别得到" },
  drawn: {
    en: "something is shown here that is no text: a picture, a drawing, or a formula whose result the file does not keep",
    zh: "此处显示的不是文本：图片、图形，或文件未存结果的公式",
  },
  "letters-lost": { en: "letters are printed here that cannot be told apart", zh: "此处印有无法辨认的字符" },
  "stand-in": { en: "the text stands in for a picture", zh: "文本是图片的替代文字" },
  overlapping: { en: "figures lie over one another", zh: "数字相互重叠" },
  "relations-broken": {
    en: "so many of the table's relations fail that its figures may stand in the wrong cells",
    zh: "本表多项勾稽关系不成立，数字可能错位",
  },
  computed: {
    en: "evaluated from a formula whose result the file lacks",
    zh: "由文件中未存结果的公式计算得到",
  },
} as const satisfies Record<string, Explained>;

export type Doubt = keyof typeof DOUBTS;
