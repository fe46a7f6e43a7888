// What YAML files say is known when the program is built, and a text that was changed since is read as any other.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { knownTexts, knownValue } from "../../../src/run/known-texts.ts";
import { readYaml } from "../../../src/text/yaml.ts";

const pipelines = fileURLToPath(new URL("../../../pipelines", import.meta.url));
const texts = readdirSync(pipelines, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(pipelines, name), "utf8"));

test("every text that comes along is known as the parser reads it, a changed one is not", () => {
  for (const text of texts) {
    expect(knownValue(text)).toEqual(parse(text));
    expect(knownValue(`${text}\n# changed`)).toBeUndefined();
  }
});

test("what is no YAML, or cannot be kept as JSON, is not known", () => {
  const kept = JSON.parse(knownTexts(["a: 1", "a: [", "a: .nan"])) as Record<string, unknown>;
  expect(Object.values(kept)).toEqual([{ a: 1 }]);
});

test("a mistake in a known text is told with its line", () => {
  const mistakes: string[] = [];
  const source = { file: "f", text: "\na: 1\n\nb: x\n", value: { a: 1, b: "x" } };
  expect(readYaml(source, z.strictObject({ a: z.number(), b: z.number() }), mistakes)).toBeNull();
  expect(mistakes).toEqual([expect.stringMatching(/^f:4: b: /)]);
});
