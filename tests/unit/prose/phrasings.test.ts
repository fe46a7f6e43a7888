// Sentences of our own in a file beside this: what each states has to be exactly what stands below it.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chapter, inOneLine, read } from "./reading.ts";

interface Phrasing {
  readonly issuer: string;
  readonly heading: string;
  readonly sentence: string;
  readonly lines: string[];
}

/** `> issuer`, `# heading`, a sentence, and below it, indented, a line for each statement. */
function phrasings(text: string): Phrasing[] {
  const all: Phrasing[] = [];
  let [issuer, heading] = ["", ""];
  for (const line of text.split("\n")) {
    if (line.startsWith(">")) issuer = line.slice(1).trim();
    else if (line.startsWith("#")) heading = line.slice(1).trim();
    else if (line.startsWith("  ")) all.at(-1)?.lines.push(line.trim());
    else if (line.trim() !== "") all.push({ issuer, heading, sentence: line, lines: [] });
  }
  return all;
}

const ALL = phrasings(readFileSync(new URL("phrasings.txt", import.meta.url), "utf8"));

describe("phrasings", () => {
  test("are many", () => {
    expect(ALL.length).toBeGreaterThan(150);
  });

  test.each(ALL)("$sentence", ({ issuer, heading, sentence, lines }) => {
    const found = read([chapter(heading, sentence)], [], issuer);
    expect(found.map(inOneLine)).toEqual(lines);
    for (const one of found) expect(sentence).toContain(one.raw);
  });
});
