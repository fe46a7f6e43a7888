// Whatever ends a command, in words for people: what is wrong, and with which file.
import { systemWords } from "../text/system-words.ts";
import { msg, translatedError } from "./messages.ts";

/** A mistake in how a command was called. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Errors that are made to be read say what is wrong themselves. Those of the language itself are faults of the program. */
const FAULTS = new Set(["TypeError", "RangeError", "ReferenceError", "SyntaxError", "AssertionError"]);

/** @param trace also tells where an unforeseen error came from */
export function inPlainWords(error: unknown, trace: boolean): string {
  if (!(error instanceof Error)) return String(error);
  const told = translatedError(ofSystem(error) ?? error.message);
  const stack = trace ? `\n${error.stack}` : "";
  if (!FAULTS.has(error.name)) return `${told}${stack}`;
  const fault = msg`a fault of the program itself (${error.name}: ${told})`;
  return trace ? `${fault}${stack}` : msg`${fault}; --verbose tells where`;
}

/** `FILE: no such file or directory` for `ENOENT: no such file or directory, open 'FILE'`. */
function ofSystem(error: NodeJS.ErrnoException): string | null {
  const { syscall, path } = error;
  return syscall === undefined ? null : `${path ?? syscall}: ${systemWords(error)}`;
}
