// `gongkai explain`: what each stage decided about one document, drawn for a person.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { print, result, wantsJson } from "../voice.ts";

export function command(): Command {
  return new Command("explain")
    .description("show what each stage decided about one document")
    .argument("<file>", "a report in any readable container")
    .argument("[what]", "only these: TABLE, TABLE/ROW or TABLE/ROW/COLUMN, or prose/KEY, by their keys")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText("after", "\nWith --json: the whole record of each document in the file, a line each.")
    .action(async (file: string, what: string | undefined, options: { pipeline: string }) => {
      if (wantsJson()) {
        const { extractBelow } = await import("../../run/library.ts");
        const { loadPipeline } = await import("../../run/pipeline.ts");
        for await (const report of extractBelow([resolve(file)], loadPipeline(options.pipeline)))
          result(report);
        return;
      }
      const { explainFile } = await import("../../run/explain.ts");
      for await (const text of explainFile(resolve(file), options.pipeline, what)) print(text);
    });
}
