// `gongkai explain`: what each stage decided about one document, drawn for a person.
import { resolve } from "node:path";
import { Command } from "commander";
import { explain } from "../run/explain.ts";
import { traceDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { documentsBelow, sha256 } from "../store/sources.ts";
import { defaultPipeline } from "./defaults.ts";

export function explainCommand(): Command {
  return new Command("explain")
    .description("show what each stage decided about one document")
    .argument("<file>", "a report in any readable container")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .action(async (file: string, options: { pipeline: string }) => {
      const { collection } = loadPipeline(options.pipeline);
      for await (const { source, bytes, hints, refusal } of documentsBelow([{ path: resolve(file) }])) {
        if (bytes === null) throw new Error(`${source}: ${refusal ?? "refused"}`);
        const trace = await traceDocument({ source, bytes, sha256: sha256(bytes), hints }, collection);
        process.stdout.write(`${explain(source, trace)}\n`);
      }
    });
}
