// What YAML files say is known when the program is built, and a text that was changed since is read as any other.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { knownTexts, knownValue } from "../../../src/run/known-texts.ts";
import { PIPELINE_SHAPES } from "../../../src/run/pipeline-shape.ts";
import { shapeOf } from "../../../src/text/shape.ts";
import { readYaml } from "../../../src/text/yaml.ts";

const pipelines = fileURLToPath(new URL("../../../pipelines", import.meta.url));
const texts = readdirSync(pipelines, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(pipelines, name), "utf8"));

const SMALL = shapeOf("small", (zod) => zod.strictObject({ a: zod.number(), b: zod.number().default(2) }));

test("every text of a pipeline that comes along is known as its shape has it, a changed one is not", () => {
  const known = texts.flatMap((text) => {
    const value = parse(text);
    return PIPELINE_SHAPES.filter(({ name, schema }) => {
      const { success, data } = schema().safeParse(value);
      expect(knownValue(text, name)).toEqual(success ? data : undefined);
      expect(knownValue(`${text}\n# changed`, name)).toBeUndefined();
      return success;
    });
  });
  expect(new Set(known)).toEqual(new Set(PIPELINE_SHAPES));
});

test("what is no YAML, has not the shape, or cannot be kept as JSON, is not known", () => {
  const kept = JSON.parse(knownTexts(["a: 1", "a: [", "a: x", "a: 1\nb: .inf"], [SMALL]));
  expect(Object.values(kept)).toEqual([{ a: 1, b: 2 }]);
});

test("a text that is known as one shape is not believed to have another", () => {
  const source = {
    file: "f",
    text: "a: x",
    known: (name: string) => (name === "small" ? { a: 1, b: 2 } : undefined),
  };
  const mistakes: string[] = [];
  const other = shapeOf("other", (zod) => zod.strictObject({ a: zod.number() }));
  expect(readYaml(source, other, mistakes)).toBeNull();
  expect(mistakes).toEqual([expect.stringMatching(/^f:1: a: /)]);
  expect(readYaml(source, SMALL, mistakes)?.spec).toEqual({ a: 1, b: 2 });
});

test("what a loader blames a known text for is told with its line", () => {
  const mistakes: string[] = [];
  const source = { file: "f", text: "\na: 1\n\nb: 2\n", known: () => ({ a: 1, b: 2 }) };
  readYaml(source, SMALL, mistakes)?.blame(["b"], "is no good");
  expect(mistakes).toEqual(["f:4: is no good"]);
});
