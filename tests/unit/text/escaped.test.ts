import { expect, test } from "vitest";
import { escaped, unescaped } from "../../../src/text/escaped.ts";

test("what is escaped says the same again", () => {
  const text = `<a href="?a=1&b=2">1 & 2</a> &amp;lt;`;
  expect(unescaped(escaped(text))).toBe(text);
});

test("numbers stand for characters, and what only HTML names is left", () => {
  expect(unescaped("&#39;&#x27;&apos;&nbsp;")).toBe("'''&nbsp;");
});

test("an address keeps the names of its parameters", () => {
  expect(unescaped("/list?page=2&copy=1&lt=3&amp;size=9")).toBe("/list?page=2&copy=1&lt=3&size=9");
});
