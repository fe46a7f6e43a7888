// What people and programs rely on of any command: where it speaks, when it is silent, how it ends.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanOf } from "../../src/cli/progress-bar.ts";
import { TimeLeft } from "../../src/cli/time-left.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const GONGKAI = join(root, "bin/gongkai.js");
const work = mkdtempSync(join(tmpdir(), "gongkai-cli-"));
afterAll(() => rmSync(work, { recursive: true }));

function gongkai(words: readonly string[], input = "", env: Record<string, string> = {}) {
  const options = { encoding: "utf8", cwd: work, input, env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, [GONGKAI, ...words], options);
}

beforeAll(() => {
  for (const name of ["2021-html-plain", "2019-html-plain"]) {
    mkdirSync(join(work, "in", name), { recursive: true });
    cpSync(join(root, "samples/documents", name, "source.html"), join(work, "in", name, "report.html"));
  }
});

test("a list on stdin, a result as JSON, and a log of every line, in a run that says nothing", () => {
  const list = "in/2019-html-plain/report.html\n./in/2021-html-plain/report.html\n";
  const words = [
    "extract",
    "--input",
    "-",
    "-o",
    "out",
    "-w",
    "0",
    "--quiet",
    "--json",
    "--log",
    "log.jsonl",
  ];
  const { status, stdout, stderr } = gongkai(words, list);
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "written", documents: 2, byStatus: { failed: 0 } });
  const lines = readFileSync(join(work, "log.jsonl"), "utf8").trim().split("\n");
  const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(log.map(({ level, source }) => [level, source])).toContainEqual([
    "detail",
    "in/2019-html-plain/report.html",
  ]);
  // Documents of one name are told apart.
  const reports = readFileSync(join(work, "out/reports.csv"), "utf8").split("\n");
  expect(reports.slice(1, 3).map((line) => line.split(",")[1])).toEqual([
    "in/2019-html-plain/report.html",
    "in/2021-html-plain/report.html",
  ]);
});

test("--verbose tells every document; colours are for terminals, NO_COLOR is heeded and FORCE_COLOR too", () => {
  const words = ["extract", "in/2019-html-plain", "-o", "verbose", "-w", "0", "--verbose"];
  const told = gongkai(words, "", { FORCE_COLOR: "1", NO_COLOR: "" });
  expect(told.stderr).toContain("clean  report.html");
  expect(told.stderr).toContain("\u001b[1m1 documents");
  expect(gongkai(words, "", { FORCE_COLOR: "1", NO_COLOR: "1" }).stderr).not.toContain("\u001b[");
});

test("nothing to read, and an empty list, are mistakes in calling", () => {
  expect(gongkai(["extract", "-o", "none"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--input"),
  });
  const empty = gongkai(["extract", "-i", "-", "-o", "none"], "\n\n");
  expect([empty.status, empty.stderr]).toEqual([2, "gongkai: stdin: lists no file\n"]);
  expect(existsSync(join(work, "none"))).toBe(false);
});

test.each([
  ["{", /^gongkai: bad\.yaml:\d+: /],
  ["name: x\ntitle: 3\n", /^gongkai: bad\.yaml:2: title: /],
  [null, /^gongkai: bad\.yaml: cannot be read: no such file or directory$/],
])("a mistake in %j is told with its file and line", (text, told) => {
  if (text === null) rmSync(join(work, "bad.yaml"));
  else writeFileSync(join(work, "bad.yaml"), text);
  const { status, stderr } = gongkai(["run", "bad.yaml"]);
  expect(stderr.split("\n")[0]).toMatch(told);
  expect(status).toBe(2);
});

test("what the system refuses is told in words, with the file", () => {
  const { status, stderr } = gongkai(["extract", "in", "-o", "x", "--log", "no/such/folder/log"]);
  expect([status, stderr]).toEqual([2, "gongkai: no/such/folder/log: no such file or directory\n"]);
});

test("options stand beside a pipeline; what is typed goes before, and a mistake is told", () => {
  cpSync(join(root, "pipelines"), join(work, "pipelines"), { recursive: true });
  const config = join(work, "pipelines/disclosure/gongkai.yaml");
  const explain = ["extract", "in", "-o", "configured", "-p", "pipelines/disclosure/pipeline.yaml"];
  writeFileSync(config, "extract: { workers: none }\n");
  expect(gongkai(explain).stderr).toBe("gongkai: --workers none: a whole number from 0 on is wanted\n");
  expect(gongkai([...explain, "--workers", "x"]).stderr).toContain("--workers x:");
  writeFileSync(config, "extract: { wokers: 1 }\n");
  const { status, stderr } = gongkai(explain);
  expect([status, stderr]).toEqual([
    2,
    "gongkai: pipelines/disclosure/gongkai.yaml: extract has no option --wokers\n",
  ]);
});

test("a shell completes commands and options", () => {
  const { stdout } = gongkai(["completion", "bash"]);
  const ask = (words: string) =>
    `COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _gongkai; echo "\${COMPREPLY[*]}"`;
  const script = [stdout, ask("gongkai exp"), ask("gongkai extract --wor"), ask("gongkai sample re")].join(
    "\n",
  );
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout.split("\n").slice(0, 3)).toEqual([
    "explain",
    "--workers",
    "review",
  ]);
  for (const shell of ["zsh", "fish"]) expect(gongkai(["completion", shell]).stdout).toContain("complete ");
});

test("a reader that has enough ends the command in silence", async () => {
  const child = spawn(process.execPath, [GONGKAI, "explain", "in/2019-html-plain/report.html"], {
    cwd: work,
  });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on("exit", resolve));
  expect([said, code]).toEqual(["", 0]);
});

test.skipIf(process.platform === "win32")(
  "a signal ends a run with one line that says how to go on",
  async () => {
    const words = [GONGKAI, "extract", join(root, "samples/documents"), "-o", "cut", "--verbose"];
    const child = spawn(process.execPath, words, { cwd: work });
    let said = "";
    child.stderr.on("data", (data) => {
      if (said === "") child.kill("SIGINT");
      said += data;
    });
    const [code, signal] = await new Promise<unknown[]>((resolve) =>
      child.on("exit", (...end) => resolve(end)),
    );
    expect([code, signal]).toEqual([null, "SIGINT"]);
    expect(said).toMatch(/stopped; the same command goes on where it was, in .*cut\n$/);
  },
);

test("time left goes by bytes, from the first document that is read and not known", () => {
  const time = new TimeLeft(0);
  const progress = (done: number, through: number, reused: boolean) => ({
    done,
    through,
    bytes: 1000,
    byStatus: { clean: done, flagged: 0, partial: 0, not_a_report: 0, failed: 0 },
    document: { source: "", status: "clean" as const, reasons: [], reused },
  });
  // Half of it was known within a second; then 100 bytes take ten seconds.
  time.saw(progress(500, 500, true), 1000);
  expect(time.seconds(progress(500, 500, true), 1000)).toBeNull();
  const later = progress(510, 600, false);
  time.saw(later, 11_000);
  expect(time.seconds(later, 11_000)).toBe(40);
  expect([40, 100, 3600 * 2.5].map(spanOf)).toEqual(["40 s", "2 min", "2 h 30 min"]);
});
