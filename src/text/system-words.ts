// What the system says when it does not give a file, without its codes. Must not know which file.
import { getSystemErrorMap } from "node:util";

/** `no such file or directory` for `ENOENT: no such file or directory, open '…'`; other errors say it themselves. */
export function systemWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { errno } = error as NodeJS.ErrnoException;
  const [, words] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? [];
  return words ?? error.message;
}
