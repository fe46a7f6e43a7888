// `gongkai link`: names of issuers to codes of places, levels and kinds.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { msg } from "../messages.ts";
import { result, say } from "../voice.ts";

export function command(): Command {
  return new Command("link")
    .description("give names of issuers their place code, level, kind and task; no code rather than a guess")
    .argument("<names.csv>", "list with a column name, and host, context and year where they are known")
    .requiredOption("-o, --out <file>", "CSV to write; all columns of the list are kept")
    .option(
      "--hosts <file>",
      "CSV with columns host and code_2023: sites you know, beside those that come along",
    )
    .option("-p, --pipeline <file>", "pipeline file that names the tables of places", defaultPipeline())
    .addHelpText(
      "after",
      `
Columns added: code_then (as of the report's year), code_2023, level (1 centre, 2 province, 3 city, 4 county, 5 town),
organ_type, organ_function (tasks, + between), zone, evidence (name, context, host), doubt, candidates (; between).
A column of the list that has one of these names is kept with _given behind it.

Exit codes: 0 done · 2 the list or a table cannot be read`,
    )
    .action(async (input: string, options: { out: string; hosts?: string; pipeline: string }) => {
      const { loadPublishPlan } = await import("../../run/pipeline.ts");
      const { loadLinker } = await import("../../places/load.ts");
      const { linkList } = await import("../../places/list.ts");
      const plan = loadPublishPlan(resolve(options.pipeline));
      const linker = loadLinker(plan.places, plan.organs, options.hosts ?? null);
      const { names, linked, without } = await linkList(linker, resolve(input), resolve(options.out));
      say(msg`${names} names, ${linked} with a code`);
      for (const [reason, count] of [...without].sort((a, b) => b[1] - a[1]))
        say(msg`  ${count} without: ${reason || "no-place"}`);
      say(options.out);
      result({ names, linked, without: Object.fromEntries(without), out: options.out });
    });
}
