// Letters of a text, as they compare. Must not know documents or any wording.
import { fold } from "./fold.ts";

/** For each UTF-16 unit that was asked for: 1 for a letter, 2 for none. */
const letterTest = new Uint8Array(0x10000);

/** @param sym one character, or nothing */
export function isLetter(sym: string): boolean {
  if (sym.length !== 1) return /^\p{L}$/u.test(sym);
  const code = sym.charCodeAt(0);
  if (letterTest[code] === 0) letterTest[code] = /^\p{L}$/u.test(sym) ? 1 : 2;
  return letterTest[code] === 1;
}

/** Letters only, folded. */
export function lettersOf(text: string): string {
  let letters = "";
  for (const char of fold(text)) if (isLetter(char)) letters += char;
  return letters;
}
