// What a whole run costs: starting the command, two threads beside one, and memory beside the number of documents.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Measure, median, rounded } from "./bench-time.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
const STARTS = 9;
const DOCUMENTS = 600;

export async function benchRun(files: readonly string[]): Promise<Measure[]> {
  return within((folder) => {
    const inputs = fill(folder, files, DOCUMENTS);
    const starts = Array.from({ length: STARTS }, () => command(["--version"]).seconds);
    const run = (workers: number, pass: number) =>
      command(["extract", inputs, "-o", join(folder, `out-${workers}-${pass}`), "--workers", `${workers}`])
        .seconds;
    const passes = [0, 1, 2].map((pass) => ({ one: run(1, pass), two: run(2, pass) }));
    const one = median(passes.map((pass) => pass.one));
    return [
      { measure: "start of the command", ours_ms: rounded(1000 * median(starts), 0) },
      {
        measure: "two threads",
        documents: DOCUMENTS,
        against: "one thread",
        documents_per_second: rounded(DOCUMENTS / median(passes.map((pass) => pass.two)), 0),
        bare_ms: rounded((1000 * one) / DOCUMENTS),
        speed_up: rounded(median(passes.map((pass) => pass.one / pass.two))),
      },
    ];
  });
}

export async function benchMemory(files: readonly string[]): Promise<Measure[]> {
  return within((folder) => {
    const peaks = [2_000, 20_000].map((documents) => {
      const inputs = fill(join(folder, `in-${documents}`), files, documents);
      return command(["extract", inputs, "-o", join(folder, `out-${documents}`)]).megabytes;
    });
    const [few = 0, many = 0] = peaks;
    return [
      {
        measure: "peak memory, 20,000 documents",
        against: "2,000 documents",
        bare_mb: rounded(few, 0),
        ours_mb: rounded(many, 0),
        ratio: rounded(many / few),
      },
    ];
  });
}

async function within(bench: (folder: string) => Measure[]): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  try {
    return bench(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** So many documents, the files over and over under names of their own. */
function fill(folder: string, files: readonly string[], count: number): string {
  const inputs = join(folder, "inputs");
  mkdirSync(inputs, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const file = files[index % files.length] as string;
    copyFileSync(file, join(inputs, `${String(index).padStart(6, "0")}${extname(file)}`));
  }
  return inputs;
}

/** Runs the command in a process of its own; memory is the most that it ever held, its threads included. */
function command(args: readonly string[]): { seconds: number; megabytes: number } {
  const start = performance.now();
  const tell =
    "process.on('exit', () => process.stdout.write('peak ' + process.resourceUsage().maxRSS + '\\n'))";
  const { stdout, error } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(tell)}`, GONGKAI, ...args],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (error) throw error;
  const peak = Number(/peak (\d+)\n$/.exec(stdout)?.[1] ?? Number.NaN);
  return { seconds: (performance.now() - start) / 1000, megabytes: peak / 1024 };
}
