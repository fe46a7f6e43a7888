// White space under the name that mark-up has for it.

const NAMED = /&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);/gi;

/** White space that was escaped twice, or left escaped, shows as the name of its entity, which no one means to print. */
export function withoutNamedBlanks(text: string): string {
  return text.includes("&") ? text.replace(NAMED, "\u00a0") : text;
}
