// What a command says, in the language of who reads it. English stands in the code; a translation is data that is loaded when it is wanted.
// Must load nothing: every message goes through it.

/** Messages by their English, with `{0}`, `{1}` … where values stand. */
export type Messages = Readonly<Record<string, string>>;

let translated: Messages = {};

export function speak(messages: Messages): void {
  translated = messages;
}

/** Tag of a template that people read. What has no translation is said in English. */
export function msg(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const english = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  const message = translated[english] ?? english;
  return message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
}
