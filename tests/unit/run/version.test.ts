import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Container } from "../../../src/model/document.ts";

const SRC = fileURLToPath(new URL("../../../src", import.meta.url));
const CONTAINERS: readonly Container[] = ["html", "docx", "pdf", "txt"];

/** Versions as a copy of the code has them after a file was changed. */
async function versionsAfter(
  change: string | null,
  form = "a: 1\n",
  libraries: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "version-"));
  try {
    cpSync(SRC, join(folder, "src"), { recursive: true });
    cpSync(join(SRC, "../package.json"), join(folder, "package.json"));
    for (const [name, version] of Object.entries(libraries)) {
      const library = join(folder, "node_modules", name);
      mkdirSync(library, { recursive: true });
      writeFileSync(join(library, "package.json"), JSON.stringify({ name, version }));
    }
    const yaml = join(folder, "form.yaml");
    writeFileSync(yaml, form);
    if (change !== null) {
      const file = join(folder, "src", change);
      writeFileSync(file, `${readFileSync(file, "utf8")}// changed\n`);
    }
    const module = (await import(
      pathToFileURL(join(folder, "src/run/version.ts")).href
    )) as typeof import("../../../src/run/version.ts");
    const versions = new module.Versions([yaml]);
    return Object.fromEntries(CONTAINERS.map((container) => [container, versions.of(container)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["a reader", "read/docx-mend.ts", ["docx"]],
  ["what several readers use", "read/html-walk.ts", ["html", "docx"]],
  ["a stage that all go through", "match/text/bind.ts", CONTAINERS],
  ["the command line", "cli/commands/extract.ts", []],
  ["the crawler", "fetch/crawl.ts", []],
  ["the files written of records", "export/columns.ts", []],
])("a change of %s affects the documents that it reads and no others", async (_, file, affected) => {
  const [before, after] = [await versionsAfter(null), await versionsAfter(file)];
  expect(CONTAINERS.filter((container) => before[container] !== after[container])).toEqual(affected);
});

test("a change of a form affects all", async () => {
  const [before, after] = [await versionsAfter(null), await versionsAfter(null, "a: 2\n")];
  expect(CONTAINERS.filter((container) => before[container] === after[container])).toEqual([]);
});

test("a library that is installed, or is another version, affects all", async () => {
  const states = [{}, { "onnxruntime-web": "1.0.0" }, { "onnxruntime-web": "1.0.1" }];
  const versions = await Promise.all(states.map((libraries) => versionsAfter(null, "a: 1\n", libraries)));
  expect(new Set(versions.map((one) => one["html"])).size).toBe(3);
});
