// `gongkai audit`: how many of a dataset's certain figures are wrong, by a blind sample.
import { resolve } from "node:path";
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { msg } from "../messages.ts";
import { print, result, say } from "../voice.ts";
import { wholeNumber } from "../whole-number.ts";

interface AuditFlags {
  readonly cells: string;
  readonly seed: string;
  readonly by: string;
  readonly twice: string;
  readonly sources: string[];
  readonly pipeline: string;
  readonly as?: string;
  readonly port: string;
  readonly tell?: boolean;
}

export function command(): Command {
  return new Command("audit")
    .description(
      "measure a dataset's error rate: cells drawn at random are typed from the source, their readings unseen",
    )
    .argument("<dataset>", "folder that extract or run wrote")
    .option("--cells <n>", "cells to draw", "400")
    .option("--seed <text>", "what the sample is drawn by: the same seed draws the same cells", "1")
    .option(
      "--by <fields>",
      "strata: edition, container, table, year, status, with commas",
      "edition,container",
    )
    .option("--twice <n>", "cells that each of two people types, for their agreement", "0")
    .option("--tell", "tell what has come out so far and end")
    .option("-s, --sources <path...>", "where the documents lie now (default: where the run read them)", [])
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .option("--as <name>", "name of the person who types (default: the account's)")
    .option("--port <n>", "port to listen on; 0 takes any that is free", "0")
    .addHelpText(
      "after",
      `
Strata of fewer than 30 drawn cells are merged. What is typed is kept in audit/typed.jsonl in the dataset's folder; the
result is audit/audit.json, with a paragraph for an appendix in audit/audit.md. Started again, it goes on.`,
    )
    .action(async (dataset: string, flags: AuditFlags) => run(resolve(dataset), flags));
}

async function run(dataset: string, flags: AuditFlags): Promise<void> {
  const { AuditSession, STRATA } = await import("../../audit/session.ts");
  const by = flags.by.split(",").map((name) => {
    const field = STRATA.find((one) => one === name.trim());
    if (!field) throw new UsageError(msg`--by ${name}: one of ${STRATA.join(", ")} is wanted`);
    return field;
  });
  const [twice, port] = [wholeNumber("twice", flags.twice, 0), wholeNumber("port", flags.port, 0)];
  const audit = await AuditSession.open(dataset, {
    cells: wholeNumber("cells", flags.cells, 1),
    seed: flags.seed,
    by,
  });
  if (flags.tell) {
    const told = audit.tell();
    print(told);
    result({ told });
    return;
  }
  const { serveReview } = await import("../../review/serve.ts");
  const { sources, pipeline, as } = flags;
  const options = { dataset, sources, pipeline, audit, twice, onProgress: () => undefined };
  const { address } = await serveReview({ ...options, ...(as ? { by: as } : {}) }, port);
  print(address);
  result({ address });
  say(msg`Open this address in a browser. Ctrl+C ends; --tell tells what has come out so far.`);
}
