// What a whole run costs: one page from a cold command, two reading processes beside one, time and memory beside the number of
// documents.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cost, type Measure, median, rounded, type Share, shareOf } from "./bench-time.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
const STARTS = 9;
const DOCUMENTS = 600;
const RUNS = 3;

export async function benchRun(files: readonly string[], share: Share): Promise<Measure[]> {
  const documents = shareOf(DOCUMENTS, share);
  return within((folder) => {
    const page = files.find((file) => file.endsWith(".html")) ?? (files[0] as string);
    const cold = Array.from({ length: shareOf(STARTS, share) }, (_, index) =>
      command(["extract", page, "-o", join(folder, `page-${index}`)]),
    );
    const inputs = fill(folder, files, documents);
    const run = (workers: number, pass: number) =>
      command(["extract", inputs, "-o", join(folder, `out-${workers}-${pass}`), "--workers", `${workers}`]);
    const passes = Array.from({ length: shareOf(RUNS, share) }, (_, pass) => ({
      one: run(1, pass),
      two: run(2, pass),
    }));
    const each = (value: number) => rounded(value / documents);
    return [
      {
        measure: "one page from a cold command",
        ours_cpu_ms: rounded(median(cold.map(({ cpu }) => cpu)), 0),
        ours_wall_ms: rounded(median(cold.map(({ wall }) => wall)), 0),
      },
      {
        measure: "a run with two reading processes",
        documents,
        against: "one reading process",
        bare_cpu_ms: each(median(passes.map(({ one }) => one.cpu))),
        ours_cpu_ms: each(median(passes.map(({ two }) => two.cpu))),
        bare_wall_ms: each(median(passes.map(({ one }) => one.wall))),
        ours_wall_ms: each(median(passes.map(({ two }) => two.wall))),
        speed_up: rounded(median(passes.map(({ one, two }) => one.wall / two.wall))),
      },
    ];
  });
}

/** Documents of a few and of many. */
const FEW = 300;
const MANY = 3_000;
/** What all bodies that must report publish in a year, about; without scans, which cost seconds a page. */
const NATIONAL_YEAR = 150_000;
const MS_PER_HOUR = 3_600_000;

export async function benchMemory(files: readonly string[], share: Share): Promise<Measure[]> {
  const [fewer, more] = [shareOf(FEW, share), shareOf(MANY, share)];
  return within((folder) => {
    const run = (documents: number) => {
      const inputs = fill(join(folder, `in-${documents}`), files, documents);
      const spent = command(["extract", inputs, "-o", join(folder, `out-${documents}`), "--workers", "2"]);
      return { ...spent, cpu: spent.cpu / documents, wall: spent.wall / documents };
    };
    const [few, many] = [run(fewer), run(more)];
    return [
      {
        measure: `a run of ${more} documents`,
        against: `${fewer} documents`,
        bare_cpu_ms: rounded(few.cpu),
        ours_cpu_ms: rounded(many.cpu),
        bare_wall_ms: rounded(few.wall),
        ours_wall_ms: rounded(many.wall),
        bare_mb: rounded(few.megabytes, 0),
        ours_mb: rounded(many.megabytes, 0),
        memory_ratio: rounded(many.megabytes / few.megabytes),
      },
      {
        measure: `a national year, ${NATIONAL_YEAR} documents like these: extrapolated from ${more}`,
        cpu_hours: rounded((NATIONAL_YEAR * many.cpu) / MS_PER_HOUR),
        // As if nothing else ran on them.
        minutes_on_two_processors: rounded((NATIONAL_YEAR * many.cpu * 60) / MS_PER_HOUR / 2, 0),
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

interface Spent extends Cost {
  /** The most that all its processes held together, as it tells. */
  readonly megabytes: number;
}

/** Runs the command in a process of its own; processor time is that of all its processes. */
function command(args: readonly string[]): Spent {
  const before = childrenCpu();
  const start = performance.now();
  const { stderr, error } = spawnSync(process.execPath, [GONGKAI, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return {
    wall: performance.now() - start,
    cpu: childrenCpu() - before,
    megabytes: Number(/(\d+) MB of memory/.exec(stderr)?.[1] ?? Number.NaN),
  };
}

const TICKS_PER_SECOND = 100;

/** Milliseconds of all children that have ended, with theirs. Only Linux tells. */
function childrenCpu(): number {
  if (process.platform !== "linux") return Number.NaN;
  const stat = readFileSync("/proc/self/stat", "utf8");
  const [, , , , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(user) + Number(system)) * 1000) / TICKS_PER_SECOND;
}
