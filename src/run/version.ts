// What a record depends on besides its document's bytes: the code that reads its container and makes its record, the libraries
// that this code asks for as they are installed, and the forms. A change of anything else leaves a record as it is. Must not know what the code does.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Container } from "../model/document.ts";
import { sha256 } from "../store/digest.ts";

/** What code asks for by its name: a module of ours, or a library with what is asked of it. */
const IMPORTED = /(?:\bfrom|\bimport|\bresolve|\bimport\.meta\.url\))\s*\(?\s*["']([^"'\s]+)["']/g;
const LIBRARY = /^#?((?:@[^/]+\/)?[^/]+)/;
/** How the readers are listed: each container with the module that reads it. */
const READER = /^\s*(\w+): async \(\) => .*import\(["'](\.\/[^"']+)["']\)/gm;

/** What a run says of how it was made: the same on every machine, and no time or place is in it. */
export interface MadeBy {
  readonly program: string;
  /** Of all that records depend on: code, libraries, forms. */
  readonly version: string;
  /** Of the libraries that a run's code asks for, with all that these need, as they were installed. */
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

/** Code of ours, and what it needs of others. */
interface Part {
  /** Digest of its files. */
  readonly code: string;
  /** Names of the libraries that it asks for, sorted. */
  readonly libraries: readonly string[];
}

const NOTHING: Part = { code: "", libraries: [] };

export class Versions {
  private readonly parts = existsSync(BUILT)
    ? (JSON.parse(readFileSync(BUILT, "utf8")) as Readonly<Record<string, Part>>)
    : new Code();
  private readonly installed = new Installed(ownRoot());
  private readonly common: string;
  private readonly known = new Map<string, string>();

  /** @param files of the pipeline on which records depend */
  constructor(files: readonly string[]) {
    this.common = `${this.versionOf(COMMON)} ${digest(files)}`;
  }

  /** The same as long as records of documents in this container come out the same. */
  of(container: Container): string {
    let version = this.known.get(container);
    if (version === undefined) {
      version = `${this.common} ${this.versionOf(container)}`;
      this.known.set(container, version);
    }
    return version;
  }

  /** The same as long as records of documents in any container come out the same. */
  whole(): string {
    return sha256(`${this.common} ${this.versionOf(ALL_READERS)}`);
  }

  /** The same as long as a dataset of the same documents comes out the same. */
  ofRun(): string {
    return sha256(`${this.common} ${this.versionOf(RUN)}`);
  }

  told(): Pick<MadeBy, "version" | "libraries"> {
    return { version: this.whole(), libraries: this.installed.digestOf(this.part(RUN).libraries) };
  }

  private versionOf(name: string): string {
    const { code, libraries } = this.part(name);
    return `${code} ${this.installed.digestOf(libraries)}`;
  }

  /** Nothing where nothing reads the container. */
  private part(name: string): Part {
    return (this.parts instanceof Code ? this.parts.of(name) : this.parts[name]) ?? NOTHING;
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
  const root = ownRoot();
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
export function codeVersions(): Record<string, Part> {
  const code = new Code();
  return Object.fromEntries(code.names().map((name) => [name, code.of(name) ?? NOTHING]));
}

/** Our own code as its files are now. */
class Code {
  private readonly readers = new Map<string, string>();
  private readonly roots: readonly string[];
  private readonly run: string;

  constructor() {
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const at = (name: string) => fileURLToPath(new URL(`../${name}.${extension}`, import.meta.url));
    // Records are made of documents and forms.
    this.roots = [at("run/extract"), at("run/pipeline")];
    this.run = at("run/batch");
    const list = at("read/read");
    for (const [, container = "", module = ""] of readFileSync(list, "utf8").matchAll(READER)) {
      this.readers.set(container, resolve(dirname(list), module));
    }
  }

  names(): string[] {
    return [COMMON, ALL_READERS, RUN, ...this.readers.keys()];
  }

  of(name: string): Part | null {
    const modules = [...this.readers.values()];
    if (name === COMMON) return partOf(this.roots, (file) => !modules.includes(file));
    if (name === ALL_READERS) return partOf(modules, () => true);
    if (name === RUN) return partOf([this.run, ...this.roots], () => true);
    const reader = this.readers.get(name);
    return reader === undefined ? null : partOf([reader], () => true);
  }
}

/** Files with all that they import of ours; those that are not `wanted` are left out with what only they import. */
function partOf(roots: readonly string[], wanted: (file: string) => boolean): Part {
  const found = new Set<string>();
  const libraries = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || !wanted(file) || !existsSync(file)) continue;
    found.add(file);
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(IMPORTED)) {
      if (name.startsWith(".")) open.push(resolve(dirname(file), name));
      else libraries.add(LIBRARY.exec(name)?.[1] ?? name);
    }
  }
  const own = new Set(dependenciesIn(manifestIn(ownRoot())));
  return {
    code: digest([...found].sort()),
    libraries: [...libraries].filter((name) => own.has(name)).sort(),
  };
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

/** The folder of our own package, whatever of it runs. */
const ownRoot = (): string => packageRoot(dirname(fileURLToPath(import.meta.url)));

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

/** Packages as they are installed now: another version, or an optional one that has come or gone, may read otherwise. */
class Installed {
  private readonly digests = new Map<string, string>();
  private readonly known = new Map<string, string | null>();
  private readonly holding = new Map<string, boolean>();
  private readonly manifests = new Map<string, Manifest>();

  /** @param root folder of the package that asks for them */
  constructor(private readonly root: string) {}

  /** Of packages and all that they lead to, with their versions. */
  digestOf(names: readonly string[]): string {
    const key = names.join();
    let found = this.digests.get(key);
    if (found === undefined) {
      found = sha256(this.withAllBelow(names).sort().join("\n"));
      this.digests.set(key, found);
    }
    return found;
  }

  private withAllBelow(names: readonly string[]): string[] {
    const found = new Set<string>();
    const seen = new Set<string>();
    const open = names.map((name) => ({ name, from: this.root }));
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { name } = next;
      const at = this.at(name, next.from);
      if (at === null) found.add(`${name} missing`);
      if (at === null || seen.has(at)) continue;
      seen.add(at);
      const manifest = this.manifestOf(at);
      found.add(`${name} ${versionIn(manifest)}`);
      open.push(...dependenciesIn(manifest).map((one) => ({ name: one, from: at })));
    }
    return [...found];
  }

  private manifestOf(folder: string): Manifest {
    const manifest = this.manifests.get(folder) ?? manifestIn(folder);
    this.manifests.set(folder, manifest);
    return manifest;
  }

  /** Where a package is, as the engine looks for it: in the folder, then in those around it. Each place is looked at once. */
  private at(name: string, from: string): string | null {
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
