// Made tables and the ways converters flatten them, for the property tests. The truth of every cell is kept.
import fc from "fast-check";
import type {
  Conventions,
  Form,
  FormBlock,
  FormColumn,
  FormRow,
  Label,
  Relation,
} from "../../src/model/form.ts";
import { layoutOptions, printLayout } from "./layout.ts";

const label = (text: string, ...variants: string[]): Label => ({ text, variants });
const column = (
  key: string,
  text: string,
  type: FormColumn["type"] = "count",
  path: string[] = [],
): FormColumn => ({
  key,
  label: label(text),
  path: path.map((part) => label(part)),
  unit: null,
  type,
});
const row = (key: string, text: string, path: string[] = []): FormRow => ({
  key,
  label: label(text),
  path: path.map((part) => label(part)),
  unit: null,
});
const terms = (keys: string[]) => keys.map((key) => ({ sign: 1 as const, key }));

const APPLICANTS = ["person", "company", "institute", "charity", "law", "other"];
const OUTCOMES = ["granted", "partly", "secret", "banned", "held", "made", "repeated", "rest"];
const CASES = ["upheld", "corrected", "odd", "pending"];

const requests: FormBlock = {
  furniture: [],
  columns: [
    column("person", "自然人", "count", ["申请人情况"]),
    column("company", "商业企业", "count", ["申请人情况", "法人或其他组织"]),
    column("institute", "科研机构", "count", ["申请人情况", "法人或其他组织"]),
    column("charity", "社会公益组织", "count", ["申请人情况", "法人或其他组织"]),
    column("law", "法律服务机构", "count", ["申请人情况", "法人或其他组织"]),
    column("other", "其他", "count", ["申请人情况", "法人或其他组织"]),
    column("total", "总计", "count", ["申请人情况"]),
  ],
  rows: [
    row("new", "一、本年新收政府信息公开申请数量"),
    row("carried_in", "二、上年结转政府信息公开申请数量"),
    row("granted", "（一）予以公开", ["三、本年度办理结果"]),
    row("partly", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ["三、本年度办理结果"]),
    row("secret", "1.属于国家秘密", ["三、本年度办理结果", "（三）不予公开"]),
    row("banned", "2.其他法律行政法规禁止公开", ["三、本年度办理结果", "（三）不予公开"]),
    row("held", "1.本机关不掌握相关政府信息", ["三、本年度办理结果", "（四）无法提供"]),
    row("made", "2.没有现成信息需要另行制作", ["三、本年度办理结果", "（四）无法提供"]),
    row("repeated", "2.重复申请", ["三、本年度办理结果", "（五）不予处理"]),
    row("rest", "3.其他", ["三、本年度办理结果", "（六）其他处理"]),
    row("all", "（七）总计", ["三、本年度办理结果"]),
    row("carried_out", "四、结转下年度继续办理"),
  ],
};

const disclosure: FormBlock[] = [
  {
    head: label("第二十条第（一）项"),
    furniture: [label("信息内容")],
    columns: [
      column("issued", "本年制发件数"),
      column("repealed", "本年废止件数"),
      column("in_force", "现行有效件数"),
    ],
    rows: [row("rules", "规章"), row("documents", "行政规范性文件")],
  },
  {
    head: label("第二十条第（五）项"),
    furniture: [label("信息内容")],
    columns: [
      column("items", "上一年项目数量"),
      column("change", "本年增/减", "change"),
      column("decisions", "处理决定数量"),
    ],
    rows: [row("licensing", "行政许可"), row("services", "其他对外管理服务事项")],
  },
  {
    head: label("第二十条第（八）项"),
    furniture: [label("信息内容")],
    columns: [column("amount", "本年收费金额（单位：万元）", "amount")],
    rows: [row("fees", "行政事业性收费")],
  },
];

const GROUPS: [string, string[]][] = [
  ["review", ["行政复议"]],
  ["direct", ["行政诉讼", "未经复议直接起诉"]],
  ["after", ["行政诉讼", "复议后起诉"]],
];
const CASE_LABELS: Record<string, string> = {
  upheld: "结果维持",
  corrected: "结果纠正",
  odd: "其他结果",
  pending: "尚未审结",
  total: "总计",
};

