// `gongkai submit`: a run in shards that workers take from a queue, and its dataset.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { REDIS, redisAddress } from "../redis-address.ts";
import { addReadingFlags, EXIT_CODES, type RunFlags } from "../run-flags.ts";

interface Flags extends RunFlags {
  readonly out: string;
  readonly pipeline: string;
  readonly input?: string;
  readonly shards: string;
  readonly redis?: string;
  readonly detach?: boolean;
}

export function command(): Command {
  const command = new Command("submit")
    .description("part a run into shards for `gongkai work` on any number of machines, and write its dataset")
    .argument("[input...]", "files, folders and archives that all workers see under the same paths")
    .requiredOption("-o, --out <folder>", "folder for the dataset, which all workers see under the same path")
    .option("-i, --input <file>", "list of inputs, one a line; - for stdin")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .option("--shards <n>", "parts of the run; some hundreds of documents each are a good size", "40")
    .option("--redis <address>", REDIS)
    .option(
      "--detach",
      "only queue the shards; the same command without it waits for them and writes the dataset",
    )
    .addHelpText(
      "after",
      `
Needs a Redis server and the packages bullmq and ioredis. Shows the progress of all workers. Killed and started again with
the same command, it goes on; the shards stay in the queue, and workers go on with them meanwhile.
The dataset is that of \`gongkai extract\` on one machine, byte for byte.

${EXIT_CODES}

Examples:
  gongkai work --redis redis://server:6379                                  # on each machine
  gongkai submit /shared/archive -o /shared/dataset --redis redis://server:6379`,
    )
    .action(async (named: string[], flags: Flags) => {
      const { inputsOf } = await import("../input-list.ts");
      const { submitAndTell } = await import("../submit-and-tell.ts");
      const inputs = inputsOf(named, flags.input);
      await submitAndTell({ ...flags, redis: redisAddress(flags.redis) }, inputs, resolve(flags.out));
    });
  return addReadingFlags(command);
}
