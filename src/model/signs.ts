// What a print shows that speaks against a reading: a closed list. Each sign says which doubt it raises, and `explain` tells
// the two together.
import { DOUBTS, type Doubt } from "./doubts.ts";
import type { Explained } from "./explained.ts";

interface SignMeaning extends Explained {
  readonly doubt: Doubt;
}

function ofItsOwn(doubt: Doubt): SignMeaning {
  return { doubt, ...DOUBTS[doubt] };
}

export const SIGNS = {
  // Of the row's label.
  "weak-label": {
    doubt: "ambiguous-row",
    en: "the label is only alike to the form's, and its neighbours leave it other rows",
    zh: "行标签仅与表式近似，且相邻各行不能确定其归属",
  },
  "torn-label": {
    doubt: "ambiguous-row",
    en: "the label is only alike to the form's and no figure stands beside it: the rest may stand on another page",
    zh: "行标签仅与表式近似且无数字，其余部分可能在另一页",
  },
  "bare-label": {
    doubt: "ambiguous-row",
    en: "the label is followed by other text where its figures should be: it may be a mere mention of the row",
    zh: "标签之后不是数字而是别的文字，可能只是提及此行",
  },
  "end-of-longer-label": {
    doubt: "ambiguous-row",
    en: "the label is the end of a longer one that was not found",
    zh: "此标签是另一未找到的较长标签的末尾",
  },
  "in-other-words": {
    doubt: "ambiguous-row",
    en: "the form has no such row, and lacks one here: they may be one row in other words",
    zh: "表式无此行，而此处正缺一行，可能是同一行的另一种写法",
  },
  "half-a-label": {
    doubt: "ambiguous-row",
    en: "the label is the beginning of one of the form's",
    zh: "此标签是表式中某一标签的开头",
  },
  "one-of-several-rows": {
    doubt: "ambiguous-row",
    en: "several rows stand under heads that have room for one, and none says more than another that it is the report's",
    zh: "表头之下有多行，无法确定哪一行属于本报告",
  },
  "not-counted": {
    doubt: "ambiguous-position",
    en: "numbers count the rows, and this one has another or none, or no head says that they do",
    zh: "各行有连续序号，而此行没有或不连续，或没有表头说明其为序号",
  },
  // Of the figures around the row.
  "strays-beside": {
    doubt: "ambiguous-position",
    en: "figures stand beside the row that are nobody's",
    zh: "此行旁有不属于任何行的数字",
  },
  "blank-beside-stray": {
    doubt: "ambiguous-row",
    en: "a row of figures without a label stands next to this cell, which shows none",
    zh: "相邻一行有数字而无标签，此格为空",
  },
  "behind-figures": {
    doubt: "ambiguous-row",
    en: "figures stand before the labels of their lines: they may be the next label's",
    zh: "数字印在标签之前，可能属于下一标签",
  },
  "below-figures": {
    doubt: "ambiguous-position",
    en: "a line of nothing but figures stands above the first row",
    zh: "首行之上有仅含数字的一行",
  },
  "figures-apart": {
    doubt: "ambiguous-position",
    en: "letters of the label stand between figures on different lines",
    zh: "分行的数字之间夹有标签文字",
  },
  scattered: {
    doubt: "ambiguous-position",
    en: "figures of the row stand on several lines where other rows have one and there was room: they may be in the order of their heights on a page, and the row's sum holds in any",
    zh: "此行数字分印多行，而别的行均在一行且行内尚有余地：可能按版面高低排列，求和不能证明次序",
  },
  "off-the-label-line": {
    doubt: "ambiguous-position",
    en: "figures in columns do not stand on one line with their label",
    zh: "按列排印的数字与标签不在同一行",
  },
  "off-its-column": {
    doubt: "ambiguous-position",
    en: "a figure of the row does not stand where its column's others or its head do: a cell more or less may move them",
    zh: "此行有数字与同列其他数字或表头不对齐，可能多印或少印一格",
  },
  "joined-lines": {
    doubt: "ambiguous-row",
    en: "figures of the row stand beside its label's lines, and others on them, or the row next to it was not found",
    zh: "此行有数字不在标签所在各行，而另有数字在其上，或相邻一行未找到",
  },
  "lines-shifted": {
    doubt: "ambiguous-row",
    en: "one row of the table has the figures of two, and others lack some: labels and figures between them may have moved",
    zh: "有一行带有两行的数字，而别的行缺数字：其间的标签与数字可能已错行",
  },
  // Of what the row lacks or has too much.
  "unlike-separators": {
    doubt: "ambiguous-position",
    en: "separators prove where the other rows' figures stand, and do not explain this row",
    zh: "别的各行的分隔符可确定位置，此行不符",
  },
  "uneven-lines": {
    doubt: "ambiguous-position",
    en: "one cell stands on each line, and empty lines in this row say that it has another cell",
    zh: "每行印一格，而此行中的空行表明另有一格",
  },
  "begins-struck": {
    doubt: "ambiguous-position",
    en: "a sign for nothing stands first where a column of units is printed: it may stand in that column",
    zh: "首个“无”符号可能印在单位列中",
  },
  "shows-more": {
    doubt: "ambiguous-position",
    en: "something that is no figure is printed behind the row's figures",
    zh: "此行数字之后印有非数字内容",
  },
  "line-goes-on": {
    doubt: "ambiguous-position",
    en: "the row lacks figures, and its line goes on with other print",
    zh: "此行数字不足，而行末另有内容",
  },
  "struck-short": {
    doubt: "ambiguous-position",
    en: "no row fills its cells, and this one prints only signs for nothing",
    zh: "各行均未填满，此行仅有“无”符号",
  },
  "blank-among-loose": {
    doubt: "ambiguous-position",
    en: "the row has no figure, and figures stand in its block or elsewhere that are no row's",
    zh: "此行无数字，而同组或别处另有归属不明的数字",
  },
  "blank-of-partial": {
    doubt: "ambiguous-position",
    en: "the row lacks figures and some of its cells are open: none is surely empty",
    zh: "此行数字不足且有单元格未定，不能确定此格为空",
  },
  "too-many-figures": {
    doubt: "ambiguous-position",
    en: "the row has more figures than cells: one is another row's",
    zh: "此行数字多于单元格，其中有不属于此行的",
  },
  "cells-do-not-fit": {
    doubt: "ambiguous-position",
    en: "the row has more or fewer cells than its heads have columns",
    zh: "此行单元格数与表头列数不符",
  },
  "cell-left-out": {
    doubt: "ambiguous-position",
    en: "the total is empty while nearly all other rows print theirs, or the last figure before it is the sum of the others, here or in several rows around: a cell was left out",
    zh: "本行求和之数为空而其他各行几乎都已印出，或本行、相邻数行中最后一个数字恰为其余各数之和，可能漏印一格",
  },
  "ends-early": {
    doubt: "unproven",
    en: "the row ends before its last cells, or before the rows around it, and no sum tells that it lost none among its figures",
    zh: "此行未印至末格，或比周围各行少一格，而没有求和可证明其中间未缺一格",
  },
  "breaks-own-sum": {
    doubt: "ambiguous-position",
    en: "figures near the row are not accounted for, and its own sum fails: it may hold another row's",
    zh: "附近有归属不明的数字，且此行求和不成立",
  },
  "placed-against-sums": {
    doubt: "ambiguous-position",
    en: "where its figures stand tells their columns, and the row's own sum fails or has no total, which may have moved",
    zh: "各列凭位置确定，而此行求和不成立或缺求和之数，数字可能移位",
  },
  "may-be-two": {
    doubt: "ambiguous-cut",
    en: "a figure and the empty cell behind it: cut between the two, the figure makes a sum of the row hold",
    zh: "此数字与其后空格：若在两格间切开，此行求和成立",
  },
  "no-total": {
    doubt: "unproven",
    en: "the row lacks a figure, and no row of its block surely prints a total: all may lack another column than was read",
    zh: "此行数字不足，且同组各行均不能确定其总和，所缺可能是另一列",
  },
  "figure-in-two": {
    doubt: "ambiguous-position",
    en: "the row is read with one figure put together from two",
    zh: "此行读法须将两个数字合为一个",
  },
  "fits-exchanged": {
    doubt: "ambiguous-position",
    en: "figures of several rows fit their columns only when two of a row are exchanged: the print does not keep the order of its cells",
    zh: "有数行须将两个数字对调方合各列，可知排印未保持单元格次序",
  },
  // Of heads.
  "head-missing": {
    doubt: "ambiguous-position",
    en: "no head names this column: it was left out, or cut off",
    zh: "没有表头对应此列，可能被省略或截去",
  },
  "unsure-heads": {
    doubt: "ambiguous-position",
    en: "the heads do not say for sure in which order the columns stand",
    zh: "表头不能确定各列顺序",
  },
  // Of what was looked for and not settled.
  "open-cut": {
    doubt: "ambiguous-cut",
    en: "figures are run together, and no cut of them is settled",
    zh: "数字连写，切分未定",
  },
  "glued-sign": {
    doubt: "ambiguous-cut",
    en: "a dash or a stroke stands between digits: a sign or a fraction, or a cell of its own",
    zh: "数字间的横线或斜线可能是负号或分数线，也可能自成一格",
  },
  "open-place": {
    doubt: "ambiguous-position",
    en: "figures of the row fit its columns in more than one way",
    zh: "此行数字可有多种排列",
  },
  unproven: {
    doubt: "unproven",
    en: "one reading was found, and too few relations confirm it",
    zh: "仅有一种读法，但佐证不足",
  },
  // Of where the document ends.
  "text-ends": { doubt: "cut-off", en: "the document ends in this row", zh: "文档在此行中断" },
  "table-torn": {
    doubt: "cut-off",
    en: "the form's next rows were not found, and the row has no figure or the document ends behind it",
    zh: "其后各行未找到，且此行无数字或文档到此为止",
  },
  // Of rows that the document lacks.
  "ends-before": {
    doubt: "cut-off",
    en: "the document ends before the place of this row",
    zh: "文档在此行之前中断",
  },
  "may-be-there": {
    doubt: "ambiguous-row",
    en: "the row's label, or figures that are nobody's, stand elsewhere in the document",
    zh: "此行标签或归属不明的数字印在别处",
  },
  "few-rows-found": {
    doubt: "ambiguous-row",
    en: "most rows of the table were not found: that this one is not there is not sure",
    zh: "本表大部分行未找到，不能确定此行不存在",
  },
  "torn-apart": {
    doubt: "ambiguous-row",
    en: "rows beside this one may be there under another label or without one",
    zh: "相邻各行可能以别的标签或无标签存在",
  },
  // Of the table as a whole.
  "positions-lost": {
    doubt: "positions-lost",
    en: "labels stand there, and nothing shows where their figures stood",
    zh: "标签尚存，数字位置已丢失",
  },
  "copies-differ": {
    doubt: "table-twice",
    en: "another print of the table has another figure here",
    zh: "同一张表的另一处印有不同数字",
  },
  corrected: ofItsOwn("corrected"),
  "under-other-year": {
    doubt: "unproven",
    en: "the heading over the table names another year than the report's, and no other print of the table is there",
    zh: "表上标题所写年份与报告年度不同，且文中无另一张同样的表",
  },
  "under-other-organ": {
    doubt: "unproven",
    en: "the heading over the table names another organ than the report's, and no other print of the table is there",
    zh: "表上标题所写机关不是报告的编制机关，且文中无另一张同样的表",
  },
  "under-sample": {
    doubt: "unproven",
    en: "the heading calls the table a sample, a form to fill in or one that was put right, and no other print of the table is there",
    zh: "表上标题称其为样表、填报说明或更正前的表，且文中无另一张同样的表",
  },
  "other-edition-fits": {
    doubt: "ambiguous-row",
    en: "another edition of the form fits as well, and has no such cell",
    zh: "另一版表式同样吻合，而无此格",
  },
  // Of the cell.
  "no-figure": {
    doubt: "odd-figure",
    en: "something is printed here that is no number",
    zh: "此处印有非数字内容",
  },
  "odd-print": {
    doubt: "odd-figure",
    en: "the number is not printed as one is: a spacing, a sign, a unit or a digit of another kind",
    zh: "数字的间隔、符号、单位或字形异常",
  },
  "too-many-digits": {
    doubt: "odd-figure",
    en: "the number has more digits than anything that is counted: several may have been run together",
    zh: "数字位数超出任何可计的数量，可能由几个数字连成",
  },
  "counts-scaled": {
    doubt: "odd-figure",
    en: "words beside the number or over it say that it counts thousands or ten thousands",
    zh: "旁边或上方的文字表明此数以千或万计",
  },
  "labels-shifted": {
    doubt: "ambiguous-row",
    en: "figures without a label, or under one that the form lacks, stand at one end of these rows, and at the other a row of the form is missing: labels may stand a row off",
    zh: "这些行的一端有无标签或表式所无标签的数字，另一端缺表式中的一行，标签可能错位一行",
  },
  "unlike-column": {
    doubt: "odd-figure",
    en: "a fraction or a negative number where the column has counts",
    zh: "此列应为计数，而印有小数或负数",
  },
  "spans-cells": {
    doubt: "merged-figure",
    en: "one figure is printed over several cells",
    zh: "一个数字跨多个单元格",
  },
  "beside-several-figures": {
    doubt: "ambiguous-position",
    en: "the cell shows no figure, and one beside it shows several: one of them may be this cell's",
    zh: "此格无数字，而相邻单元格印有数个数字，其中可能有此格的",
  },
  "beside-unit-and-figure": {
    doubt: "ambiguous-position",
    en: "the cell shows no figure, and the one beside it, where no column has figures, shows one behind a word",
    zh: "此格无数字，而相邻的非数据格中在文字之后印有数字",
  },
  // What a mark shows is its own doubt.
  drawn: ofItsOwn("drawn"),
  "letters-lost": ofItsOwn("letters-lost"),
  "stand-in": ofItsOwn("stand-in"),
  overlapping: ofItsOwn("overlapping"),
  computed: ofItsOwn("computed"),
  recognised: ofItsOwn("recognised"),
} as const satisfies Record<string, SignMeaning>;

