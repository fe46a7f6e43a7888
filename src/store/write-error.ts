// Says in one sentence why something could not be written. Must not know what was written.
import { systemWords } from "../text/system-words.ts";

/** Stores tell the system's errors in words only. */
const CAUSES: readonly { readonly code: string; readonly words: RegExp; readonly sentence: string }[] = [
  { code: "ENOSPC", words: /no space left on device/i, sentence: "no space is left on the disk" },
  { code: "EDQUOT", words: /quota exceeded/i, sentence: "the disk quota is used up" },
  { code: "EIO", words: /input\/output error/i, sentence: "the disk does not answer as it should" },
  { code: "EROFS", words: /read-only file system/i, sentence: "the disk cannot be written to" },
  { code: "EACCES", words: /permission denied/i, sentence: "writing there is not permitted" },
  { code: "EPERM", words: /operation not permitted/i, sentence: "writing there is not permitted" },
  { code: "EMFILE", words: /too many open files/i, sentence: "too many files are open" },
];

/** The run must stop: nothing after this is kept. The message names the place and the cause. */
export class WriteError extends Error {
  override readonly name = "WriteError";
}

/** @param place the file or folder, as people know it */
export function writeError(place: string, error: unknown): WriteError {
  if (error instanceof WriteError) return error;
  return new WriteError(`${place}: cannot be written: ${causeOf(error) ?? systemWords(error)}`);
}

/** Whether the machine refused, and not what was found there. */
export function isOfTheSystem(error: unknown): boolean {
  return causeOf(error) !== null;
}

function causeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  const known = CAUSES.find((cause) => cause.code === code || cause.words.test(error.message));
  return known?.sentence ?? causeOf(error.cause);
}
