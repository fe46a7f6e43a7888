import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";
import { form } from "../../property/flatten.ts";

interface Read {
  readonly cells: readonly ReportCell[];
  readonly notes: readonly Diagnostic[];
  row(table: string, row: string): (string | null)[];
  cell(table: string, row: string, column: string): ReportCell | undefined;
}

function read(text: string): Read {
  const notes: Diagnostic[] = [];
  const cells = cellsInText(text, { form, conventions: CONVENTIONS }, (note) => notes.push(note));
  return {
    cells,
    notes,
    row: (table, row) => cells.filter((c) => c.table === table && c.row === row).map((c) => c.value),
    cell: (table, row, column) =>
      cells.find((c) => c.table === table && c.row === row && c.column === column),
  };
}

const HEADS = "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他";
const CASES = "结果维持结果纠正其他结果尚未审结总计";
const REVIEW = `行政复议行政诉讼${CASES}未经复议直接起诉复议后起诉${CASES}${CASES}`;

/** A whole requests table; `cells` sets figures between the given separators. */
function requests(figures: Record<string, string>, between = "", heads = HEADS): string {
  const zero = "0000000";
  const figure = (key: string): string => between + (figures[key] ?? zero).split(" ").join(between);
  return [
    heads,
    `一、本年新收政府信息公开申请数量${figure("new")}`,
    `二、上年结转政府信息公开申请数量${figure("carried_in")}`,
    `三、本年度办理结果（一）予以公开${figure("granted")}`,
    `（二）部分公开（区分处理的，只计这一情形，不计其他情形）${figure("partly")}`,
    `（三）不予公开1.属于国家秘密${figure("secret")}`,
    `2.其他法律行政法规禁止公开${figure("banned")}`,
    `（四）无法提供1.本机关不掌握相关政府信息${figure("held")}`,
    `2.没有现成信息需要另行制作${figure("made")}`,
    `（五）不予处理2.重复申请${figure("repeated")}`,
    `（六）其他处理3.其他${figure("rest")}`,
    `（七）总计${figure("all")}`,
    `四、结转下年度继续办理${figure("carried_out")}`,
    "四、政府信息公开行政复议、行政诉讼情况",
  ].join(between === "" ? "" : "\n");
}

const GLUED = {
  new: "640020470",
  granted: "230020126",
  held: "390000342",
  all: "620020468",
  carried_out: "2000002",
};

describe("run-together figures", () => {
  test("are cut by the relations over the whole table, list numbers kept apart", () => {
    const { row, cells } = read(requests(GLUED));
    expect(row("requests", "new")).toEqual(["64", "0", "0", "2", "0", "4", "70"]);
    expect(row("requests", "granted")).toEqual(["23", "0", "0", "2", "0", "1", "26"]);
    expect(row("requests", "held")).toEqual(["39", "0", "0", "0", "0", "3", "42"]);
    expect(row("requests", "secret")).toEqual(["0", "0", "0", "0", "0", "0", "0"]);
    expect(cells.filter((cell) => cell.doubts.length > 0)).toEqual([]);
  });

  test("say that arithmetic settled them, and where they stand", () => {
    const { cell } = read(requests(GLUED));
    expect(cell("requests", "new", "total")).toMatchObject({
      value: "70",
      settledBy: "arithmetic",
      raw: "70",
    });
    expect(cell("requests", "secret", "total")).toMatchObject({ value: "0", settledBy: "structure" });
    const text = requests(GLUED);
    const [first, last] = cell("requests", "new", "total")?.at.chars ?? [0, 0];
    expect(text.slice(first - 1, last)).toBe("70");
  });

  test("without relations only the one way to cut is certain, and the others are all named", () => {
    const block = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件693665";
    const { row, cell } = read(
      `${block}第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可8-2231`,
    );
    expect(row("disclosure", "rules")).toEqual(["0", "0", "0"]);
    const issued = cell("disclosure", "documents", "issued");
    expect(issued?.value).toBeNull();
    expect(issued?.doubts).toEqual(["ambiguous-cut"]);
    expect(issued?.alternatives).toEqual(expect.arrayContaining(["6", "69", "693", "6936"]));
    expect(cell("disclosure", "licensing", "items")?.value ?? "8").toBe("8");
  });

  test("fifteen figures in one piece", () => {
    const text = `数量000。${REVIEW}102031200012000000五、存在的主要问题`;
    const { row } = read(text);
    const sums = row("review", "cases");
    expect(sums.slice(0, 5)).toEqual(["1", "0", "2", "0", "3"]);
    const zeros = read(`数量000。${REVIEW}000000000000000五、存在的主要问题`);
    expect(zeros.row("review", "cases")).toEqual(new Array(15).fill("0"));
    expect(zeros.cells.every((cell) => cell.doubts.length === 0)).toBe(true);
  });
});

