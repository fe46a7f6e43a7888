// A text that outlives the document it was cut out of. Must not know what it is kept for.

/** The same text in memory of its own: the engine keeps all of a long text in memory as long as a piece of it is kept. */
export function ownText(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
