// Blocks of code in Markdown that are no code but what a program was asked for: pages, and data.
// Must not know what they say.

export interface Fenced {
  readonly kind: "text" | "html" | "data";
  readonly text: string;
  /** Lines before it in the document. */
  readonly above: number;
}

const FENCE = /^[^\S\n]*(`{3,}|~{3,})[^\S\n]*(\w*)[^\n]*\n([\s\S]*?)\n[^\S\n]*\1[^\S\n]*$/gm;
const TABLE = /<table[\s>]/i;

/** The text in pieces: what stands between blocks, and those blocks that hold a page or data. */
export function piecesOf(text: string): Fenced[] {
  const pieces: Fenced[] = [];
  let from = 0;
  const push = (kind: Fenced["kind"], start: number, part: string) => {
    if (part.trim() !== "") pieces.push({ kind, text: part, above: linesIn(text.slice(0, start)) });
  };
  for (const { index, 0: block, 2: language = "", 3: inside = "" } of text.matchAll(FENCE)) {
    const kind = kindOf(language, inside);
    if (kind === "text") continue;
    push("text", from, text.slice(from, index));
    push(kind, index + block.indexOf("\n") + 1, inside);
    from = index + block.length;
  }
  push("text", from, text.slice(from));
  return pieces;
}

function kindOf(language: string, inside: string): Fenced["kind"] {
  if (/^(?:html?|xhtml|vue|)$/i.test(language) && TABLE.test(inside)) return "html";
  return /^(?:json5?|jsonc|javascript|js)$/i.test(language) || /^\s*[[{]\s*["[{]/.test(inside)
    ? "data"
    : "text";
}

const linesIn = (text: string) => text.split("\n").length - 1;
