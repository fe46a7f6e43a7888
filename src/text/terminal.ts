// Text of documents and servers as a terminal may show it. Must not know where it goes.

/** Controls, and marks that turn the direction of writing: they can rewrite what a person sees. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line without anything that a terminal obeys. */
export function plainLine(text: string): string {
  return text.replace(CONTROLS, "\ufffd");
}

/** As `plainLine`, with its line ends and tabs left. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, (control) => (control === "\n" || control === "\t" ? control : "\ufffd"));
}
