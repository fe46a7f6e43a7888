// Printed text as it compares: width, script, white space and punctuation folded away, places kept.
// Must not know any form's wording, documents or files.
import { ConverterFactory } from "opencc-js/core";
import compatible from "opencc-js/dict/CJK_Compatibility_Ideographs";
import characters from "opencc-js/dict/TSCharacters";

/** Of single characters: of phrases, and of the usage of regions, nothing is asked. */
const simplify = ConverterFactory([compatible], [characters]);
/** What was folded once: by code unit, and for characters of two units by themselves. */
const folded = new Array<string | undefined>(0x10000).fill(undefined);
const foldedPairs = new Map<string, string>();

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Z}\u115f\u1160\u3164\ufeff]/u;
const OPENING = "（〔［【｛〈《「『⟨﹙﹝(";
const CLOSING = "）〕］】｝〉》」』⟩﹚﹞)";
const QUOTES = "“”„‟‘’‚‛\"'＂＇`´〝〞〟«»";
const DASHES = "‐‑‒–—―−－﹣─━";

/** One character as it compares: "" for white space and format characters, ASCII for wide forms, simplified for traditional. */
export function foldChar(char: string): string {
  if (char.length !== 1) {
    const pair = foldedPairs.get(char) ?? foldUnknown(char);
    foldedPairs.set(char, pair);
    return pair;
  }
  const code = char.charCodeAt(0);
  const known = folded[code];
  if (known !== undefined) return known;
  const result = foldUnknown(char);
  folded[code] = result;
  return result;
}

function foldUnknown(char: string): string {
  if (INVISIBLE.test(char)) return "";
  if (OPENING.includes(char)) return "(";
  if (CLOSING.includes(char)) return ")";
  if (QUOTES.includes(char)) return '"';
  if (DASHES.includes(char)) return "-";
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (char === "○" || char === "◯" || char === "〇") return "〇";
  if (char === "谘") return "咨";
  if (code >= 0x2e80 && code <= 0x2fdf) return simplify(char.normalize("NFKC"));
  return /\p{Script=Han}/u.test(char) ? simplify(char) : char;
}

/** Half of a character of two units. */
const isHalf = (code: number) => (code & 0xf800) === 0xd800;

/** The text without white space, folded character by character. Figures and punctuation stay. */
export function fold(text: string): string {
  let result = "";
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const known = isHalf(code) ? undefined : folded[code];
    const char = known === undefined ? String.fromCodePoint(text.codePointAt(at) ?? code) : "";
    result += known ?? foldChar(char);
    at += known === undefined ? char.length : 1;
  }
  return result;
}

/** The text with runs of white space collapsed to one blank and format characters dropped: `raw` in the output. */
export function collapse(text: string): string {
  return text
    .replace(/[\p{Cf}\ufeff]/gu, "")
    .replace(/[\s\p{Z}]+/gu, " ")
    .trim();
}
