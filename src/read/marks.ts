// Marks on their way through a reader: each stands in the text as a noncharacter, until the content is settled.
// Must not know containers; noncharacters are kept for a program's own use, and no document prints them.
import type { Content, Mark } from "../model/document.ts";

/** What stands in a text where something is shown that is no letter. */
export const SIGNS = {
  drawn: "\ufdd0",
  lost: "\ufdd1",
  "stand-in": "\ufdd2",
  overlapping: "\ufdd3",
  computed: "\ufdd4",
  recognised: "\ufdd5",
} as const satisfies Readonly<Record<Mark, string>>;

const SIGN = /[\ufdd0-\ufdd5]/g;
const MARK_OF = new Map(Object.entries(SIGNS).map(([mark, sign]) => [sign as string, mark as Mark]));
/** Letters of private fonts (the latter pairs are all of planes 15 and 16), and orders that turn a line of letters around: what they show is not what they say. */
const TELLS_NOTHING = /[\ue000-\uf8ff\u202e\u2067]|[\udb80-\udbff][\udc00-\udfff]/;

/** The text without signs, and each mark that stood in it once. */
export function takeMarks(text: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const found = new Set<Mark>();
  const bare = text.replace(SIGN, (sign) => {
    const mark = MARK_OF.get(sign);
    if (mark) found.add(mark);
    return "";
  });
  if (TELLS_NOTHING.test(bare)) found.add("lost");
  return { text: found.size === 0 ? text : tidyLines(bare), marks: [...found] };
}

/** Lines that held nothing but a sign are no lines. */
function tidyLines(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n");
}

/** Whether there is nothing to read: no table, and no line with more than signs in it. */
export function saysNothing(content: readonly Content[]): boolean {
  return content.every((block) => block.kind === "text" && takeMarks(block.text).text.trim() === "");
}
