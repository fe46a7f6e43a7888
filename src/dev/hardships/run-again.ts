// An archive of very many small documents is read, and read again when nothing has changed: the second run must cost little,
// and so must one whose dataset has gone and whose records are there.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Archive } from "../../fetch/archive.ts";
import { SAMPLES } from "../sample-files.ts";

const GONGKAI = fileURLToPath(new URL("../../../bin/gongkai.js", import.meta.url));
const PAGE = join(SAMPLES, "documents/2021-html-plain/source.html");
const ISSUER = "教育局";
const MOST_SHARE = 0.1;
/** Of fewer documents what a command takes to start is more than a tenth of all. */
const LEAST_JUDGED = 2_000;

/** @throws Error when the second run over many documents costs more than a tenth of the first */
export async function runAgain(work: string, count: number): Promise<string> {
  const archive = join(work, "archive");
  const out = join(work, "out");
  await makeArchive(archive, count);
  const first = timed(archive, out);
  const again = timed(archive, out);
  rmSync(join(out, "cells.csv"));
  const replayed = timed(archive, out);
  const told = [first, again, replayed].map((seconds) => `${seconds.toFixed(1)} s`);
  const sentence = `${count} documents: first ${told[0]}, again ${told[1]}, from their records ${told[2]}`;
  if (count >= LEAST_JUDGED && again > MOST_SHARE * first) throw new Error(sentence);
  return sentence;
}

/** As a crawl leaves it: one WARC, every page another office's. */
async function makeArchive(folder: string, count: number): Promise<void> {
  mkdirSync(folder);
  const page = readFileSync(PAGE, "utf8");
  const archive = await Archive.open(folder);
  for (let index = 0; index < count; index += 1) {
    const url = `http://${index % 200}.gov.cn/${index}.html`;
    const body = Buffer.from(page.replaceAll(ISSUER, `第${index}中学`));
    const headers: [string, string][] = [["Content-Type", "text/html; charset=utf-8"]];
    await archive.keep(
      { url },
      { url, status: 200, headers, body, requestHeaders: {} },
      new Date(2024, 2, 1),
    );
  }
  await archive.close();
}

function timed(inputs: string, out: string): number {
  const started = Date.now();
  const { status, stderr } = spawnSync(process.execPath, [GONGKAI, "extract", inputs, "-o", out, "--quiet"], {
    encoding: "utf8",
  });
  if (status !== 0 && status !== 1) throw new Error(`ended with ${status}: ${stderr}`);
  return (Date.now() - started) / 1000;
}
