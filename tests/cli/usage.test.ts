// Mistakes in how the command is called: one line that says what is wrong, and never the exit code of documents that
// could not be read.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandNames, loadCommands } from "../../src/cli/load.ts";
import { GONGKAI } from "../builders/command.ts";

function gongkai(...words: string[]) {
  return spawnSync(process.execPath, [GONGKAI, ...words], { encoding: "utf8" });
}

test.each([
  [["extrat", "x"], "unknown command 'extrat'"],
  [["extract", "x", "-o", "y", "--wokers", "2"], "unknown option '--wokers'"],
  [["extract"], "required option '-o, --out <folder>' not specified"],
  [["diff", "a"], "missing required argument 'after'"],
  [["diff", "a", "b", "c"], "too many arguments"],
  [["extract", "", "-o", "y"], "an argument of extract is empty"],
  [["extract", "x", "-o", ""], "--out is empty"],
  [["extract", "x", "-o", "y", "--shard", "3/2"], "gongkai: --shard 3/2: a part"],
  [["extract", "no-such-folder", "-o", "never-made"], "no-such-folder"],
])("%j ends with 2", (words, told) => {
  const { status, stderr, stdout } = gongkai(...words);
  expect(stderr).toContain(told);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("help is no mistake", () => {
  const { status, stdout } = gongkai("--help");
  expect(status).toBe(0);
  for (const name of commandNames()) expect(stdout).toContain(`  ${name} `);
});

test("help is in Chinese where that is asked for or the locale is, command, options and all", () => {
  const env = { ...process.env, LC_ALL: "zh_CN.UTF-8" };
  const asked = gongkai("--help", "--lang", "zh").stdout;
  expect(asked).toMatch(/^用法：/);
  expect(spawnSync(process.execPath, [GONGKAI, "--help"], { encoding: "utf8", env }).stdout).toBe(asked);
  const english = gongkai("extract", "--help", "--lang", "en").stdout;
  expect(english).toContain("list of inputs, one a line");
  expect(gongkai("extract", "--help", "--lang", "zh").stdout).toContain("输入清单，每行一个");
});

test("only the commands that are named are loaded", async () => {
  const loaded = await loadCommands(["--log", "x", "diff"]);
  expect(loaded.map((command) => command.name())).toEqual(["diff"]);
});
