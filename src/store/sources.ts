// Goes through the documents below the inputs of a run, in one fixed order, archives opened on the way.
// Must not know what is in the documents. Names are told, never trusted.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join } from "node:path";
import picomatch from "picomatch";
import { documentsIn, type SourceItem } from "./archives.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./limits.ts";

export type { SourceItem } from "./archives.ts";

export interface InputSpec {
  readonly path: string;
  readonly include?: readonly string[];
  /** A folder below `path` that is left out: the run's own output. */
  readonly except?: string;
}

/** A run cannot start: an input is not there. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/**
 * Every document below the inputs, one at a time.
 * @throws InputError when an input does not exist. What cannot be read is an item with a refusal.
 */
export async function* documentsBelow(
  inputs: readonly InputSpec[],
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): AsyncGenerator<SourceItem> {
  for (const file of filesBelow(inputs)) {
    if (file.refusal !== undefined) {
      yield { source: file.source, bytes: null, hints: {}, refusal: file.refusal };
      continue;
    }
    const { path, size, source } = file;
    yield* documentsIn({ path, size }, source, { name: basename(path) }, limits);
  }
}

/** How many files there are below the inputs; an archive counts as one. */
export function countFiles(inputs: readonly InputSpec[]): number {
  let count = 0;
  for (const _ of filesBelow(inputs)) count += 1;
  return count;
}

interface SourceFile {
  /** Path below its input, `/` between folders. */
  readonly source: string;
  readonly path: string;
  readonly size: number;
  readonly refusal?: string;
}

function* filesBelow(inputs: readonly InputSpec[]): Generator<SourceFile> {
  for (const input of inputs) {
    const stat = statSync(input.path, { throwIfNoEntry: false });
    if (!stat) throw new InputError(`${input.path}: no such file or folder`);
    const except = input.except !== undefined && existsSync(input.except) ? realpathSync(input.except) : null;
    if (stat.isDirectory()) yield* filesIn(input.path, "", { wanted: matcher(input.include), except }, []);
    else yield { source: basename(input.path), path: input.path, size: stat.size };
  }
}

type Matcher = (source: string) => boolean;

interface Choice {
  readonly wanted: Matcher;
  readonly except: string | null;
}

function matcher(include: readonly string[] | undefined): Matcher {
  return include ? picomatch([...include]) : () => true;
}

/** `above`: real paths of the folders that this one stands in, so that a link into one of them is not followed. */
function* filesIn(
  root: string,
  below: string,
  choice: Choice,
  above: readonly string[],
): Generator<SourceFile> {
  const folder = join(root, below);
  const real = realpathSync(folder);
  if (real === choice.except) return;
  const here = [...above, real];
  for (const name of readdirSync(folder).sort(byCodePoint)) {
    const source = below === "" ? name : `${below}/${name}`;
    const path = join(root, source);
    const stat = statOf(path);
    // What runs and crawls write down for themselves.
    if (name === ".gongkai") continue;
    if (stat?.isDirectory()) {
      if (here.includes(realpathSync(path)))
        yield { source, path, size: 0, refusal: "refused: a link into a folder around it" };
      else yield* filesIn(root, source, choice, here);
    } else if (choice.wanted(source)) {
      if (!stat) yield { source, path, size: 0, refusal: "refused: a link that leads nowhere" };
      else if (!stat.isFile()) yield { source, path, size: 0, refusal: "refused: not a regular file" };
      else yield { source, path, size: stat.size };
    }
  }
}

/** Links are followed; null for one that leads nowhere. */
function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
