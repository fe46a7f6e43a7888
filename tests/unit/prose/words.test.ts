// The words of the collection's prose, as data that people keep: none stands where another word already says it.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { spelledOut } from "../../../src/text/braces.ts";

const FILE = new URL("../../../pipelines/disclosure/prose.yaml", import.meta.url);
const { words } = parse(readFileSync(FILE, "utf8")) as { words: Record<string, string> };

const written = (text = "") => text.split(/\s+/).flatMap(spelledOut);

test.each(Object.entries(words))(
  "no word of %s stands twice, nor beside a class that brings it",
  (_, text) => {
    const own = written(text);
    const brought = own.flatMap((word) => (word.startsWith("@") ? written(words[word.slice(1)]) : []));
    const said = own.filter(
      (word, at) => own.indexOf(word) < at || (brought.includes(word) && !word.startsWith("@")),
    );
    expect(said).toEqual([]);
  },
);
