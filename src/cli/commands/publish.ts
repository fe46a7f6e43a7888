// `gongkai publish`: a release of the dataset from one or several runs.
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { packageVersion } from "../package-facts.ts";
import { result, say } from "../voice.ts";

interface Flags {
  readonly out: string;
  readonly pipeline: string;
  readonly release: string;
  readonly threads: string;
  readonly memory: string;
  readonly against?: string;
  readonly accepted?: string;
  readonly hosts?: string;
}

const LICENSE = "CC-BY-4.0";

export function command(): Command {
  return new Command("publish")
    .description("make a release for researchers from the datasets of runs: panel, long tables, codebook")
    .argument("<dataset...>", "output folders of runs")
    .requiredOption(
      "-o, --out <folder>",
      "folder of the release; a release there is replaced when all gates hold",
    )
    .option("--release <version>", "version that the release tells", "0")
    .option("--against <folder>", "another release: what changed since, by content, in changes.csv")
    .option("--accepted <file>", "CSV of province_code and year whose number of reports may move")
    .option("--hosts <file>", "CSV with columns host and code_2023: sites you know")
    .option("--threads <n>", "threads; they change no byte", String(availableParallelism()))
    .option("--memory <size>", "memory of the engine; what does not fit goes to disk", "3GB")
    .option("-p, --pipeline <file>", "pipeline file", defaultPipeline())
    .addHelpText(
      "after",
      `
Exit codes: 0 published · 2 a gate failed or a dataset cannot be read; the last release stays`,
    )
    .action(async (runs: string[], flags: Flags) => {
      const { loadPipeline, loadPublishPlan } = await import("../../run/pipeline.ts");
      const { loadLinker } = await import("../../places/load.ts");
      const { publish } = await import("../../publish/publish.ts");
      const pipeline = loadPipeline(resolve(flags.pipeline));
      const plan = loadPublishPlan(resolve(flags.pipeline));
      const summary = await publish({
        runs: runs.map((run) => resolve(run)),
        release: resolve(flags.out),
        forms: pipeline.collection.forms,
        prose: pipeline.collection.prose,
        linker: loadLinker(plan.places, plan.organs, flags.hosts ?? null),
        plan: plan.release,
        places: plan.places,
        facts: {
          name: pipeline.collection.name,
          title: plan.title,
          version: flags.release,
          license: LICENSE,
        },
        program: `gongkai ${packageVersion()}`,
        threads: Number(flags.threads),
        memory: flags.memory,
        against: flags.against === undefined ? null : resolve(flags.against),
        accepted: flags.accepted === undefined ? null : resolve(flags.accepted),
      });
      const { documents, reports, linked, cells, changes } = summary;
      say(`${documents} documents, ${reports} reports, ${linked} of a known organ, ${cells} cells`);
      if (changes !== null) say(`${changes} changes`);
      say(`${flags.out}: open README.md first`);
      result({ documents, reports, linked, cells, changes, out: flags.out });
    });
}
