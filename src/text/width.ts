// How many columns a character takes in text that was laid out for a fixed-width screen.
// Must not know tables or documents.

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Cf}\u200b]/u;
/** Characters whose width terminals disagree on: quotes, dashes, circled numbers, box drawing. */
const AMBIGUOUS =
  /[\u00a7\u00b7\u00d7\u2010-\u2027\u2030-\u203b\u2103\u2116\u2160-\u217f\u2190-\u21ff\u2460-\u24ff\u2500-\u25ff]/u;

/** Columns of one character (0, 1 or 2); `ambiguousWide` decides the characters that programs disagree on. */
export function charWidth(char: string, ambiguousWide = false): 0 | 1 | 2 {
  if (NONE.test(char)) return 0;
  if (WIDE.test(char)) return 2;
  return ambiguousWide && AMBIGUOUS.test(char) ? 2 : 1;
}

/** Columns of a text. */
export function textWidth(text: string): number {
  let sum = 0;
  for (const char of text) sum += charWidth(char);
  return sum;
}
