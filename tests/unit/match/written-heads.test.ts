// Lines of heads that were written one behind another, over rows that were too: no place in them says where a column stands.
import { expect, test } from "vitest";
import { HEADS, PRINTED, ROWS, readOf, readPage } from "../../builders/requests-page.ts";

const [person = "", ...others] = HEADS;
const total = others.pop() ?? "";

const LONGEST = 30;

/** A text of rows, long labels going on behind them, and of lines of heads over them; so many blanks between the figures. */
const textOf = (heads: readonly string[], blanks: number) =>
  [
    "青石县林业局2022年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    ...heads,
    ...ROWS.flatMap(({ label }, rank) => {
      const [begin, rest] = [label.text.slice(0, LONGEST), label.text.slice(LONGEST)];
      const row = [begin, ...(PRINTED[rank] ?? [])].join(" ".repeat(blanks));
      return rest === "" ? [row] : [row, rest];
    }),
    "四、其他",
  ].join("\n");

test.each([1, 2, 3])(
  "figures set apart by blanks (%d) stand in the form's order below them",
  async (blanks) => {
    const heads = [`${person} 法人或其他组织 ${total}`, others.join(" ")];
    expect(readOf(await readPage("a.txt", textOf(heads, blanks)))).toEqual(PRINTED);
  },
);
