// Whether texts count what they stand beside. Must not know grids or labels.

/** Whether each text is the whole number after that of the text before it. */
export function countsUp(texts: readonly string[]): boolean {
  return texts.every((text, rank) => /^\d+$/u.test(text) && Number(text) === Number(texts[0]) + rank);
}
