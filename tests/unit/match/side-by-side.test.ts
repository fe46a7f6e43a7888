// Heads that the form has once and the document more often, and columns of no form among the form's own.
import { expect, test } from "vitest";
import {
  figuresOf,
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  readOf,
  readPage,
  rowsOf,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const heads = (times: number) =>
  HEADS.map((head) => td(head))
    .join("")
    .repeat(times);
const read = async (lines: readonly string[]) => readPage("a.html", pageOf(tableOf(lines)));

/** Two copies of the heads under words of their own: the report's figures stand on the right, others on the left. */
const beside = (left: string, right: string) => [
  [td("项目", 'rowspan="2"'), td(left, 'colspan="7"'), td(right, 'colspan="7"')].join(""),
  heads(2),
  ...linesOf((rank) => [...figuresOf(rank, 1), ...figuresOf(rank)]),
];

test.each([
  ["2021年", "2022年"],
  ["上年数", "本年数"],
  ["青石县护林总站", "青石县林业局"],
  ["本级", "汇总"],
])("of two tables side by side, %s and %s, the report's own is read", async (left, right) => {
  expect(readOf(await read(beside(left, right)))).toEqual(PRINTED);
});

test("years within each head tell as well", async () => {
  const line = [td("项目"), ...["2021年", "2022年"].flatMap((year) => HEADS.map((head) => td(year + head)))];
  const lines = linesOf((rank) => [...figuresOf(rank, 1), ...figuresOf(rank)]);
  expect(readOf(await read([line.join(""), ...lines]))).toEqual(PRINTED);
});

test("two tables side by side under words that say nothing are doubted, and the first is read", async () => {
  const report = await read(beside("甲", "乙"));
  expect(
    readOf(report)
      .flat()
      .every((value) => value === "?"),
  ).toBe(true);
  expect(rowsOf(report).map((cells) => cells.map(({ value }) => value))).toEqual(
    PRINTED.map((_, rank) => figuresOf(rank, 1)),
  );
});

test.each([
  ["behind the form's own", false],
  ["before them", true],
])("a column of no form %s moves none of them", async (_, before) => {
  const extra =
    (text: string, spans = "") =>
    (cells: string[]) =>
      before ? [td(text, spans), ...cells] : [...cells, td(text, spans)];
  const lines = linesOf((rank) =>
    before ? [`${rank}%`, ...figuresOf(rank)] : [...figuresOf(rank), `${rank}%`],
  );
  const top = extra("占比", 'rowspan="2"')([td("申请人情况", 'colspan="7"')]);
  const two = [[td("项目", 'rowspan="2"'), ...top].join(""), heads(1)];
  expect(readOf(await read([...two, ...lines]))).toEqual(PRINTED);
  const one = [td("项目"), ...extra("上年数")(HEADS.map((head) => td(head)))].join("");
  expect(readOf(await read([one, ...lines]))).toEqual(PRINTED);
});

test("the only column printed is read, and the others are not there", async () => {
  const report = await read([td("项目") + td("总计"), ...linesOf((rank) => [String(rank)])]);
  const totals = rowsOf(report).map((cells) => cells.find(({ column }) => column === "total"));
  expect(totals.map((cell) => cell?.doubts.length === 0 && cell.value)).toEqual(
    PRINTED.map((_, rank) => String(rank)),
  );
});
