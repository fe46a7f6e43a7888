// What the YAML files that come with the package say, found out and held against their shapes when it was built. Kept by the
// digest of each text: one that somebody changed is not among them.
// Must not know what the files are for.
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { sha256 } from "../store/digest.ts";
import type { Shape } from "../text/shape.ts";
import { valueIn } from "../text/yaml.ts";

const FILE = new URL("../../dist/known-texts.json", import.meta.url);

/** By the digest of a text and the name of its shape. */
type Known = Readonly<Record<string, unknown>>;

let known: Known | undefined;

const keyOf = (text: string, shape: string) => `${sha256(text)} ${shape}`;

/** What a text says as a value of a shape; undefined when that is not known. */
export function knownValue(text: string, shape: string): unknown {
  known ??= existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Known) : {};
  return known[keyOf(text, shape)];
}

/** @returns the file that `knownValue` asks: what has none of the shapes, or says what JSON cannot, is left out */
export function knownTexts(texts: readonly string[], shapes: readonly Shape<unknown>[]): string {
  const values = texts.flatMap((text) =>
    shapes.flatMap(({ name, schema }) => {
      const { success, data } = schema().safeParse(valueIn(text));
      return success && isKeptByJson(data) ? [[keyOf(text, name), data] as const] : [];
    }),
  );
  return `${JSON.stringify(Object.fromEntries(values))}\n`;
}

function isKeptByJson(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? "null"), value);
}
