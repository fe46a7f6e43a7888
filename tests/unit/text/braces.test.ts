// Words with variants in braces.
import { expect, test } from "vitest";
import { spelledOut } from "../../../src/text/braces.ts";

test("a word without braces is itself, one with braces each of its variants, in order and once", () => {
  expect(spelledOut("年度")).toEqual(["年度"]);
  expect(spelledOut("{上,前}年{,度}")).toEqual(["上年", "上年度", "前年", "前年度"]);
  expect(spelledOut("{共,}{,共}计")).toEqual(["共计", "共共计", "计"]);
});

test("a brace that nothing closes is a letter", () => {
  expect(spelledOut("年{度")).toEqual(["年{度"]);
});
