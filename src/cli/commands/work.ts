// `gongkai work`: takes shards of runs from a queue and reads them.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { REDIS, redisAddress } from "../redis-address.ts";

interface Flags {
  readonly pipeline: string;
  readonly redis?: string;
  readonly workers?: string;
  readonly silence: string;
  readonly untilEmpty?: boolean;
}

export function command(): Command {
  return new Command("work")
    .description("read shards that `gongkai submit` has queued, on this machine")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .option("--redis <address>", REDIS)
    .option("-w, --workers <n>", "processes that read (default: as many as there are processors)")
    .option("--silence <seconds>", "time after which a worker that says nothing is taken for dead", "30")
    .option("--until-empty", "end when nothing is queued or being read; without it, wait for more")
    .addHelpText(
      "after",
      `
Needs a Redis server and the packages bullmq and ioredis. Takes only shards that were submitted by the same version of the
program and of the forms. Ctrl-C and SIGTERM give the shard back that is being read; a killed worker's shard is taken up by
another one, which goes on where it was.

Exit codes: 0 nothing was left to do · 2 the queue cannot be used`,
    )
    .action(async (flags: Flags) => {
      const { workAndTell } = await import("../work-and-tell.ts");
      const { pipeline, redis } = flags;
      await workAndTell({ ...flags, redis: redisAddress(redis), pipeline: resolve(pipeline) });
    });
}
