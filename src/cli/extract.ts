// `gongkai extract`: any files and folders into a dataset.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "./defaults.ts";
import { runAndTell } from "./run-and-tell.ts";

export function extractCommand(): Command {
  return new Command("extract")
    .description("read reports from files, folders and archives and write a dataset")
    .argument("<input...>", "files or folders; a folder is read with everything below it")
    .requiredOption(
      "-o, --out <folder>",
      "folder for the dataset; files of an earlier run there are replaced",
    )
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText(
      "after",
      `
Writes cells.csv, reports.csv, checks.csv, other_tables.csv, reports.jsonl, codebook.csv and run.json.
Every document has a line in reports.csv, also one that cannot be read.

Exit codes: 0 all well · 1 some documents could not be read · 2 the run itself is broken

Examples:
  gongkai extract ~/archive -o dataset
  gongkai extract report.docx page.html -o dataset`,
    )
    .action(async (inputs: string[], options: { out: string; pipeline: string }) => {
      await runAndTell(
        options.pipeline,
        inputs.map((path) => ({ path: resolve(path) })),
        resolve(options.out),
      );
    });
}
