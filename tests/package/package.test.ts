// What the packed package gives: the command, the library with its types, and the examples of its documentation.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { installed, root, run, withDocuments } from "./installed.ts";

let folder: string;
beforeAll(() => {
  folder = installed();
  withDocuments(folder);
  const words = ["extract", "archive", "report.docx", "-o", "dataset", "-w", "0", "--quiet"];
  run(join(folder, "node_modules/.bin/gongkai"), words, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the command runs from the packed files", () => {
  const lines = readFileSync(join(folder, "dataset/reports.csv"), "utf8").trim().split("\n");
  expect(lines.slice(1).map((line) => line.split(",")[1])).toEqual(["page.html", "report.docx"]);
  expect(existsSync(join(folder, "node_modules/gongkai/dist/dev"))).toBe(false);
});

/** Licences that ask for no more than to be told. */
const PERMISSIVE =
  /^\(?(?:(?:MIT|MIT-0|ISC|0BSD|Apache-2\.0|BSD(?:-[23]-Clause)?|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|Zlib)(?: AND | OR |\)?$))+/;

test("everything that an installation brings along has a permissive licence", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { license?: string; dev?: boolean }>;
  };
  const others = Object.entries(lock.packages)
    .filter(([path, { dev, license }]) => path !== "" && !dev && !PERMISSIVE.test(license ?? ""))
    .map(([path, { license }]) => `${path} ${license}`);
  expect(others).toEqual([]);
});

interface Example {
  readonly name: string;
  readonly code: string;
}

/** Examples stand in the declarations, above what they show. */
function examples(): Example[] {
  const files = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".d.ts"))
    .flatMap((file) => {
      const text = readFileSync(join(root, "dist", file), "utf8");
      const shown =
        /@example\n \* ```ts\n([\s\S]*?) \* ```[\s\S]*?\*\/\nexport declare (?:async )?function (\w+)/g;
      return [...text.matchAll(shown)].map(([, code = "", name = ""]) => ({
        name,
        code: code.replace(/^ \* ?/gm, ""),
      }));
    });
}

test("every function of the library has an example, which compiles with its types and runs", () => {
  const functions = Object.entries(library)
    .filter(([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name))
    .map(([name]) => name);
  const shown = examples();
  expect(shown.map(({ name }) => name).sort()).toEqual(functions.sort());
  const heads = `import { readFile } from "node:fs/promises";\nimport { ${Object.keys(library).join(", ")} } from "gongkai";\n`;
  for (const { name, code } of shown) writeFileSync(join(folder, `${name}.ts`), `${heads}${code}`);
  // What a wrong use of the types says, so that types that are `any` fail.
  writeFileSync(
    join(folder, "wrong.ts"),
    `${heads}// @ts-expect-error a record has no such field\n(await extract(new Uint8Array())).nothing;\n`,
  );
  const files = [...shown.map(({ name }) => `${name}.ts`), "wrong.ts"];
  const options = [
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--types",
    "node",
  ];
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, ...files], folder);
  const program = shown.map(({ name }) => `await import("./${name}.js");`).join("\n");
  writeFileSync(join(folder, "all.js"), program);
  const said = run(process.execPath, ["all.js"], folder);
  expect(said).toMatch(/^clean \d+$/m);
  expect(said).toContain("more.zip!");
  expect(said).toMatch(/^docx [1-9]/m);
});
