import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as {
  forbidden: { name: string }[];
};

function sourceFiles(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sourceFiles(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
  );
}

describe("boundaries", () => {
  test("every folder of src has a rule about what it may import", () => {
    const folders = readdirSync(new URL("src/", root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const ruled = new Set(rules.forbidden.map((rule) => rule.name.replace("-imports-only-its-inputs", "")));
    expect(folders.filter((folder) => !ruled.has(folder))).toEqual([]);
  });

  test("no word of a form stands in src: labels and titles are data", () => {
    // Words of the forms that no parser of documents, numbers or dates needs.
    const labels = /公开|申请|规章|复议|诉讼|行政|采购|自然人|不予|结转|总计|合计|统计/u;
    const guilty = sourceFiles("src/").filter((file) =>
      labels.test(readFileSync(new URL(file, root), "utf8")),
    );
    expect(guilty).toEqual([]);
  });
});
