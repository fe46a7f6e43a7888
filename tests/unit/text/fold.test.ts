// Characters compare as the whole library would have them, of which only the dictionaries of single characters are loaded.
import { Converter } from "opencc-js/t2cn";
import { expect, test } from "vitest";
import { fold, foldChar } from "../../../src/text/fold.ts";

test("every ideograph is simplified as the library does it with all its dictionaries", () => {
  const simplify = Converter({ from: "t", to: "cn" });
  const ideographs = [
    [0x3400, 0x6c00],
    [0xf900, 0x200],
    [0x2f800, 0x220],
  ].flatMap(([from = 0, length = 0]) =>
    Array.from({ length }, (_, more) => String.fromCodePoint(from + more)),
  );
  // Two characters that are misprints of others have rules of their own.
  const other = ideographs.filter(
    (one) => /\p{Script=Han}/u.test(one) && one !== "谘" && one !== "〇" && foldChar(one) !== simplify(one),
  );
  expect(other).toEqual([]);
});

test("a text is folded character by character, also where halves of characters of two units stood alone before", () => {
  const [whole, first, second] = ["\u{2f800}", "\ud87e", "\udc00"];
  expect(fold(`${first} ${second}`)).toBe(`${first}${second}`);
  expect(fold(whole)).toBe(foldChar(whole));
  expect(foldChar(whole)).not.toBe(whole);
  expect(fold(`${whole}${first}繁體　ＡＢ（１）\u200b${whole}`)).toBe(
    `${foldChar(whole)}${first}繁体AB(1)${foldChar(whole)}`,
  );
});
