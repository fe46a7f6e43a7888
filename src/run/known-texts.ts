// What the YAML files that come with the package say, found out when it was built. Kept by the digest of each text: one that
// somebody changed is not among them.
// Must not know what the files are for.
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { sha256 } from "../store/digest.ts";
import { valueIn } from "../text/yaml.ts";

const FILE = new URL("../../dist/known-texts.json", import.meta.url);

let known: Readonly<Record<string, unknown>> | undefined;

/** What a text says; undefined when that is not known. */
export function knownValue(text: string): unknown {
  known ??= existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Record<string, unknown>) : {};
  return known[sha256(text)];
}

/** @returns the file that `knownValue` asks: texts that are no YAML, or say what JSON cannot, are left out */
export function knownTexts(texts: readonly string[]): string {
  const values = texts.map((text) => [sha256(text), valueIn(text)] as const);
  const kept = values.filter(([, value]) =>
    isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? "null"), value),
  );
  return `${JSON.stringify(Object.fromEntries(kept.filter(([, value]) => value !== null)))}\n`;
}
