// `gongkai explain`: what each stage decided about one document, drawn for a person.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { print } from "../voice.ts";

export function command(): Command {
  return new Command("explain")
    .description("show what each stage decided about one document")
    .argument("<file>", "a report in any readable container")
    .argument("[what]", "only these: TABLE, TABLE/ROW or TABLE/ROW/COLUMN, or prose/KEY, by their keys")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .action(async (file: string, what: string | undefined, options: { pipeline: string }) => {
      const { explainFile } = await import("../../run/explain.ts");
      for await (const text of explainFile(resolve(file), options.pipeline, what)) print(text);
    });
}
