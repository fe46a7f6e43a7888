// `gongkai extract`: any files and folders into a dataset.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { addRunFlags, EXIT_CODES, type RunFlags } from "../run-flags.ts";

interface Flags extends RunFlags {
  readonly out: string;
  readonly pipeline: string;
  readonly input?: string;
  readonly shard?: string;
}

export function command(): Command {
  const command = new Command("extract")
    .description("read reports from files, folders and archives and write a dataset")
    .argument(
      "[input...]",
      "files, folders and archives (zip, tar, gzip, WARC); all is read with everything below it",
    )
    .requiredOption(
      "-o, --out <folder>",
      "folder for the dataset; files of an earlier run there are replaced",
    )
    .option("-i, --input <file>", "list of inputs, one a line; - for stdin")
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
  gongkai extract report.docx page.html -o dataset
  find archive -name '*.docx' | gongkai extract --input - -o dataset`,
    )
    .action(async (named: string[], flags: Flags) => {
      const { inputsOf } = await import("../input-list.ts");
      const [from, out] = [inputsOf(named, flags.input), resolve(flags.out)];
      if (flags.shard === undefined) {
        const { runAndTell } = await import("../run-and-tell.ts");
        await runAndTell(flags.pipeline, flags, from, out);
      } else {
        const { shardAndTell } = await import("../shard-and-tell.ts");
        await shardAndTell(flags.pipeline, { ...flags, shard: flags.shard }, from, out);
      }
    });
  return addRunFlags(command);
}
