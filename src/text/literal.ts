// Words within a pattern, letter by letter. Must not know which words.

export function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
