// Texts that were cut off: what of their last row is whole, and what may not be.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { extractBytes } from "../../../src/dev/extract-file.ts";
import { listSamples } from "../../../src/dev/sample-files.ts";
import { HEADS, pageOf, ROWS, readPage, rowsOf } from "../../builders/requests-page.ts";

const TITLE = pageOf("")
  .replace(/<title>.*?<\/title>/u, "")
  .replace(/<[^>]+>/gu, "\n");
const labels = ROWS.map(({ label }) => label.text);
const doubtsOf = async (text: string) =>
  rowsOf(await readPage("a.txt", TITLE + text)).map((cells) =>
    cells.map(({ doubts }) => (doubts.includes("cut-off") ? "?" : "")),
  );

test("cells with a separator behind them are whole, and the last of the text is not", async () => {
  const line = (cells: readonly string[]) => cells.map((cell) => `${cell} | `).join("");
  const lines = labels.slice(0, 8).map((label) => line([label, "0", "0", "0", "0", "0", "0", "0"]));
  const heads = line(["项目", ...HEADS]);
  const cut = line([labels[8] ?? "", "4", "0", "0"]);
  const whole = ["", "", "", "", "", "", ""];
  const doubts = await doubtsOf([heads, ...lines, `${cut}1`].join("\n"));
  expect(doubts.slice(0, 8)).toEqual(lines.map(() => whole));
  expect(doubts[8]).toEqual(["", "", "", "?", "?", "?", "?"]);
  // Where a row is shorter than its heads say, nobody knows which of its cells are there.
  const short = await doubtsOf(
    [heads, ...lines.slice(1), line([labels[0] ?? "", "0"]), `${cut}1`].join("\n"),
  );
  expect(short[8]).toEqual(whole.map(() => "?"));
});

test("a text that ends in a label was not cut in the row before it", async () => {
  const whole = [...labels.slice(0, 8).map((label) => `${label} 0 0 0 0 0 0 0`), labels[8]].join("\n");
  const cutOff = async (rest: string) => (await doubtsOf([...HEADS, whole + rest].join("\n")))[8]?.join("");
  expect(await cutOff(`\n${(labels[9] ?? "").slice(0, 8)}`)).toBe("");
  expect(await cutOff("")).toBe("???????");
  expect(await cutOff("\n别的文字在此")).toBe("???????");
});

test("a text may end anywhere, also in signs behind its last label", async () => {
  const [sample] = listSamples("documents").filter(({ name }) => name === "2014-txt-lines");
  const text = readFileSync(`${sample?.folder}/${sample?.source}`, "utf8");
  const ends = [...text.matchAll(/\n/gu)].map(({ index }) => index).filter((_, line) => line % 5 === 0);
  for (const end of ends) {
    const report = await extractBytes("a.txt", new TextEncoder().encode(`${text.slice(0, end)}\n（\ufffd`));
    expect(report.status).not.toBe("failed");
  }
});
