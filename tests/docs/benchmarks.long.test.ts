// Every command of the page on benchmarks, in a size at which it tells that all works and nothing of what it costs.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasRedis } from "../../src/dev/redis-server.ts";
import { blocksOf, commandLines, root } from "./blocks.ts";

const SAMPLES = ["2021-html-plain", "2014-txt-lines", "2019-docx-tracked", "2021-pdf-libreoffice"];
/** Documents, kills, shards and workers at most. */
const MOST = 4;
const SHARE = 0.002;

const work = mkdtempSync(join(tmpdir(), "gongkai-benchmarks-"));
const commands = blocksOf("docs/benchmarks.md")
  .filter(({ language }) => language === "sh")
  .flatMap(commandLines);

beforeAll(() => {
  for (const name of SAMPLES)
    cpSync(join(root, "samples/documents", name), join(work, "archive", name), { recursive: true });
});
afterAll(() => rmSync(work, { recursive: true }));

/** The same command over less: its numbers are counts, and what has none is told so much of the whole or so many. */
function smaller(command: string): string {
  const [program = "", ...words] = command
    .replace("~", work)
    .replace(/--share \S+/, "")
    .split(/\s+/);
  const asked = words.filter((word) => word !== "");
  if (command.startsWith("npm run bench"))
    return [program, ...asked, ...(asked.includes("--") ? [] : ["--"]), `--share ${SHARE}`].join(" ");
  if (command === "npm run endurance:state") return `${command} -- all 2`;
  const counts = asked.map((word) => (/^\d+$/.test(word) ? `${Math.min(MOST, Number(word))}` : word));
  return [program, ...counts].join(" ").replace(/ nation$/, ` ${join(work, "nation")}`);
}

test("the page has commands of each kind", () => {
  for (const kind of ["bench", "endurance", "endurance:state", "endurance:shards"])
    expect(
      commands.some((command) => command.split(" ")[2] === kind),
      kind,
    ).toBe(true);
});

/** A queue needs a server, and full disks a mount. */
function canRun(command: string): boolean {
  if (command.includes("endurance:shards")) return hasRedis();
  return command !== "npm run endurance:state" || process.getuid?.() === 0;
}

for (const command of commands) test.skipIf(!canRun(command))(command, () => runs(command));

function runs(command: string): void {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", smaller(command)], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(status, `${smaller(command)}\n${stdout}${stderr}`).toBe(0);
  if (command.includes("npm run bench")) {
    const lines = stdout.split("\n").filter((line) => line.startsWith('{"measure"'));
    expect(lines.length, stdout).toBeGreaterThan(0);
  }
  if (command.includes("nation.js")) expect(existsSync(join(work, "nation/run-1/cells.csv"))).toBe(true);
}
