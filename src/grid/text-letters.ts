// Texts whose letters stand one blank apart, as recognition and justified setting leave them: put together again.
// Must not know labels or containers. Figures are left as they stand: nobody knows which of them are one.

interface Printed {
  readonly text: string;
}

/** Letters and the marks of a sentence; a blank beside a digit may stand between two cells. */
const SIGN = "[\\p{Script=Han}\\p{P}]";
const APART = new RegExp(`(?<=(?:^|\\s)${SIGN}) (?=${SIGN}(?:\\s|$))`, "gu");
const TOGETHER = /\p{Script=Han}(?=\p{Script=Han})/gu;
/** A blank between letters is no chance where so many stand in a text, and hardly any without one. */
const FEWEST = 20;
const SHARE = 0.8;

/**
 * The lines with such letters put together, and as many blanks before them, so that what stands further right stays in its
 * place; the same lines where letters of the text stand together, or more than one blank apart.
 */
export function withLettersTogether<One extends Printed>(lines: readonly One[]): readonly One[] {
  const count = (pattern: RegExp) =>
    lines.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
  const apart = count(APART);
  if (apart < FEWEST || apart < SHARE * (apart + count(TOGETHER))) return lines;
  return lines.map((line) => ({ ...line, text: line.text.replace(RUN, together) }));
}

/** Single signs with one blank between each two. */
const RUN = new RegExp(`(?<=^|\\s)${SIGN}(?: ${SIGN})+(?=\\s|$)`, "gu");

function together(run: string): string {
  return run.replaceAll(" ", "").padStart(run.length);
}
