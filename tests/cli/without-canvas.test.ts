// A machine for which no canvas is made: letters and lines of a page need none. Node says of the package what it says where it is
// not installed, and the package what it says where nothing was compiled for the system.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listSamples } from "../../src/dev/sample-files.ts";
import { CANVAS_PACKAGE } from "../../src/read/pdf-canvas.ts";
import { GONGKAI } from "../builders/command.ts";

const work = mkdtempSync(join(tmpdir(), "gongkai-no-canvas-"));
afterAll(() => rmSync(work, { recursive: true }));

/** Loaded before anything else in each process. */
const without = (name: string, file: string) => {
  const preload = join(work, file);
  writeFileSync(
    preload,
    `const Module = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...more) {
  if (!name.startsWith(${JSON.stringify(name)})) return resolve.call(this, name, ...more);
  throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: "MODULE_NOT_FOUND" });
};
if (Module.register) Module.register("data:text/javascript," + encodeURIComponent(\`
export async function resolve(name, context, next) {
  if (!name.startsWith(${JSON.stringify(name)})) return next(name, context);
  throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: "ERR_MODULE_NOT_FOUND" });
}\`), { parentURL: "file:///" });
`,
  );
  return { NODE_OPTIONS: `--require ${preload}` };
};
const MACHINES: readonly (readonly [string, NodeJS.ProcessEnv])[] = [
  ["where the canvas is not installed", without("@napi-rs/canvas", "canvas.cjs")],
  ["where the canvas was not compiled for the system", { NAPI_RS_NATIVE_LIBRARY_PATH: join(work, "none") }],
];

const pages = join(work, "pages");
const scan = join(work, "scan");

function extract(name: string, folder: string, env: NodeJS.ProcessEnv = {}) {
  const out = join(work, name);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [GONGKAI, "extract", folder, "-o", out, "--quiet", "--workers", "1"],
    { encoding: "utf8", env: { ...process.env, ...env } },
  );
  return { status, said: `${stdout}${stderr}`, files: filesIn(out) };
}

function filesIn(out: string): Record<string, string> {
  return Object.fromEntries(
    ["cells.csv", "reports.csv", "reports.jsonl"].map((name) => [
      name,
      readFileSync(join(out, name), "utf8"),
    ]),
  );
}

beforeAll(() => {
  for (const folder of [pages, scan]) mkdirSync(folder);
  for (const { folder, source, name } of listSamples("documents")) {
    const extension = source.slice(source.lastIndexOf("."));
    if ([".pdf", ".ofd"].includes(extension)) cpSync(join(folder, source), join(pages, name + extension));
  }
  const [page] = listSamples("scans").filter(({ source }) => source.endsWith(".pdf"));
  if (page) cpSync(join(page.folder, page.source), join(scan, "scan.pdf"));
});

test("the same is read of every PDF and OFD, and nothing is said of it", () => {
  const here = extract("here", pages);
  expect(here.status).toBe(0);
  expect(here.files["cells.csv"]?.split("\n").length).toBeGreaterThan(1_000);
  for (const [name, env] of MACHINES) expect(extract(name, pages, env), name).toEqual(here);
});

test("pictures of pages are told as such, with the command that installs what they are drawn on", () => {
  for (const [name, env] of MACHINES) {
    const { status, files } = extract(`scan ${name}`, scan, env);
    expect(status, name).toBe(1);
    expect(files["reports.csv"], name).toMatch(
      new RegExp(`are pictures\\. To have them read, .*npm install .* ${CANVAS_PACKAGE}`),
    );
  }
});

test("what is missing is told before anything is read", () => {
  for (const [name, env] of MACHINES) {
    const { stdout } = spawnSync(process.execPath, [GONGKAI, "doctor"], {
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    expect(stdout, name).toContain(
      `-      scanned pages: @napi-rs/canvas cannot be loaded: npm install ${CANVAS_PACKAGE}`,
    );
    expect(stdout, name).toMatch(/^ok +pdf: can be read/m);
  }
});

test("the version that is named is the one that pdfjs came with", () => {
  const { version } = createRequire(import.meta.url)("@napi-rs/canvas/package.json") as { version: string };
  expect(CANVAS_PACKAGE).toBe(`@napi-rs/canvas@${version}`);
});

test("an OFD is read without the library that reads PDF", () => {
  const ofd = join(work, "ofd");
  mkdirSync(ofd);
  for (const { folder, source, name } of listSamples("documents"))
    if (source.endsWith(".ofd")) cpSync(join(folder, source), join(ofd, `${name}.ofd`));
  expect(extract("ofd alone", ofd, without("pdfjs-dist", "pdfjs.cjs"))).toEqual(extract("ofd here", ofd));
});