describe("labels", () => {
  test("may be wrapped around their figures", () => {
    const text = requests({ new: "1 2 0 0 0 0 3" }, " ").replace(
      "本年新收政府信息公开申请数量 1 2",
      "本年新收政府 1 2",
    );
    const { row } = read(
      text.replace("一、本年新收政府 1 2 0 0 0 0 3", "一、本年新收政府\n1 2 0 0 0 0 3\n信息公开申请数量"),
    );
    expect(row("requests", "new")).toEqual(["1", "2", "0", "0", "0", "0", "3"]);
  });

  test("may have lost or mistyped letters, other brackets and spaces", () => {
    const figures = Object.fromEntries(
      form.tables[1]?.blocks[0]?.rows.map((row) => [row.key, "0 0 0 0 0 0 0"]) ?? [],
    );
    const text = requests({ ...figures, banned: "0 1 0 0 0 0 1" }, "\t")
      .replace("其他法律行政法规禁止公开", "其 他 法 律 行 政 法 规 禁 公 开")
      .replace("（一）予以公开", "(一) 予以公开")
      .replace("重复申请", "重复申情");
    const { row, cell } = read(text);
    expect(row("requests", "banned")).toEqual(["0", "1", "0", "0", "0", "0", "1"]);
    expect(cell("requests", "repeated", "total")).toMatchObject({ value: "0", doubts: [] });
  });

  test("figures and instructions in remarks are not values", () => {
    const head =
      "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减（减用负值表示，如-8）\t处理决定数量（指2020年办件量）";
    const rows =
      "行政许可（含2019年转入的许可）\t8\t-2\t93\n其他对外管理服务事项\t1\t0\t5\n第二十条第（八）项";
    const { row } = read(`${head}\n${rows}`);
    expect(row("disclosure", "licensing")).toEqual(["8", "-2", "93"]);
  });

  test("a row that the form lacks is kept under its own words", () => {
    const figures = Object.fromEntries(
      form.tables[1]?.blocks[0]?.rows.map((row) => [row.key, "0 0 0 0 0 0 0"]) ?? [],
    );
    const text = requests(figures, "\t").replace(
      "（七）总计",
      "4.涉及个人隐私\t3\t0\t0\t1\t0\t0\t4\n（七）总计",
    );
    const { row } = read(text);
    expect(row("requests", "label:涉及个人隐私")).toEqual(["3", "0", "0", "1", "0", "0", "4"]);
    expect(row("requests", "rest")).toEqual(["0", "0", "0", "0", "0", "0", "0"]);
  });

  test("a mention in prose is no row", () => {
    const { cells } = read(
      "一、总体情况\n全年办理行政许可12件、行政强制3件，制定规章2件。\n收到申请538件，予以公开77件，总计538件。",
    );
    expect(cells).toEqual([]);
  });
});

describe("positions", () => {
  test("separators prove which cells are empty", () => {
    const rows = "规章\t1\t\t2\n行政规范性文件\t3\t4\t5\n";
    const { row, cell } = read(
      `第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n${rows}第二十条第（五）项`,
    );
    expect(row("disclosure", "rules")).toEqual(["1", null, "2"]);
    expect(cell("disclosure", "rules", "repealed")).toMatchObject({ state: "blank", doubts: [] });
  });

  test("where blanks vanished, figures keep a doubt and their alternatives", () => {
    const rows = "规章 1 2\n行政规范性文件 3 4 5\n";
    const { cell } = read(
      `第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n${rows}第二十条第（五）项`,
    );
    const middle = cell("disclosure", "rules", "repealed");
    expect(middle?.doubts).toEqual(["ambiguous-position"]);
    expect(new Set(middle?.alternatives)).toEqual(new Set(["1", "2", ""]));
    expect(cell("disclosure", "documents", "in_force")).toMatchObject({ value: "5", doubts: [] });
  });

  test("are lost when repeated lines were removed", () => {
    const lines = requests(
      { new: "3 1 0 0 2 0 6", granted: "3 1 0 0 2 0 6", all: "3 1 0 0 2 0 6" },
      "\n",
    ).split("\n");
    const { cells, notes } = read(
      [...new Set(lines.flatMap((line) => (/^0+$/.test(line) ? [...line] : [line])))].join("\n"),
    );
    const doubted = cells.filter((cell) => cell.table === "requests" && cell.state !== "absent");
    expect(doubted.every((cell) => cell.doubts.includes("positions-lost") && cell.value === null)).toBe(true);
    expect(notes.map((note) => note.code)).toContain("match/positions-lost");
  });

  test("a text that ends in a row doubts that row and what should follow", () => {
    const figures = Object.fromEntries(
      form.tables[1]?.blocks[0]?.rows.map((row) => [row.key, "0 0 0 0 0 0 0"]) ?? [],
    );
    const whole = requests(figures, "\n");
    const { cell } = read(whole.slice(0, whole.indexOf("没有现成信息需要另行制作") + 17));
    expect(cell("requests", "held", "total")).toMatchObject({ value: "0", doubts: [] });
    expect(cell("requests", "made", "person")?.doubts).toContain("cut-off");
    expect(cell("requests", "all", "total")).toMatchObject({ state: "absent", doubts: ["cut-off"] });
  });

  test("footnote marks, remarks and units belong to the cell", () => {
    const rows = "规章\t1注\t2（其中修订1件）\t3件\n行政规范性文件\t0\t-\t1,234\n";
    const { row, cell } = read(
      `第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n${rows}第二十条第（五）项`,
    );
    expect(row("disclosure", "rules")).toEqual(["1", "2", "3"]);
    expect(cell("disclosure", "rules", "in_force")).toMatchObject({ unit: "件", raw: "3件" });
    expect(cell("disclosure", "documents", "repealed")).toMatchObject({ state: "struck", value: null });
    expect(cell("disclosure", "documents", "in_force")?.value).toBe("1234");
  });
});
