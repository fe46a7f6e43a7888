// `gongkai merge`: the shards of a run into the dataset that one machine would have written.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { EXIT_CODES } from "../run-flags.ts";

export function command(): Command {
  return new Command("merge")
    .description("put the shards of a run together into a dataset")
    .argument("<shard...>", "output folders of `gongkai extract … --shard`, all of one run, in any order")
    .requiredOption(
      "-o, --out <folder>",
      "folder for the dataset; files of an earlier run there are replaced",
    )
    .option("-p, --pipeline <file>", "pipeline file that the shards were read with", defaultPipeline())
    .addHelpText(
      "after",
      `
The dataset is that of one run over all documents, byte for byte. Shards of other documents, of another version or
other forms, damaged ones and missing ones are refused.

${EXIT_CODES}
A shard by itself ends with 0 when it is written, also when documents in it could not be read.

Examples:
  gongkai extract ~/archive -o shards/1 --shard 1/2
  gongkai extract ~/archive -o shards/2 --shard 2/2
  gongkai merge shards/* -o dataset`,
    )
    .action(async (shards: string[], options: { out: string; pipeline: string }) => {
      const { mergeAndTell } = await import("../shard-and-tell.ts");
      const folders = shards.map((folder) => resolve(folder));
      await mergeAndTell(options.pipeline, folders, resolve(options.out));
    });
}
