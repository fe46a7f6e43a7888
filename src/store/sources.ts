// Lists and reads the documents below the inputs of a run, in one fixed order. Names are told, never trusted.
// Must not know what is in the documents.
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import picomatch from "picomatch";
import type { ReadHints } from "../model/document.ts";

export interface InputSpec {
  readonly path: string;
  readonly include?: readonly string[];
}

/** A file to read, or a refusal told in place of it. */
export interface SourceFile {
  /** Path below its input, `/` between folders. */
  readonly source: string;
  readonly path: string;
  readonly size: number;
  readonly refusal?: string;
}

/** A run cannot start: an input is not there. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** @throws InputError when an input does not exist. Symbolic links below a folder are listed as refused. */
export function listSources(inputs: readonly InputSpec[]): SourceFile[] {
  return inputs.flatMap((input) => {
    const stat = statSync(input.path, { throwIfNoEntry: false });
    if (!stat) throw new InputError(`${input.path}: no such file or folder`);
    if (!stat.isDirectory()) return [{ source: basename(input.path), path: input.path, size: stat.size }];
    return listFolder(input.path, "", input.include);
  });
}

function listFolder(root: string, below: string, include: readonly string[] | undefined): SourceFile[] {
  const names = readdirSync(join(root, below)).sort(byCodePoint);
  return names.flatMap((name): SourceFile[] => {
    const source = below === "" ? name : `${below}/${name}`;
    const path = join(root, source);
    const stat = lstatSync(path);
    if (stat.isDirectory()) return listFolder(root, source, include);
    if (include && !picomatch.isMatch(source, [...include])) return [];
    if (stat.isSymbolicLink()) return [{ source, path, size: 0, refusal: "a symbolic link, not followed" }];
    if (!stat.isFile()) return [{ source, path, size: 0, refusal: "not a regular file" }];
    return [{ source, path, size: stat.size }];
  });
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface LoadedDocument {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly hints: ReadHints;
}

export function loadDocument(file: SourceFile): LoadedDocument {
  const bytes = readFileSync(file.path);
  return { source: file.source, bytes, sha256: sha256(bytes), hints: { name: basename(file.path) } };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
