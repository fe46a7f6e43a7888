// All samples, scans too, by one process and by several: the same dataset, byte for byte.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { SAMPLES } from "../../src/dev/sample-files.ts";
import { GONGKAI } from "../builders/command.ts";

const work = mkdtempSync(join(tmpdir(), "batch-long-"));
afterAll(() => rmSync(work, { recursive: true }));

function extract(workers: string): Record<string, string> {
  const out = join(work, workers);
  spawnSync(process.execPath, [GONGKAI, "extract", SAMPLES, "-o", out, "--workers", workers]);
  const files = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(out, name), "utf8")]));
}

test("all samples give the same bytes for one process and for three", () => {
  const one = extract("1");
  expect(one["reports.csv"]?.split("\r\n").length).toBeGreaterThan(80);
  expect(extract("3")).toEqual(one);
});

test("a run that was stopped for longer than a document may take goes on as if nothing had been", async () => {
  const [out, undisturbed] = [join(work, "stopped"), join(work, "undisturbed")];
  const words = (to: string) => [GONGKAI, "extract", join(SAMPLES, "documents"), "-o", to, "--timeout", "15"];
  const run = spawn(process.execPath, words(out), { detached: true, stdio: "ignore" });
  const ended = once(run, "exit");
  const group = -(run.pid as number);
  // The first documents are read: every reading process has another one, and they are far from the last.
  const records = join(out, ".gongkai", "records");
  // Files that were listed may be gone a moment later: the store writes its own anew.
  const sizeOf = (name: string) => statSync(join(records, name), { throwIfNoEntry: false })?.size ?? 0;
  const kept = () => readdirSync(records).reduce((sum, name) => sum + sizeOf(name), 0);
  while (!existsSync(records) || kept() < 10_000) await pause(20);
  process.kill(group, "SIGSTOP");
  await pause(16_000);
  process.kill(group, "SIGCONT");
  await ended;
  spawnSync(process.execPath, words(undisturbed));
  const reports = (folder: string) => readFileSync(join(folder, "reports.csv"), "utf8");
  expect(reports(out)).not.toContain("timeout");
  expect(reports(out)).toBe(reports(undisturbed));
});
