// `gongkai accuracy`: how right the extractor is on a folder whose figures people typed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { msg } from "../messages.ts";
import { fail, print, result, say } from "../voice.ts";

interface Flags {
  readonly floor?: string;
  readonly write?: boolean;
  readonly pipeline: string;
}

export function command(): Command {
  return new Command("accuracy")
    .description("compare what is read with figures that people typed, by container and edition")
    .argument(
      "<folder>",
      "samples (folders with source.* and truth.csv), or truth.csv with documents in docs/",
    )
    .option("--floor <file>", "JSON of what was reached before; falling below it is exit code 1")
    .option("--write", "set the floor to what is reached now")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText(
      "after",
      `
truth.csv: table, row, column, value as printed (empty for a blank); source as well where one file tells of many documents.
«silent» counts figures that are wrong, missing or invented without a doubt that says so: it must be 0.

Exit codes: 0 nothing silently wrong and no floor lost · 1 otherwise · 2 there is no truth in the folder`,
    )
    .action(async (folder: string, flags: Flags) => {
      const { loadPipeline } = await import("../../run/pipeline.ts");
      const { measure, typedIn } = await import("../../truth/measure.ts");
      const { drawTallies, floorOf, lost } = await import("../../truth/floor.ts");
      const { groups, misses } = await measure(typedIn(folder), loadPipeline(flags.pipeline));
      print(drawTallies(groups));
      for (const { document, key, printed, read, doubts } of misses)
        print(`${document}: ${key} printed ${printed}, read ${read} ${doubts}`);
      result({ groups: Object.fromEntries(groups), misses });
      if (flags.floor !== undefined && (flags.write || !existsSync(flags.floor))) {
        writeFileSync(flags.floor, `${JSON.stringify(floorOf(groups), null, 2)}\n`);
        say(msg`${flags.floor}: set to what was reached`);
      }
      const floor = flags.floor === undefined ? undefined : JSON.parse(readFileSync(flags.floor, "utf8"));
      const sentences = lost(folder, floor, groups);
      for (const sentence of sentences) fail(msg`LOST ${sentence}`);
      process.exitCode = sentences.length > 0 ? 1 : 0;
    });
}