export type Sign = keyof typeof SIGNS;

/** What raises doubts about a reading, and the doubts raised. */
export interface Doubted {
  readonly doubts: readonly Doubt[];
  readonly signs?: readonly Sign[];
}

/** Hands the cell on with one sign more, and the doubt that it raises. */
export function withSign<Cell extends Doubted>(cell: Cell, sign: Sign): Cell {
  const signs = [...new Set([...(cell.signs ?? []), sign])];
  return { ...cell, signs, doubts: [...new Set([...cell.doubts, SIGNS[sign].doubt])] };
}

/** Hands the cell on without a sign that was refuted, and without the doubt that nothing else raises. */
export function withoutSign<Cell extends Doubted>(cell: Cell, refuted: Sign): Cell {
  const { signs = [], ...rest } = cell;
  const kept = signs.filter((sign) => sign !== refuted);
  const doubts = cell.doubts.filter(
    (doubt) => doubt !== SIGNS[refuted].doubt || kept.some((sign) => SIGNS[sign].doubt === doubt),
  );
  return { ...(rest as Cell), doubts, ...(kept.length > 0 ? { signs: kept } : {}) };
}

/** Hands the cell on without a doubt that was lifted, and without what raised it. */
export function withoutDoubt<Cell extends Doubted>(cell: Cell, lifted: Doubt): Cell {
  const { signs = [], ...rest } = cell;
  const kept = signs.filter((sign) => SIGNS[sign].doubt !== lifted);
  const doubts = cell.doubts.filter((doubt) => doubt !== lifted);
  return { ...(rest as Cell), doubts, ...(kept.length > 0 ? { signs: kept } : {}) };
}
