// Words around figures, as a collection's conventions give them.
import type { Conventions } from "../../src/model/form.ts";

export const CONVENTIONS: Conventions = {
  placeholders: ["-", "/", "—", "——", "无"],
  units: ["件", "条", "项", "次", "人次", "元", "万元", "亿元"],
  minusWords: ["减", "负"],
  plusWords: ["增"],
  totalWords: ["共"],
  roughWords: ["约"],
  noteWords: ["注"],
  correctionWords: ["更正"],
  insteadWords: ["应为"],
  partWords: ["其中", "含"],
  againstWords: ["同比", "较上年"],
  columnWords: ["备注"],
  subjectWords: {
    summary: ["汇总"],
    own: ["本级"],
    sample: ["样表"],
    superseded: [],
    noOrgan: [],
    ownPeriod: ["本年"],
    otherPeriod: ["上年"],
    partPeriod: [],
    otherOrgan: [],
    counts: [],
    shares: [],
    bracketed: [],
    attached: ["附件"],
    titles: ["信息公开"],
    subjects: ["统计"],
  },
};
