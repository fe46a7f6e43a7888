// Reads the numbers of options. Must not know what they are for.
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";

/** @throws UsageError naming the option */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(msg`--${name} ${text}: a whole number from ${least} on is wanted`);
}
