// Runs are compared by content: where a document lies decides only what is compared when its bytes changed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { diffRuns } from "../../../src/run/diff.ts";

const work = mkdtempSync(join(tmpdir(), "gongkai-diff-"));
afterAll(() => rmSync(work, { recursive: true }));

type Line = readonly [source: string, bytes: string, status?: string];

function run(name: string, lines: readonly Line[]): string {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  const records = lines.map(([source, sha256, status = "clean"]) =>
    JSON.stringify({ source, sha256, status, identity: {}, tables: [], prose: [] }),
  );
  writeFileSync(join(folder, "reports.jsonl"), records.map((line) => `${line}\n`).join(""));
  return folder;
}

async function told(before: readonly Line[], after: readonly Line[]): Promise<string[]> {
  const changes: string[] = [];
  for await (const { kind, source, before: old, after: now } of diffRuns(run("a", before), run("b", after)))
    changes.push([kind, source, old, now].join(" ").trim());
  return changes;
}

test("a document that moved is neither new nor gone, also where others took its place", async () => {
  expect(
    await told(
      [
        ["a/1.html", "x"],
        ["a/2.html", "y"],
      ],
      [
        ["b/1.html", "x"],
        ["b/2.html", "y"],
      ],
    ),
  ).toEqual([]);
  const before: Line[] = [
    ["1.html", "x"],
    ["2.html", "y"],
  ];
  expect(
    await told(before, [
      ["1.html", "y"],
      ["2.html", "x"],
    ]),
  ).toEqual([]);
});

test("a copy elsewhere does not take the place of the one that stayed", async () => {
  const before: Line[] = [
    ["1.html", "x", "clean"],
    ["2.html", "x", "partial"],
  ];
  expect(await told(before, [["0.html", "x"], ...before])).toEqual(["document-new 0.html  clean"]);
  expect(await told(before, [["2.html", "x", "partial"]])).toEqual(["document-gone 1.html clean"]);
});

test("other bytes at the same address are the same document changed; a moved one that reads otherwise says so", async () => {
  expect(
    await told(
      [
        ["1.html", "x"],
        ["2.html", "y"],
      ],
      [
        ["1.html", "z", "flagged"],
        ["3.html", "y", "failed"],
      ],
    ),
  ).toEqual(["status-changed 3.html clean failed", "status-changed 1.html clean flagged"]);
});
