// Why a document has no reading: a closed list of codes, each with the sentence for people that follows it in the tables.
// What a programmer wants to know stands in the record's diagnostics. Must not know who fails.

export const FAILURES = {
  empty: "There is nothing in it.",
  truncated: "It is cut off.",
  encrypted: "It is locked with a password.",
  damaged: "It is damaged.",
  unsupported: "It is of a kind that cannot be read.",
  "too-large": "It asks for more than any report holds.",
  "too-deep": "It is nested deeper than any report is.",
  scanned: "It is a picture.",
  refused: "It is left alone.",
  timeout: "Reading it took too long.",
  fault: "The program failed on it: its line in reports.jsonl tells how.",
} as const;

export type FailureCode = keyof typeof FAILURES;

/** The reason as it stands in the tables: the code, and a sentence. */
export function failureReason(code: FailureCode, sentence: string = FAILURES[code]): string {
  return `${code}: ${sentence}`;
}
