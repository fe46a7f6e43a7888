// Labels that are alike but for a letter, and that a unit beside them interrupts: which row each of them is.
import { expect, test } from "vitest";
import { formOf } from "../../builders/made-form.ts";
import { cellsInText } from "../../builders/text-tables.ts";
import { CONVENTIONS } from "../../builders/words.ts";

const LABELS = {
  all: "一、书库各类图书总册数",
  chinese: "1.书库中文图书藏书数",
  russian: "2.书库俄文图书藏书数",
  english: "3.书库英文图书藏书数",
  japanese: "4.书库日文图书藏书数",
  lent: "二、全年各类图书借出数",
};
type Key = keyof typeof LABELS;

const form = formOf({ furniture: ["门类"], columns: { held: "数量" }, rows: LABELS });

/** A label over two lines, a unit and the figure beside its first. */
const broken = (key: Key, figure: string) => {
  const label = LABELS[key];
  return [`${label.slice(0, 8)}        册      ${figure}`, label.slice(8)];
};
const whole = (key: Key, figure: string) => [`${LABELS[key]}  册      ${figure}`];

function read(...lines: readonly (readonly string[])[]): Record<string, string> {
  const text = ["馆藏情况", "门类          单位    数量", ...lines.flat(), "本馆另有说明。"].join("\n");
  const cells = cellsInText(text, { form, conventions: CONVENTIONS });
  return Object.fromEntries(
    cells.map(({ row, value, state, doubts }) => [row, `${value ?? state}${doubts.length > 0 ? "?" : ""}`]),
  );
}

test.each<readonly [string, readonly Key[], Record<string, string>]>([
  ["in the form's order", ["chinese", "russian", "english", "japanese"], { english: "53", japanese: "54" }],
  [
    "with two that changed places",
    ["chinese", "english", "russian", "japanese"],
    { english: "absent?", japanese: "54" },
  ],
  [
    "with the last before the others",
    ["japanese", "chinese", "russian", "english"],
    { english: "53", japanese: "absent?" },
  ],
  ["without one of them", ["chinese", "russian", "japanese"], { english: "absent?", japanese: "54" }],
])("a figure is that of the row whose label is most like: %s", (_, order, rest) => {
  const figures: Record<string, string> = { chinese: "51", russian: "52", english: "53", japanese: "54" };
  const found = read(
    whole("all", "210"),
    ...order.map((key) => broken(key, figures[key] ?? "")),
    whole("lent", "7"),
  );
  expect(found).toMatchObject({ chinese: "51", russian: "52", ...rest });
});
