// `gongkai review`: a page on this machine on which people decide what is in doubt.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { msg } from "../messages.ts";
import { print, result, say } from "../voice.ts";

interface ReviewFlags {
  readonly sources: string[];
  readonly pipeline: string;
  readonly port: string;
  readonly as?: string;
  readonly samples: string;
}

export function command(): Command {
  return new Command("review")
    .description("open a page to decide what is in doubt, the source beside the reading")
    .argument("<dataset>", "folder that extract or run wrote")
    .option("-s, --sources <path...>", "where the documents lie now (default: where the run read them)", [])
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .option("--as <name>", "name that decisions are signed with (default: the account's)")
    .option("--samples <folder>", "where documents are kept as samples", "samples")
    .option("--port <n>", "port to listen on; 0 takes any that is free", "0")
    .addHelpText(
      "after",
      `
Decisions are added to review/decisions.jsonl in the dataset's folder. The next run with the same output applies them,
and tells those whose reading has changed. The page answers on this machine only, at the address that is told.`,
    )
    .action(async (dataset: string, flags: ReviewFlags) => {
      const port = Number(flags.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535)
        throw new UsageError(msg`--port ${flags.port}: a number from 0 to 65535 is wanted`);
      const { serveReview } = await import("../../review/serve.ts");
      const onProgress = (documents: number) =>
        process.stderr.write(`\r${msg`the dataset is seen for the first time: ${documents} documents`}`);
      const { sources, pipeline, as: by, samples } = flags;
      const options = {
        dataset: resolve(dataset),
        sources,
        pipeline,
        samples,
        onProgress,
        ...(by ? { by } : {}),
      };
      const { address } = await serveReview(options, port);
      print(address);
      result({ address });
      say(msg`Open this address in a browser. Ctrl+C ends; every decision is on the disk already.`);
    });
}
