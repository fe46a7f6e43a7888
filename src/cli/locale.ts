// Which language is wanted. Must load nothing: every call asks.

/** `--lang`, else what the system says, as https://pubs.opengroup.org has the order of its variables. */
export function wantsChinese(words: readonly string[]): boolean {
  const at = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const asked = at < 0 ? undefined : (words[at]?.split("=")[1] ?? words[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(asked ?? (LC_ALL || LC_MESSAGES || LANG || ""));
}
