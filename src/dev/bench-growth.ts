// How the work on a document grows with its size: each kind of input 1, 2, 4 and 8 times as large, in processor time. The
// exponent is 1 where twice the document is twice the work. Told, and judged by nobody but its reader: no timing decides.
import { fileURLToPath } from "node:url";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { type Measure, rounded, type Share, shareOf } from "./bench-time.ts";

const SIZES = [1, 2, 4, 8];
/** The least of so many is what the work takes; what is above it is the machine's. */
const REPEATS = 3;
/** Bytes of the smallest document of each kind. */
const BYTES = 12_000;

const { collection } = loadPipeline(
  fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);

/** Each kind: its name as a file, what stands around, and what is repeated. */
const KINDS: Readonly<Record<string, readonly [name: string, before: string, unit: string, behind: string]>> =
  {
    "paragraphs of a page": ["a.html", "<html><body>", "<p>text of a paragraph, 12 of them</p>", "</body>"],
    "rows of a table": ["a.html", "<table>", "<tr><td>label</td><td>1</td><td>2</td></tr>", "</table>"],
    "cells of a row": ["a.html", "<table><tr>", "<td>1</td>", "</tr><tr><td>2</td></tr></table>"],
    "links of a line": ["a.html", "<p>", '<a href="a.html">a link</a> ', "</p>"],
    "elements in one another": ["a.html", "", "<div>", "text"],
    "elements left open": ["a.html", "", "<p><b>text", ""],
    "a page with rules": ["a.html", "<style>", ".a1 .b2 > p{color:red}", "</style><p class='a1'>text</p>"],
    "lines of text": ["a.txt", "", "A line of text that says nothing of interest, 12.\n", ""],
    "figures of a text": ["a.txt", "", "label 12 0 3 4\n", ""],
    "one line of text": ["a.txt", "", "text without an end 12 ", ""],
    "one cell a line": ["a.txt", "", "label\n1\n\n0\n", ""],
    "rows of bars": ["a.md", "", "| label | 1 | 2 | 3 |\n", ""],
    "Markdown with a table": [
      "a.md",
      "<table><tr><td>1</td></tr></table>\n\n",
      "- an entry of *a list*\n",
      "",
    ],
    "lines of a sheet": ["a.csv", "", "label,1,2,3\n", ""],
    "objects in a list": ["a.json", "[", '{"name":"label","value":1},', '{"name":"last"}]'],
    "paragraphs of RTF": ["a.rtf", "{\\rtf1 ", "text of a paragraph\\par ", "}"],
  };

/** A line for each kind, as it is measured. */
export async function* benchGrowth(_: readonly string[], share: Share): AsyncGenerator<Measure> {
  const smallest = shareOf(BYTES, share);
  for (const [kind, [name, before, unit, behind]] of Object.entries(KINDS)) {
    const times: number[] = [];
    for (const size of [...SIZES.slice(0, 1), ...SIZES]) {
      const text = before + unit.repeat(Math.ceil((size * smallest) / unit.length)) + behind;
      times.push(await least(name, new TextEncoder().encode(text)));
    }
    // The first only warms up.
    const measured = times.slice(1);
    yield {
      measure: `growth: ${kind}`,
      ours_ms: rounded(measured[0] ?? 0, 1),
      eight_times_ms: rounded(measured.at(-1) ?? 0, 1),
      exponent: rounded(slope(measured)),
    };
  }
}

/** Milliseconds of the processor. */
async function least(name: string, bytes: Uint8Array): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const start = process.cpuUsage();
    await extractDocument({ source: name, bytes, sha256: "0".repeat(64), hints: { name } }, collection);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Of the line through the logarithms of sizes and times. */
function slope(times: readonly number[]): number {
  const points = times.map((ms, index) => [Math.log(SIZES[index] ?? 1), Math.log(ms)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return across / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