const review: FormBlock = {
  furniture: [],
  columns: GROUPS.flatMap(([group, path]) =>
    [...CASES, "total"].map((kind) => column(`${group}.${kind}`, CASE_LABELS[kind] ?? "", "count", path)),
  ),
  rows: [row("cases", "")],
};

const sum = (
  id: string,
  table: string,
  scope: Relation["scope"],
  left: string[],
  right: string[],
): Relation => ({
  id,
  table,
  scope,
  formula: id,
  left: terms(left),
  operator: "=",
  right: terms(right),
  strength: "follows from the layout",
});

export const form: Form = {
  edition: "made",
  years: [2021, null],
  basis: "",
  tables: [
    { key: "disclosure", title: label("主动公开政府信息情况"), notes: [], blocks: disclosure },
    { key: "requests", title: label("收到和处理政府信息公开申请情况"), notes: [], blocks: [requests] },
    { key: "review", title: label("政府信息公开行政复议、行政诉讼情况"), notes: [], blocks: [review] },
  ],
  acrossYears: [],
  relations: [
    sum("balance", "requests", "each column", ["new", "carried_in"], ["all", "carried_out"]),
    sum("outcomes", "requests", "each column", ["all"], OUTCOMES),
    sum("applicants", "requests", "each row", ["total"], APPLICANTS),
    ...GROUPS.map(([group]) =>
      sum(
        group,
        "review",
        "each row",
        [`${group}.total`],
        CASES.map((kind) => `${group}.${kind}`),
      ),
    ),
  ],
};

export const conventions: Conventions = {
  placeholders: ["-", "—", "/", "无"],
  units: ["件", "项", "万元", "元"],
  minusWords: ["减"],
  totalWords: ["共"],
  roughWords: ["约"],
  noteWords: ["注"],
  correctionWords: ["更正"],
  insteadWords: [],
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
    attached: ["附件"],
    titles: ["信息公开"],
    subjects: ["统计"],
  },
};

/** What one cell prints; null is an empty cell. */
export type Truth = Map<string, string | null>;

interface TableText {
  readonly head: readonly (readonly string[])[];
  /** Per row: key, its label cells (groups first where they begin), its figures as printed. */
  readonly rows: readonly {
    key: string;
    labels: readonly string[];
    /** The row's own label and the groups that it belongs to. */
    own?: string;
    groups?: readonly string[];
    cells: readonly (string | null)[];
  }[];
}

export interface Made {
  readonly text: string;
  /** `table|row|column` → figure. Rows that were dropped are not in it. */
  readonly truth: Truth;
  readonly recipe: string;
  /** Lines were lost: rows of the truth may be missing from the text. */
  readonly cut: boolean;
}

const figure = (largest: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.nat(9) },
    { weight: 3, arbitrary: fc.nat(largest) },
  );

/** A requests table that satisfies all its relations: outcomes and carried-out are drawn, the rest follows. */
const requestFigures = fc
  .record({
    largest: fc.constantFrom(3, 30, 400, 5000),
    seed: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 72, maxLength: 72 }),
    zeros: fc.constantFrom(0.3, 0.6, 0.9),
  })
  .map(({ largest, seed, zeros }) => {
    const table = new Map<string, number[]>();
    let at = 0;
    const draw = (): number => {
      const x = seed[at++ % seed.length] ?? 0;
      return x < zeros ? 0 : Math.floor(((x - zeros) / (1 - zeros)) * (largest + 1));
    };
    for (const key of [...OUTCOMES, "carried_out"]) table.set(key, APPLICANTS.map(draw));
    const all = APPLICANTS.map((_, i) =>
      OUTCOMES.reduce((total, key) => total + (table.get(key)?.[i] ?? 0), 0),
    );
    table.set("all", all);
    const carriedIn = APPLICANTS.map((_, i) =>
      Math.min(draw(), (all[i] ?? 0) + (table.get("carried_out")?.[i] ?? 0)),
    );
    table.set("carried_in", carriedIn);
    table.set(
      "new",
      APPLICANTS.map((_, i) => (all[i] ?? 0) + (table.get("carried_out")?.[i] ?? 0) - (carriedIn[i] ?? 0)),
    );
    for (const [key, cells] of table) table.set(key, [...cells, cells.reduce((a, b) => a + b, 0)]);
    return table;
  });

const reviewFigures = fc
  .array(fc.array(figure(120), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 })
  .map((groups) => groups.flatMap((cells) => [...cells, cells.reduce((a, b) => a + b, 0)]));

