// A text of 2020 that prints the table of proactive disclosure a cell a line.

const TITLE = "青石县林业局2020年政府信息公开工作年度报告";

/** @param rows a label and its figures each, in the order in which they are printed */
export function linesOfDisclosure(rows: Readonly<Record<string, readonly string[]>>): string {
  const printed = (label: string) => [label, ...(rows[label] ?? [])];
  return [
    TITLE,
    "二、主动公开政府信息情况",
    "第二十条第（一）项",
    "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
    ...printed("规章"),
    ...printed("规范性文件"),
    "第二十条第（五）项",
    "信息内容 上一年项目数量 本年增/减 处理决定数量",
    ...printed("行政许可"),
    ...printed("其他对外管理服务事项"),
    "第二十条第（六）项",
    "信息内容 上一年项目数量 本年增/减 处理决定数量",
    ...printed("行政处罚"),
    ...printed("行政强制"),
    "第二十条第（八）项",
    "信息内容 上一年项目数量 本年增/减",
    ...printed("行政事业性收费"),
    "第二十条第（九）项",
    "信息内容 采购项目数量 采购总金额",
    ...printed("政府集中采购"),
    "三、收到和处理政府信息公开申请情况",
    "无。",
  ].join("\n");
}

/** Figures in the order of their cells, no row of noughts alone. */
export const DISCLOSED: Readonly<Record<string, readonly string[]>> = {
  规章: ["1", "2", "3"],
  规范性文件: ["4", "5", "9"],
  行政许可: ["62", "-3", "140"],
  其他对外管理服务事项: ["17", "0", "8"],
  行政处罚: ["31", "-2", "77"],
  行政强制: ["12", "1", "6"],
  行政事业性收费: ["2", "-1"],
  政府集中采购: ["6", "18.5"],
};
