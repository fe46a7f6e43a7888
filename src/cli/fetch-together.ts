// `gongkai fetch --workers`: several processes of the same command on one archive, and the joining of what they had.
import { spawn } from "node:child_process";
import { fetchAndTell } from "./fetch-and-tell.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import { jobOf } from "./fetch-job.ts";
import { msg } from "./messages.ts";
import { warn } from "./voice.ts";
import { wholeNumber } from "./whole-number.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Sets `process.exitCode` as the joined run does; 2 where a worker broke. */
export async function fetchTogether(what: readonly string[], flags: FetchFlags): Promise<void> {
  const count = wholeNumber("workers", flags.workers ?? "", 1);
  const { archive } = jobOf(what, flags);
  const ends = await Promise.all(Array.from({ length: count }, (_, index) => worker(`w${index + 1}`)));
  await fetchAndTell([archive], { ...flags, join: true });
  const broken = ends.filter((code) => code !== 0 && code !== 1).length;
  if (broken === 0) return;
  warn(msg`${broken} of ${count} workers broke; the same command goes on`);
  process.exitCode = 2;
}

/** The command as it was called, as one of several. @returns its exit code, null where it was killed */
function worker(name: string): Promise<number | null> {
  const args = withoutWorkers(process.argv.slice(1));
  const child = spawn(process.execPath, [...process.execArgv, ...args, "--worker", name], {
    stdio: "inherit",
  });
  const halt = () => child.kill("SIGTERM");
  for (const signal of SIGNALS) process.on(signal, halt);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      for (const signal of SIGNALS) process.removeListener(signal, halt);
      resolve(code);
    });
  });
}

function withoutWorkers(args: readonly string[]): string[] {
  return args.filter((arg, at) => !/^--workers(?:=|$)/.test(arg) && args[at - 1] !== "--workers");
}
