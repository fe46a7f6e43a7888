// `npm run endurance [-- DOCUMENTS [KILLS]]`: a run over generated documents is killed again and again, and run with 1, 2
// and 8 threads; every dataset must be the undisturbed one byte for byte.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf, generate, seeded } from "./endurance-documents.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
const [documents = 300, kills = 10] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "endurance-"));
const random = seeded(7);
try {
  const inputs = join(folder, "inputs");
  generate(inputs, documents, random);
  const plain = dataset("plain", ["--workers", "2"]);
  for (const workers of ["1", "8"])
    compare(`${workers} threads`, dataset(`workers-${workers}`, ["--workers", workers]));
  const done = await killed(inputs, join(folder, "killed"));
  compare(`${done} kills`, digestOf(join(folder, "killed")));
  process.stdout.write(`${documents} documents, 1, 2 and 8 threads, ${done} kills: the same bytes\n`);

  function compare(what: string, found: string): void {
    if (found !== plain) throw new Error(`${what}: other bytes than the undisturbed run`);
  }

  function dataset(name: string, flags: readonly string[]): string {
    const out = join(folder, name);
    spawnSync(process.execPath, [GONGKAI, "extract", inputs, "-o", out, ...flags], { maxBuffer: 1 << 28 });
    return digestOf(out);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Kills the run at moments drawn at random until it has been killed as often as asked, or is done before. */
async function killed(inputs: string, out: string): Promise<number> {
  let done = 0;
  for (;;) {
    const child: ChildProcess = spawn(process.execPath, [GONGKAI, "extract", inputs, "-o", out], {
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const timer =
      done < kills
        ? setTimeout(() => child.kill("SIGKILL"), 200 + random() * (documents > 1000 ? 3500 : 1200))
        : null;
    await ended;
    if (timer) clearTimeout(timer);
    if (child.signalCode === null) return done;
    done += 1;
  }
}
