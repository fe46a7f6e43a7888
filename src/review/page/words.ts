// The words of the page itself in Chinese and English. What codes mean is told by the server.
import type { Explained } from "../../model/explained.ts";

export type Language = keyof Explained;

const WORDS = {
  queue: { zh: "待办", en: "Queue" },
  search: { zh: "查找机构、标题、来源", en: "Search issuer, title, source" },
  anyStatus: { zh: "全部状态", en: "Any status" },
  anyReason: { zh: "全部疑问", en: "Any reason" },
  anyYear: { zh: "全部年份", en: "Any year" },
  onlyOpen: { zh: "只看未完成", en: "Only open" },
  documents: { zh: "份文档", en: "documents" },
  doubts: { zh: "处疑问", en: "in doubt" },
  decided: { zh: "已决定", en: "decided" },
  more: { zh: "更多", en: "More" },
  issuer: { zh: "机构", en: "Issuer" },
  year: { zh: "年份", en: "Year" },
  title: { zh: "标题", en: "Title" },
  status: { zh: "状态", en: "Status" },
  source: { zh: "来源", en: "Source" },
  showPublished: { zh: "改看原样", en: "Show it as published" },
  showSeen: { zh: "改看程序所见", en: "Show it as the program saw it" },
  larger: { zh: "放大", en: "Larger" },
  smaller: { zh: "缩小", en: "Smaller" },
  unmarked: {
    zh: "此格在原文中的位置不明，未作标记：请按行、列标题查找",
    en: "It is not known where this cell stands, so nothing is marked: look for it by its row and column",
  },
  missing: { zh: "找不到原文：", en: "The source is not to be had: " },
  amongMarked: {
    zh: "标记处的数字中，可能有一个是此格的",
    en: "Which of the marked figures is this cell's is not known",
  },
  pictureNotShown: {
    zh: "此处画有图形（▨），页面不显示图片：请打开文件本身查看，不要据此判为无法辨认",
    en: "Something is drawn there (▨), and pictures are not shown here: look at the file itself before you call it unreadable",
  },
  rowMarked: {
    zh: "文档中未见此格；标记处只是它所在的行或表",
    en: "This cell was not found in the document: the mark only shows its row or table",
  },
  read: { zh: "读作", en: "Read as" },
  printed: { zh: "印作", en: "Printed" },
  now: { zh: "决定为", en: "Decided" },
  confirm: { zh: "读数正确", en: "As read" },
  nothingToConfirm: {
    zh: "此行没有可以确认的读数",
    en: "This row has no reading in doubt that could be confirmed",
  },
  relationsLeft: {
    zh: "没有存疑的格了，但以上各项尚未解决（缺表可从下方表格指认，不成立的关系按 f 逐一查看）",
    en: "No cell is in doubt any more, but what is listed above is left: missing tables are pointed to below, relations that fail are gone through by f",
  },
  doubtsRead: { zh: "读取时存疑", en: "in doubt as read" },
  confirmRow: { zh: "整行正确", en: "The whole row is as read" },
  type: { zh: "输入数字", en: "Type the figure" },
  blank: { zh: "空白", en: "Blank" },
  struck: { zh: "划线", en: "Struck" },
  absent: { zh: "无此格", en: "No such cell" },
  unreadable: { zh: "无法辨认", en: "Unreadable" },
  takeBack: { zh: "撤回", en: "Take back" },
  undo: { zh: "撤回刚才的决定", en: "Undo my last decision" },
  takeBackHere: { zh: "撤回此格的决定", en: "Take back what is decided of this cell" },
  nothingDecided: { zh: "此格没有决定", en: "Nothing is decided of this cell" },
  nothingToUndo: {
    zh: "本文档中您没有可撤回的决定",
    en: "Of this document you have decided nothing that could be undone",
  },
  why: { zh: "理由（可不填）", en: "Why (may be left empty)" },
  by: { zh: "决定人", en: "Decided by" },
  relations: { zh: "勾稽关系", en: "Relations" },
  holds: { zh: "成立", en: "holds" },
  fails: { zh: "不成立", en: "fails" },
  open: { zh: "无法验算", en: "open" },
  together: { zh: "这些格只能一起选：", en: "These cells can only be right together:" },
  alternatives: { zh: "其他读法", en: "Other readings" },
  conflict: { zh: "决定不一致，请裁定：", en: "Decisions differ. Settle it:" },
  stale: {
    zh: "以前的决定针对另一读数，未采用：",
    en: "An earlier decision was about another reading and is not applied:",
  },
  next: { zh: "下一疑问", en: "Next doubt" },
  nextDocument: { zh: "下一份", en: "Next document" },
  noReport: { zh: "不是报告", en: "This is no report" },
  noDoubt: { zh: "本文档已无待决疑问", en: "Nothing of this document is left in doubt" },
  nothing: { zh: "无", en: "nothing" },
  help: { zh: "按键", en: "Keys" },
  page: { zh: "页", en: "page" },
  typeSeen: {
    zh: "请按行、列标题在原文中找到此格，录入所印内容（标记可能有误）",
    en: "Find the cell in the source by its row and column, and type what is printed there (the mark may be wrong)",
  },
  typeFirst: { zh: "请先录入数字或字母", en: "Type a figure or a letter first" },
  isNoFigure: { zh: "不是数字", en: "is no figure" },
  noFigure: { zh: "不是数字，也不是下列字母", en: "no figure, and none of the letters below" },
  illegible: { zh: "原文印得无法辨认", en: "The print itself cannot be read" },
  illegibleMeans: {
    zh: "找到了此格，但污损、遮挡或残缺，任何人都读不出",
    en: "the cell is found, and it is smudged, covered or cut off, so that nobody could read it",
  },
  unseen: { zh: "看不到此格", en: "I cannot see the cell" },
  unseenMeans: {
    zh: "此处未显示或找不到；不计为读错，另行计数",
    en: "it is not shown here or not to be found; it does not count as wrong, and is told apart",
  },
  backOne: { zh: "回到上一格，重新录入", en: "back to the cell before, to type it anew" },
  passFirst: { zh: "已录入", en: "Typed" },
  passBoth: { zh: "两人各录一遍，您已录入", en: "Cells that two people type; you typed" },
  passAgain: {
    zh: "再录一遍（有待核对的，也有随机抽取的），已录入",
    en: "Once more, cells to be made sure of among others drawn at random; typed",
  },
  allTyped: { zh: "已全部录入", en: "All is typed" },
  save: { zh: "保存", en: "Save" },
  keep: { zh: "留作样本", en: "Keep as a sample" },
  sampleName: { zh: "样本名称", en: "Name" },
  names: { zh: "替换人名（每行：姓名=代称）", en: "Replace names (a line each: name=other)" },
  whole: { zh: "每一格都已与原文核对", en: "I compared every cell with the source" },
  otherTables: { zh: "表外表格", en: "Tables that are none of the form's" },
  pointToFirst: {
    zh: "若其中有表样中的表：点它的第一个数字，再选是哪张表",
    en: "Where one of them is the form's: choose its first figure, then say which table it is",
  },
  thisTableIs: { zh: "这张表是", en: "This table is" },
  doesNotFit: { zh: "与所印表格不符，未采用", en: "does not fit the print, and is not applied" },
  typed: { zh: "格已录入", en: "cells typed" },
  right: { zh: "正确", en: "right" },
  silent: { zh: "无疑问而错", en: "wrong without a doubt" },
} as const satisfies Record<string, Explained>;

