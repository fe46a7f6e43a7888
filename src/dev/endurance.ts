// `npm run endurance [-- DOCUMENTS [KILLS]]`: a run over generated documents is killed again and again, and run with 1, 2
// and 8 threads; every dataset must be the undisturbed one byte for byte. Documents are the samples with their figures
// drawn anew, in all containers, two in a hundred broken on purpose.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listSamples } from "./sample-files.ts";

const GONGKAI = fileURLToPath(new URL("../../bin/gongkai.js", import.meta.url));
const FILES = ["cells.csv", "reports.csv", "checks.csv", "other_tables.csv", "reports.jsonl", "run.json"];
const BROKEN_IN = 50;
const TEXTUAL = /\.(?:html?|txt|md|mhtml|rtf)$/;

const [documents = 300, kills = 10] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "endurance-"));
const random = seeded(7);
try {
  const inputs = join(folder, "inputs");
  generate(inputs);
  const plain = dataset("plain", ["--workers", "2"]);
  for (const workers of ["1", "8"])
    compare(`${workers} threads`, dataset(`workers-${workers}`, ["--workers", workers]));
  const done = await killed(inputs, join(folder, "killed"));
  compare(`${done} kills`, digest(join(folder, "killed")));
  process.stdout.write(`${documents} documents, 1, 2 and 8 threads, ${done} kills: the same bytes\n`);

  function compare(what: string, found: string): void {
    if (found !== plain) throw new Error(`${what}: other bytes than the undisturbed run`);
  }

  function dataset(name: string, flags: readonly string[]): string {
    const out = join(folder, name);
    spawnSync(process.execPath, [GONGKAI, "extract", inputs, "-o", out, ...flags], { maxBuffer: 1 << 28 });
    return digest(out);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function generate(inputs: string): void {
  mkdirSync(inputs);
  const samples = listSamples("documents").map(({ folder: at, source }) => ({
    name: source,
    bytes: readFileSync(join(at, source)),
  }));
  for (let index = 0; index < documents; index += 1) {
    const sample = samples[index % samples.length] as (typeof samples)[number];
    const broken = index % BROKEN_IN === BROKEN_IN - 1;
    const bytes = broken ? spoiled(sample.bytes) : redrawn(sample.bytes, sample.name);
    const name = `${String(index).padStart(6, "0")}${extname(sample.name)}`;
    writeFileSync(join(inputs, name), bytes);
  }
}

/** Other figures in what is written as text; other containers stay as they are, under another name. */
function redrawn(bytes: Buffer, name: string): Buffer {
  if (!TEXTUAL.test(name)) return bytes;
  const text = bytes.toString("latin1");
  return Buffer.from(
    text.replace(/(?<=[>\s|\t])[1-9](?=[<\s|])/g, () => String(1 + Math.floor(random() * 9))),
    "latin1",
  );
}

/** Cut off, or with bytes changed anywhere. */
function spoiled(bytes: Buffer): Buffer {
  if (random() < 0.5) return bytes.subarray(0, Math.floor(bytes.length * random()));
  const copy = Buffer.from(bytes);
  for (let count = 0; count < 40; count += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
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

function digest(out: string): string {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(file).update(readFileSync(join(out, file)));
  return hash.digest("hex");
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
