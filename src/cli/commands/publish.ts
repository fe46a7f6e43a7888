// `gongkai publish`: a release of the dataset from one or several runs.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { PUBLISH_DEFAULTS, type PublishFlags } from "../publish-defaults.ts";

interface Flags extends PublishFlags {
  readonly out: string;
  readonly pipeline: string;
}

export function command(): Command {
  return new Command("publish")
    .description("make a release for researchers from the datasets of runs: panel, long tables, codebook")
    .argument("<dataset...>", "output folders of runs")
    .requiredOption(
      "-o, --out <folder>",
      "folder of the release; a release there is replaced when all gates hold",
    )
    .option("--release <version>", "version that the release tells", PUBLISH_DEFAULTS.release)
    .option("--against <folder>", "another release: what changed since, by content, in changes.csv")
    .option("--accepted <file>", "CSV of province_code and year whose number of reports may move")
    .option(
      "--test-input <name>",
      "input of the runs whose documents are test material or made up: marked, and in no panel; may be given several times",
      (name: string, names: readonly string[]) => [...names, name],
      PUBLISH_DEFAULTS.testInput,
    )
    .option("--hosts <file>", "CSV with columns host and code_2023: sites you know")
    .option("--threads <n>", "threads; they change no byte", PUBLISH_DEFAULTS.threads)
    .option(
      "--memory <size>",
      "memory of the engine; what does not fit goes to disk",
      PUBLISH_DEFAULTS.memory,
    )
    .option("-p, --pipeline <file>", "pipeline file", defaultPipeline())
    .addHelpText(
      "after",
      `
Exit codes: 0 published · 2 a gate failed or a dataset cannot be read; the last release stays`,
    )
    .action(async (runs: string[], flags: Flags) => {
      const { publishAndTell } = await import("../publish-and-tell.ts");
      await publishAndTell(resolve(flags.pipeline), runs, flags.out, flags);
    });
}
