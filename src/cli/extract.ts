// `gongkai extract`: any files and folders into a dataset.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "./defaults.ts";
import { addRunFlags, EXIT_CODES, type RunFlags } from "./run-flags.ts";

interface ExtractFlags extends RunFlags {
  readonly out: string;
  readonly pipeline: string;
  readonly shard?: string;
}

export function extractCommand(): Command {
  const command = new Command("extract")
    .description("read reports from files, folders and archives and write a dataset")
    .argument(
      "<input...>",
      "files, folders and archives (zip, tar, gzip, WARC); all is read with everything below it",
    )
    .requiredOption(
      "-o, --out <folder>",
      "folder for the dataset; files of an earlier run there are replaced",
    )
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .option("--shard <k/n>", "read only part k of n, by a hash of each source; see `gongkai merge`")
    .addHelpText(
      "after",
      `
Writes cells.csv, reports.csv, checks.csv, other_tables.csv, reports.jsonl, codebook.csv and run.json.
Every document has a line in reports.csv, also one that cannot be read.

Killed and started again with the same command, it goes on; what is unchanged is not read again.

${EXIT_CODES}

Examples:
  gongkai extract ~/archive -o dataset
  gongkai extract report.docx page.html -o dataset`,
    )
    .action(async (inputs: string[], options: ExtractFlags) => {
      const from = inputs.map((path) => ({ path: resolve(path) }));
      const out = resolve(options.out);
      if (options.shard === undefined) {
        const { runAndTell } = await import("./run-and-tell.ts");
        await runAndTell(options.pipeline, options, from, out);
      } else {
        const { shardAndTell } = await import("./shard-and-tell.ts");
        await shardAndTell(options.pipeline, { ...options, shard: options.shard }, from, out);
      }
    });
  return addRunFlags(command);
}
