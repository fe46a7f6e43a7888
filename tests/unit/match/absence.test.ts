// What of the print that belongs to no table speaks against a row's absence.
import { expect, test } from "vitest";
import { restOf } from "../../../src/match/absence.ts";
import { lettersOf } from "../../../src/text/letters.ts";

test.each([
  ["a line by itself", "3.其他"],
  ["the first word of a line", "其他 未统计"],
  ["the last step of a path", "三、本年度办理结果 > （六）其他处理 > 3.其他"],
  ["a step among others", "其他处理/其他/总计"],
])("a short label stands in the rest of a document as %s", (_, line) => {
  expect(restOf([line]).lines).toContain(lettersOf("其他"));
});

test("a short label within other words is none", () => {
  expect(restOf(["本机关其他工作正常开展"]).lines).not.toContain(lettersOf("其他"));
});
