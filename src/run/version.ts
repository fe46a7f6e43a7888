// What a record depends on besides its document's bytes: the code that reads its container and makes its record, the
// libraries that are installed with their versions, and the forms. A change of anything else leaves a record as it is. Must not know what the code does.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Container } from "../model/document.ts";
import { sha256 } from "../store/digest.ts";

const IMPORTED = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;
/** How the readers are listed: each container with the module that reads it. */
const READER = /^\s*(\w+): async \(\) => .*import\(["'](\.\/[^"']+)["']\)/gm;

/** What a run says of how it was made: the same on every machine, and no time or place is in it. */
export interface MadeBy {
  readonly program: string;
  /** Of all that records depend on: code, libraries, forms. */
  readonly version: string;
  /** Of the libraries as they were installed, with their versions. */
  readonly libraries: string;
  /** Forms and rules, by their paths below the pipeline file. */
  readonly pipeline: readonly { readonly file: string; readonly sha256: string }[];
}

/** Beside the bundle, where what its code is made of was found out when it was built. Anywhere else the files themselves are asked. */
const BUILT = new URL("./code-versions.json", import.meta.url);
/** Names for digests of code: of what all records depend on, of all readers, of a whole run, and of each reader by its container. */
const COMMON = "common";
const ALL_READERS = "all readers";
const RUN = "run";

export class Versions {
  private readonly code = existsSync(BUILT)
    ? (JSON.parse(readFileSync(BUILT, "utf8")) as Record<string, string>)
    : new Code();
  private readonly common: string;
  private readonly libraries = librariesOf(fileURLToPath(import.meta.url));
  private readonly known = new Map<string, string>();

  /** @param files of the pipeline on which records depend */
  constructor(files: readonly string[]) {
    this.common = `${this.codeOf(COMMON)} ${digest(files)} ${this.libraries}`;
  }

  /** The same as long as records of documents in this container come out the same. */
  of(container: Container): string {
    let version = this.known.get(container);
    if (version === undefined) {
      version = `${this.common} ${this.codeOf(container)}`;
      this.known.set(container, version);
    }
    return version;
  }

  /** The same as long as records of documents in any container come out the same. */
  whole(): string {
    return sha256(`${this.common} ${this.codeOf(ALL_READERS)}`);
  }

  /** The same as long as a dataset of the same documents comes out the same. */
  ofRun(): string {
    return sha256(`${this.common} ${this.codeOf(RUN)}`);
  }

  told(): Pick<MadeBy, "version" | "libraries"> {
    return { version: this.whole(), libraries: this.libraries };
  }

  /** Nothing where nothing reads the container. */
  private codeOf(part: string): string {
    return this.code instanceof Code ? this.code.of(part) : (this.code[part] ?? "");
  }
}

/**
 * @param file of the pipeline, to which its other files are told
 * @param versions what was found out of them
 */
export function madeBy(
  { file, files }: { readonly file: string; readonly files: readonly string[] },
  versions: Versions,
): MadeBy {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  return {
    program: `gongkai ${versionIn(manifestIn(root))}`,
    ...versions.told(),
    pipeline: files.map((path) => ({
      file: relative(dirname(file), path).replaceAll("\\", "/"),
      sha256: sha256(readFileSync(path)),
    })),
  };
}

/** What the bundle keeps of the files that it was made of. */
export function codeVersions(): Record<string, string> {
  const code = new Code();
  return Object.fromEntries(code.parts().map((part) => [part, code.of(part)]));
}

/** Digests of our own code as its files are now. */
class Code {
  private readonly readers = new Map<string, string>();
  private readonly root: string;
  private readonly run: string;

  constructor() {
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const at = (name: string) => fileURLToPath(new URL(`../${name}.${extension}`, import.meta.url));
    this.root = at("run/extract");
    this.run = at("run/batch");
    const list = at("read/read");
    for (const [, container = "", module = ""] of readFileSync(list, "utf8").matchAll(READER)) {
      this.readers.set(container, resolve(dirname(list), module));
    }
  }

  parts(): string[] {
    return [COMMON, ALL_READERS, RUN, ...this.readers.keys()];
  }

  of(part: string): string {
    const modules = [...this.readers.values()];
    if (part === COMMON) return digest(closure([this.root], (file) => !modules.includes(file)));
    if (part === ALL_READERS) return digest(closure(modules, () => true));
    if (part === RUN) return digest(closure([this.run], () => true));
    const reader = this.readers.get(part);
    return reader === undefined ? "" : digest(closure([reader], () => true));
  }
}

/** Files with all that they import of ours, sorted; those that are not `wanted` are left out with what only they import. */
function closure(roots: readonly string[], wanted: (file: string) => boolean): string[] {
  const found = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || !wanted(file) || !existsSync(file)) continue;
    found.add(file);
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(IMPORTED))
      open.push(resolve(dirname(file), name));
  }
  return [...found].sort();
}

function digest(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Every library that ours lead to, as it is installed now: another version, or an optional one that has come or gone, may
 * read otherwise.
 */
function librariesOf(module: string): string {
  const root = packageRoot(dirname(module));
  const installed = new Installed();
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = dependenciesIn(manifestIn(root)).map((name) => ({ name, from: root }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name } = next;
    const at = installed.at(name, next.from);
    if (at === null) found.add(`${name} missing`);
    if (at === null || seen.has(at)) continue;
    seen.add(at);
    const manifest = manifestIn(at);
    found.add(`${name} ${versionIn(manifest)}`);
    open.push(...dependenciesIn(manifest).map((one) => ({ name: one, from: at })));
  }
  return sha256([...found].sort().join("\n"));
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function dependenciesIn({ dependencies, optionalDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...optionalDependencies });
}

function versionIn({ version }: Manifest): string {
  return version ?? "";
}

/** Where packages are, as the engine looks for them: in the folder, then in those around it. Each place is looked at once. */
class Installed {
  private readonly known = new Map<string, string | null>();
  private readonly holding = new Map<string, boolean>();

  at(name: string, from: string): string | null {
    const key = `${name} ${from}`;
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.lookedFor(name, from);
      this.known.set(key, found);
    }
    return found;
  }

  private lookedFor(name: string, from: string): string | null {
    const here = join(from, "node_modules", name);
    if (this.holdsPackages(from) && existsSync(join(here, "package.json"))) return here;
    const above = dirname(from);
    return above === from ? null : this.at(name, above);
  }

  private holdsPackages(folder: string): boolean {
    let holds = this.holding.get(folder);
    if (holds === undefined) {
      holds = basename(folder) !== "node_modules" && existsSync(join(folder, "node_modules"));
      this.holding.set(folder, holds);
    }
    return holds;
  }
}
