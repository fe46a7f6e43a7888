// `gongkai fetch`: addresses of reports, or of pages that list them, into an archive that lasts.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { parse } from "yaml";
import { z } from "zod";
import { Archive, type Entry } from "../fetch/archive.ts";
import { Client } from "../fetch/client.ts";
import { Crawl } from "../fetch/crawl.ts";
import { defaultPipeline } from "./defaults.ts";

const rulesSchema = z.strictObject({
  report: z.string(),
  look_alike: z.string(),
  file: z.string(),
  next: z.string(),
});

interface Flags {
  readonly out: string;
  readonly rules: string;
  readonly contact?: string;
  readonly delay: string;
  readonly concurrency: string;
  readonly retries: string;
  readonly depth: string;
  readonly resume?: boolean;
  readonly allowHost: string[];
  readonly ignoreRobots?: boolean;
}

export function fetchCommand(): Command {
  return new Command("fetch")
    .description("fetch reports and the files they link to into a WARC archive")
    .argument("<list>", "a file of addresses, one a line; # begins a remark")
    .requiredOption("-o, --out <folder>", "the archive: crawl.warc.gz, to be read by `gongkai extract`")
    .option("--resume", "leave what is done alone; without it, what is done is asked for changes")
    .option("--depth <n>", "links to follow from the addresses given", "2")
    .option("--delay <ms>", "between two requests to one host", "1000")
    .option("--concurrency <n>", "hosts at a time", "8")
    .option("--retries <n>", "tries after the first one", "3")
    .option("--contact <text>", "address or mail told to servers in the user agent")
    .option("--ignore-robots", "fetch although robots.txt forbids it")
    .option(
      "--allow-host <host>",
      "a host or address that is not public and may be fetched all the same",
      collect,
      [],
    )
    .option("--rules <file>", "patterns of links", join(dirname(defaultPipeline()), "fetch.yaml"))
    .addHelpText(
      "after",
      "\nExit codes: 0 all well · 1 some addresses failed · 2 the run is broken, or nothing at all was fetched",
    )
    .action(async (list: string, flags: Flags) => {
      const addresses = readFileSync(list, "utf8")
        .split(/\r?\n/)
        .map((line) => line.replace(/#.*$/, "").trim())
        .filter((line) => line !== "");
      const agent = `gongkai${flags.contact ? ` (+${flags.contact})` : ""}`;
      const client = new Client(agent, new Set(flags.allowHost));
      const archive = new Archive(resolve(flags.out));
      const counts = new Map<string, number>();
      const count = ({ outcome, reason }: Entry) => {
        const key = reason === undefined ? outcome : `${outcome} (${reason})`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        if (process.stderr.isTTY)
          process.stderr.write(`\r${[...counts].map(([name, n]) => `${n} ${name}`).join(", ")} `);
      };
      const crawl = new Crawl(
        client,
        archive,
        {
          agent,
          delay: whole("delay", flags.delay),
          concurrency: Math.max(1, whole("concurrency", flags.concurrency)),
          retries: whole("retries", flags.retries),
          depth: whole("depth", flags.depth),
          patience: 5,
          ignoreRobots: flags.ignoreRobots === true,
          rules: readRules(flags.rules),
        },
        count,
      );
      await crawl.run(addresses, flags.resume === true);
      await client.close();
      archive.close();
      const kept = [...archive.entries.values()].filter(
        ({ outcome }) => outcome !== "failed" && outcome !== "skipped",
      ).length;
      const failed = [...archive.entries.values()].filter(({ outcome }) => outcome === "failed").length;
      process.stderr.write(
        `\n${[...counts].map(([name, n]) => `${n} ${name}`).join(", ") || "nothing to do"}\n`,
      );
      process.stderr.write(
        `The archive is in ${resolve(flags.out)}: gongkai extract ${flags.out} -o dataset\n`,
      );
      process.exitCode = kept === 0 ? 2 : failed > 0 ? 1 : 0;
    });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text}: a whole number is wanted`);
  return value;
}

function readRules(file: string) {
  const rules = rulesSchema.safeParse(parse(readFileSync(file, "utf8")));
  if (!rules.success) throw new Error(`${file}: ${z.prettifyError(rules.error)}`);
  const { report, look_alike: lookAlike, file: files, next } = rules.data;
  return {
    report: new RegExp(report, "u"),
    lookAlike: new RegExp(lookAlike, "u"),
    file: new RegExp(files, "iu"),
    next: new RegExp(next, "u"),
  };
}
