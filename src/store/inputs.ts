// The files below the inputs of a run, in one fixed order. Names are bytes, told as text and never trusted.
// Must not know what is in the files.
import { existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { failureReason } from "../model/failure.ts";
import { isBelow, sourceBelow } from "./below.ts";
import { entryName } from "./limits.ts";

export interface InputSpec {
  readonly path: string;
  readonly include?: readonly string[];
  /** What the input is called when it is a file, instead of its own name. */
  readonly name?: string;
  /** A folder below `path` that is left out: the run's own output. */
  readonly except?: string;
}

/** A run cannot start: an input is not there. */
export class InputError extends Error {
  override readonly name = "InputError";
}

export interface SourceFile {
  /** What its input is called among those of the run. */
  readonly input: string;
  /** Path below its input, `/` between folders. */
  readonly source: string;
  /** As the system has it, which need not be text. */
  readonly path: Buffer;
  readonly name: string;
  readonly size: number;
  readonly refusal?: string;
}

/**
 * Every file below the inputs; one that lies below several is told below the first.
 * @param followLinks follows links that lead out of the inputs
 * @throws InputError when an input does not exist. What cannot be read is a file with a refusal.
 */
export function* filesBelow(inputs: readonly InputSpec[], followLinks = false): Generator<SourceFile> {
  const names = inputNames(inputs);
  const roots = inputs.map((input, rank) => rootOf(input, names[rank] ?? input.path));
  const before: Before = { folders: [], files: new Set() };
  for (const root of roots) {
    const isFolder = root.stat.isDirectory();
    if (isFolder) yield* filesIn({ root, before, roots, followLinks }, Buffer.from(root.path), "", []);
    else if (!isCovered(before, root.real)) yield fileAt(root, root.name, Buffer.from(root.path), root.stat);
    if (isFolder) before.folders.push(root);
    else before.files.add(root.real);
  }
}

/**
 * The last part of each path, or so many of the last as tell it from the other inputs: `real`, or `corpus/real` and `harder/real`. What is
 * called by a name of its own has that.
 */
export function inputNames(inputs: readonly InputSpec[]): string[] {
  const names = new Map<string, string>();
  let unnamed = [
    ...new Set(inputs.filter(({ name }) => name === undefined).map(({ path }) => resolve(path))),
  ];
  for (let parts = 1; unnamed.length > 0; parts += 1) {
    const called = new Map<string, number>();
    for (const path of unnamed) {
      const name = lastParts(path, parts);
      called.set(name, (called.get(name) ?? 0) + 1);
    }
    for (const path of unnamed)
      if (called.get(lastParts(path, parts)) === 1) names.set(path, lastParts(path, parts));
    unnamed = unnamed.filter((path) => !names.has(path));
  }
  return inputs.map(({ path, name }) => name ?? names.get(resolve(path)) ?? path);
}

function lastParts(path: string, parts: number): string {
  return path.split(sep).slice(-parts).join("/");
}

interface Root {
  /** What it is called among the inputs of the run. */
  readonly input: string;
  readonly path: string;
  readonly name: string;
  readonly real: string;
  readonly stat: Stats;
  readonly wanted: (source: string) => boolean;
  readonly except: string | null;
}

/** Inputs that were gone through: there may be very many files, and few folders. */
interface Before {
  readonly folders: Root[];
  readonly files: Set<string>;
}

interface Walk {
  readonly root: Root;
  readonly before: Before;
  readonly roots: readonly Root[];
  readonly followLinks: boolean;
}

function rootOf({ path, name, include, except }: InputSpec, input: string): Root {
  const stat = statOf(Buffer.from(path));
  if (typeof stat === "string") throw new InputError(`${path}: no such file or folder`);
  return {
    input,
    path,
    name: name ?? basename(path),
    stat,
    real: realpathSync(path),
    wanted: include ? picomatch([...include]) : () => true,
    except: except !== undefined && existsSync(except) ? realpathSync(except) : null,
  };
}

/** Whether a file is read below one of the inputs already. */
function isCovered({ folders, files }: Before, real: string): boolean {
  return (
    files.has(real) ||
    folders.some(({ real: root, wanted }) => isBelow(real, root) && wanted(sourceBelow(real, root)))
  );
}

const SLASH = Buffer.from("/");

/** `above`: real paths of the folders that this one stands in, so that a link into one of them is not followed. */
function* filesIn(
  walk: Walk,
  folder: Buffer,
  below: string,
  above: readonly string[],
): Generator<SourceFile> {
  const real = realOf(folder);
  if (real === walk.root.except) return;
  const here = [...above, real];
  let names: Buffer[];
  try {
    names = readdirSync(folder, { encoding: "buffer" });
  } catch (error) {
    yield refusedAt(walk.root, below === "" ? "." : below, folder, causeOf(error));
    return;
  }
  const entries = inOrder(names);
  const marked = OWN.filter(({ mark }) => entries.some(({ name }) => name === mark));
  if (marked.some(({ files }) => files === null)) return;
  for (const { name, bytes } of entries) {
    // What runs and crawls write down for themselves.
    if (name === ".gongkai" || marked.some(({ files }) => files?.has(name))) continue;
    const source = below === "" ? name : `${below}/${name}`;
    yield* at(walk, Buffer.concat([folder, SLASH, bytes]), source, here);
  }
}

function* at(walk: Walk, path: Buffer, source: string, here: readonly string[]): Generator<SourceFile> {
  const stat = statOf(path);
  if (typeof stat === "string") {
    if (walk.root.wanted(source)) yield refusedAt(walk.root, source, path, stat);
    return;
  }
  const real = realOf(path);
  const isOut = !walk.roots.some(({ real: root }) => real === root || isBelow(real, root));
  if (stat.isDirectory()) {
    if (here.includes(real)) yield refusedAt(walk.root, source, path, "a link into a folder around it");
    else if (isOut && !walk.followLinks) yield refusedAt(walk.root, source, path, OUT);
    else yield* filesIn(walk, path, source, here);
  } else if (walk.root.wanted(source)) {
    if (isOut && !walk.followLinks) yield refusedAt(walk.root, source, path, OUT);
    else if (!stat.isFile()) yield refusedAt(walk.root, source, path, "not a regular file");
    else if (!isCovered(walk.before, real)) yield fileAt(walk.root, source, path, stat);
  }
}

interface OwnFiles {
  /** Its name stands where the program wrote, and nowhere else. */
  readonly mark: string;
  /** What it writes there; null where the folder is replaced as a whole and holds nothing else. */
  readonly files: ReadonlySet<string> | null;
}

/** What archives, runs, shards and releases say of themselves beside the documents: read as documents, figures would count twice. */
const OWN: readonly OwnFiles[] = [
  { mark: "index.cdxj", files: new Set(["index.cdxj", "manifest.csv", "coverage.csv", "changes.csv"]) },
  {
    mark: "report.schema.json",
    files: new Set(
      (
        "cells.csv checks.csv codebook.csv other_tables.csv prose.csv report.schema.json reports.csv reports.jsonl run.json " +
        "review audit"
      ).split(" "),
    ),
  },
  { mark: "shard.json", files: new Set(["shard.json", "shard.jsonl"]) },
  { mark: "gongkai.sql", files: null },
];

const OUT = "a link that leads out of the input";

function fileAt({ input }: Root, source: string, path: Buffer, { size }: Stats): SourceFile {
  return { input, source, path, name: source.slice(source.lastIndexOf("/") + 1), size };
}

function refusedAt({ input }: Root, source: string, path: Buffer, cause: string): SourceFile {
  return { input, source, path, name: source, size: 0, refusal: failureReason("refused", cause) };
}

function inOrder(names: readonly Buffer[]): { name: string; bytes: Buffer }[] {
  return names
    .map((bytes) => ({ name: entryName(bytes), bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Buffer.compare(a.bytes, b.bytes)));
}

/** Links are followed; for what is not there or may not be seen, why. */
function statOf(path: Buffer): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return causeOf(error);
  }
}

/** Real paths are only compared: bytes that are no text keep apart in Latin-1. */
function realOf(path: Buffer): string {
  let real: Buffer;
  try {
    real = realpathSync(path, { encoding: "buffer" });
  } catch {
    // It went away, or may not be looked at: reading it will tell.
    real = path;
  }
  const text = real.toString("utf8");
  return Buffer.from(text).equals(real) ? text : real.toString("latin1");
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: "a link that leads nowhere",
  ELOOP: "a link that leads to itself",
  EACCES: "reading it is not permitted",
  EPERM: "reading it is not permitted",
  EIO: "the disk does not give it",
};

/** Why the system does not give a file. */
export function causeOf(error: unknown): string {
  return CAUSES[(error as NodeJS.ErrnoException).code ?? ""] ?? "the system does not give it";
}
