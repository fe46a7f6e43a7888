// Inputs that are listed in a file or come on stdin, one a line.
import { readFileSync } from "node:fs";
import { normalize, resolve, sep } from "node:path";
import type { InputSpec } from "../store/sources.ts";
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";

const STDIN = 0;

/**
 * @param named paths as they were typed
 * @param list file of paths, `-` for stdin: one a line, or one a NUL as `find -print0` has them
 * @throws UsageError when there are none
 */
export function inputsOf(named: readonly string[], list: string | undefined): InputSpec[] {
  const inputs = [
    ...named.map((path) => ({ path: resolve(path) })),
    ...(list === undefined ? [] : listedIn(list).map(listed)),
  ];
  if (inputs.length > 0) return inputs;
  throw new UsageError(
    list === undefined
      ? msg`nothing to read: name files, folders or archives, or a list of them with --input`
      : msg`${list === "-" ? "stdin" : list}: lists no file`,
  );
}

function listedIn(list: string): string[] {
  const text = readFileSync(list === "-" ? STDIN : list, "utf8").replace(/^\ufeff/, "");
  return text.split(text.includes("\0") ? "\0" : /\r?\n/).filter((line) => line.trim() !== "");
}

/** Files of one name lie in many folders: a listed file is told by its path as it was listed. */
function listed(path: string): InputSpec {
  return { path: resolve(path), name: normalize(path).split(sep).join("/") };
}