export const SEPARATORS = ["tab", "pipe", "line", "blank-line", "space", "glued", "layout"] as const;

const options = fc.record({
  separator: fc.constantFrom(...SEPARATORS),
  /** Zero cells are left empty. */
  blankZero: fc.boolean(),
  /** Empty cells vanish with their separators. */
  lostBlanks: fc.boolean(),
  /**
   * What the publisher got wrong: one cell misprinted or left empty. The solver's promise covers one such accident
   * (see `solveTable`); two that happen to imitate another cut are beyond it.
   */
  accident: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    {
      weight: 4,
      arbitrary: fc.record({ row: fc.nat(11), cell: fc.nat(6), shift: fc.integer({ min: 1, max: 60 }) }),
    },
    { weight: 1, arbitrary: fc.record({ row: fc.nat(11), cell: fc.nat(6), shift: fc.constant(0) }) },
  ),
  /** Labels broken over lines: after that many letters. */
  wrap: fc.option(fc.integer({ min: 2, max: 9 }), { nil: null }),
  dropped: fc.option(fc.integer({ min: 2, max: 10 }), { nil: null, freq: 4 }),
  headAgain: fc.option(fc.integer({ min: 2, max: 10 }), { nil: null, freq: 4 }),
  extraRow: fc.option(fc.integer({ min: 2, max: 10 }), { nil: null, freq: 8 }),
  /** Lines that occurred before are removed. */
  deduped: fc.nat(9).map((draw) => draw === 0),
  cutAt: fc.option(fc.double({ min: 0.3, max: 1, noNaN: true }), { nil: null, freq: 8 }),
  typo: fc.option(fc.tuple(fc.nat(11), fc.nat(20)), { nil: null, freq: 4 }),
  groupsEachRow: fc.boolean(),
  layout: layoutOptions,
});

type Options = typeof options extends fc.Arbitrary<infer T> ? T : never;

export const made: fc.Arbitrary<Made> = fc
  .record({
    requests: requestFigures,
    review: reviewFigures,
    disclosure: fc.array(figure(90_000), { minLength: 13, maxLength: 13 }),
    options,
  })
  .map(({ requests: figures, review: cases, disclosure: items, options: drawn }) =>
    flatten(figures, cases, items, drawn),
  );

function flatten(
  figures: ReadonlyMap<string, readonly number[]>,
  cases: readonly number[],
  items: readonly number[],
  drawn: Options,
): Made {
  const truth: Truth = new Map();
  const lines: string[] = ["某某县2023年政府信息公开工作年度报告", "全年公开信息1871条，收到申请38件。"];
  const print = (value: number): string | null => (value === 0 && drawn.blankZero ? null : String(value));
  let next = 0;
  lines.push("二、主动公开政府信息情况");
  for (const block of disclosure) {
    const rows = block.rows.map((entry) => {
      const cells = block.columns.map((entryColumn) => {
        const value = items[next++ % items.length] ?? 0;
        return print(entryColumn.type === "change" && value % 2 === 1 ? -(value % 50) : value);
      });
      return { key: entry.key ?? "", labels: [entry.label.text], cells };
    });
    const head = [[block.head?.text ?? ""], ["信息内容", ...block.columns.map((entry) => entry.label.text)]];
    lines.push(write({ head, rows }, "disclosure", block, drawn, truth));
  }
  lines.push("三、收到和处理政府信息公开申请情况");
  lines.push(write(requestText(figures, drawn, print), "requests", requests, drawn, truth));
  lines.push("四、政府信息公开行政复议、行政诉讼情况");
  const heads = [
    ["行政复议", "行政诉讼"],
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"],
    [
      "结果维持",
      "结果纠正",
      "其他结果",
      "尚未审结",
      "总计",
      "结果维持",
      "结果纠正",
      "其他结果",
      "尚未审结",
      "总计",
    ],
  ];
  const caseRow = { key: "cases", labels: [], cells: cases.map(print) };
  lines.push(write({ head: heads, rows: [caseRow] }, "review", review, drawn, truth));
  lines.push("五、存在的主要问题及改进情况", "继续改进。");
  let text = lines.join(drawn.separator === "glued" ? "" : "\n");
  // In a layout the rest of a figure broken over lines may be such a line, and then nothing tells that it was there.
  const deduped = drawn.deduped && drawn.separator !== "layout";
  if (deduped) text = [...new Set(text.split("\n"))].join("\n");
  if (drawn.cutAt !== null) text = text.slice(0, Math.floor(text.length * drawn.cutAt));
  return { text, truth, recipe: JSON.stringify(drawn), cut: drawn.cutAt !== null || deduped };
}

