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
  return filled(translated[english] ?? english, values);
}

function filled(message: string, values: readonly (string | number)[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
}

let errors: readonly { readonly pattern: RegExp; readonly message: string }[] = [];

/** @param templates what the engine, the system and the command line say, as `Messages` */
export function speakOfErrors(templates: Messages): void {
  const literal = (english: string) => english.replaceAll(/\{\d+\}/g, "").length;
  errors = Object.entries(templates)
    // What says the most fits before what would fit many.
    .sort(([a], [b]) => literal(b) - literal(a))
    .map(([english, message]) => ({ pattern: patternOf(english), message }));
}

function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d+\}/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.*?)")}$`, "su");
}

/** An error in the language that is spoken: its sentence, those within it, and what stands behind a name and a colon. */
export function translatedError(english: string): string {
  for (const { pattern, message } of errors) {
    const found = pattern.exec(english);
    if (!found) continue;
    const values = found.slice(1).map((value) => (value === english ? value : translatedError(value)));
    return filled(message, values);
  }
  const at = english.indexOf(": ");
  if (at < 0) return english;
  const rest = english.slice(at + 2);
  const said = translatedError(rest);
  return said === rest ? english : `${english.slice(0, at)}：${said}`;
}
