// Lines set with tabs one below another, as rows of a table, and lines without any among them that label those below.
// Must not know containers or forms.

/** More lines without tabs on end are prose, and longer ones no label of any group. */
const MOST_LABELS = 3;
const LONGEST_LABEL = 60;

/** Where the rows that begin at `start` end: lines that label the next ones stand among them, and nothing else. */
export function endOfRows(
  start: number,
  length: number,
  isRow: (at: number) => boolean,
  isLabel: (at: number) => boolean,
): number {
  let end = start;
  for (let at = start; at < length && at - end <= MOST_LABELS; at += 1) {
    if (isRow(at)) end = at + 1;
    else if (!isLabel(at)) break;
  }
  return end;
}

/** Whether a line without tabs is a few words and no sentence. */
export const isGroupLabel = (text: string): boolean =>
  /\p{L}/u.test(text) && text.length <= LONGEST_LABEL && !/[。！？；;：:，,、]$/u.test(text);