function requestText(
  figures: ReadonlyMap<string, readonly number[]>,
  drawn: Options,
  print: (value: number) => string | null,
): TableText {
  let groups: readonly string[] = [];
  const rows = requests.rows.map((entry, index) => {
    const cells = [...(figures.get(entry.key ?? "") ?? [])].map(print);
    if (drawn.accident?.row === index) {
      const { cell, shift } = drawn.accident;
      cells[cell] = shift === 0 ? null : String(Number(cells[cell] ?? 0) + shift);
    }
    const path = entry.path.map((part) => part.text);
    const opened = drawn.groupsEachRow ? path : path.filter((part, depth) => part !== groups[depth]);
    groups = path;
    let own = entry.label.text;
    if (drawn.typo !== null && drawn.typo[0] === index && own.length > 8) {
      const at = 3 + (drawn.typo[1] % (own.length - 4));
      own = `${own.slice(0, at)}错${own.slice(at + 1)}`;
    }
    return { key: entry.key ?? "", labels: [...opened, own], own, groups: path, cells };
  });
  const kept = rows.filter((_, index) => index !== drawn.dropped);
  const extra = {
    key: "label",
    labels: ["其他地方事项"],
    cells: ["3", "0", "0", "1", "0", "0", "4"],
    own: "其他地方事项",
    groups: [],
  };
  if (drawn.extraRow !== null) kept.splice(Math.min(drawn.extraRow, kept.length - 1), 0, extra);
  const head = [
    ["申请人情况"],
    ["自然人", "法人或其他组织", "总计"],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
  ];
  return { head, rows: kept };
}

function write(table: TableText, key: string, block: FormBlock, drawn: Options, truth: Truth): string {
  if (drawn.separator === "layout") return writeLayout(table, key, block, drawn, truth);
  const parts = table.head.map((cells) => join(cells, drawn));
  table.rows.forEach((entry, index) => {
    if (key === "requests" && drawn.headAgain === index)
      parts.push(...table.head.map((cells) => join(cells, drawn)));
    const labels = entry.labels.map((text) => broken(text, drawn));
    const printed =
      drawn.lostBlanks || drawn.separator === "glued"
        ? entry.cells.filter((cell) => cell !== null)
        : entry.cells;
    parts.push(join([...labels, ...printed.map((cell) => cell ?? "")], drawn));
    if (entry.key === "label") return;
    entry.cells.forEach((cell, at) => {
      truth.set(`${key}|${entry.key}|${block.columns[at]?.key}`, cell);
    });
  });
  return parts.join(drawn.separator === "blank-line" ? "\n\n" : drawn.separator === "glued" ? "" : "\n");
}

function writeLayout(table: TableText, key: string, block: FormBlock, drawn: Options, truth: Truth): string {
  for (const entry of table.rows)
    entry.cells.forEach((cell, at) => {
      if (entry.key !== "label") truth.set(`${key}|${entry.key}|${block.columns[at]?.key}`, cell);
    });
  const heads = block.columns.map(({ label: { text } }) => text);
  const rows = table.rows.map(({ labels, own, groups, cells }) => ({
    groups: groups ?? [],
    label: own ?? labels.at(-1) ?? "",
    cells,
  }));
  const above = block.head === undefined ? [] : [block.head.text];
  return [...above, printLayout(heads, rows, drawn.layout)].join("\n");
}

function broken(text: string, drawn: Options): string {
  if (drawn.wrap === null || drawn.separator === "glued" || text.length <= drawn.wrap) return text;
  return `${text.slice(0, drawn.wrap)}\n${text.slice(drawn.wrap)}`;
}

function join(cells: readonly string[], drawn: Options): string {
  switch (drawn.separator) {
    case "tab":
      return cells.join("\t");
    case "pipe":
      return `${cells.join(" | ")} |`;
    case "line":
      return cells.join("\n");
    case "blank-line":
      return cells.join("\n\n");
    case "space":
      return cells.filter((cell) => cell !== "").join(" ");
    case "glued":
    case "layout":
      return cells.join("");
  }
}