export type Word = keyof typeof WORDS;
export const say = (word: Word, language: Language): string => WORDS[word][language];

/** A key or a sign, and what it does or means. */
export type Entry = readonly [sign: string, means: Explained];

export const KEYS: readonly Entry[] = [
  ["n / p", { zh: "下一处疑问／回到前一格", en: "next doubt / back to the cell before" }],
  ["← ↑ → ↓", { zh: "在表中移动", en: "move in the table" }],
  ["y", { zh: "读数正确", en: "it is as read" }],
  ["Y", { zh: "整行读数正确", en: "the whole row is as read" }],
  ["1–9", { zh: "选另一读法", en: "choose another reading" }],
  ["e", { zh: "输入数字，回车保存", en: "type the figure, Enter saves" }],
  ["b s a u", { zh: "空白、划线、无此格、无法辨认", en: "blank, struck, no such cell, unreadable" }],
  ["z / Z", { zh: "撤回刚才的决定／撤回此格的决定", en: "undo my last decision / take back this cell's" }],
  ["f", { zh: "下一个不成立的关系", en: "next relation that fails" }],
  ["] [", { zh: "下一份／上一份文档", en: "next / previous document" }],
  ["t", { zh: "换一种原文视图", en: "the other view of the source" }],
  ["g", { zh: "回到待办", en: "back to the queue" }],
  ["/", { zh: "查找", en: "search" }],
  ["l", { zh: "中文／English", en: "中文 / English" }],
  ["?", { zh: "显示／关闭本说明", en: "show or close this list" }],
  ["Esc", { zh: "离开输入框，关闭说明", en: "leave a field, close this list" }],
];

/** In an audit everything else is typed and sent with Enter. */
export const AUDIT_KEYS: readonly Entry[] = [
  ["0–9 ⏎", { zh: "录入所印数字", en: "the figure as it is printed" }],
  ["b s a ⏎", { zh: "空白、划线、无此格", en: "blank, struck, no such cell" }],
  ["u ⏎", { zh: "原文印得无法辨认", en: "the print itself cannot be read" }],
  ["x ⏎", { zh: "看不到此格，不作判断", en: "I cannot see the cell: it is not judged" }],
  ["z ⏎", { zh: "回到上一格", en: "back to the cell before" }],
  ["t", { zh: "换一种原文视图", en: "the other view of the source" }],
  ["?", { zh: "显示／关闭本说明", en: "show or close this list" }],
];

export const SOURCE_KEYS: readonly Entry[] = [
  ["PgUp PgDn", { zh: "上下移动原文", en: "scroll the source" }],
  ["⇧ ← ↑ → ↓", { zh: "移动原文", en: "scroll the source a little, sideways too" }],
  ["+ / - _", { zh: "放大／缩小原文", en: "enlarge the source / make it smaller" }],
];

/** What stands in cells of the tables. */
export const LEGEND: readonly Entry[] = [
  ["·", { zh: "空白", en: "the cell is there and blank" }],
  ["—", { zh: "划线", en: "struck: a sign for nothing is printed" }],
  ["×", { zh: "文档中未见此格", en: "the document was not found to have the cell" }],
  ["▒", { zh: "印有内容而读不作数字", en: "something is printed, and no figure could be read" }],
  ["? ✓", { zh: "存疑；已决定", en: "in doubt; decided" }],
  ["↺", { zh: "以前的决定针对另一读数", en: "an earlier decision was about another reading" }],
  ["≠", { zh: "决定不一致", en: "decisions differ" }],
  ["～", { zh: "（波浪线）所在关系不成立", en: "(wavy line) a relation that it stands in fails" }],
  ["Σ", { zh: "（待办中）不成立的关系数", en: "(in the queue) relations that fail" }],
];
