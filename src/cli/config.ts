// Options that stand in a file beside a pipeline, for those who run it again and again.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { shapeOf } from "../text/shape.ts";
import { readWhole } from "../text/yaml.ts";
import { UsageError } from "./errors.ts";
import { msg } from "./messages.ts";

const NAME = "gongkai.yaml";
/** By command, then by option as it is typed, without its dashes. */
const CONFIG = shapeOf("config", (zod) =>
  zod.record(zod.string(), zod.record(zod.string(), zod.union([zod.string(), zod.number(), zod.boolean()]))),
);

/**
 * Gives a command the options that `gongkai.yaml` beside its pipeline has for it; what was typed goes before.
 * @throws UsageError naming the file when it is mistaken
 */
export function applyConfig(command: Command): void {
  const pipeline = pipelineOf(command);
  const file = pipeline === null ? null : join(dirname(pipeline), NAME);
  if (file === null || !existsSync(file)) return;
  const read = readWhole({ file, text: readFileSync(file, "utf8") }, CONFIG);
  if ("mistakes" in read) throw new UsageError(read.mistakes);
  for (const [name, value] of Object.entries(read.value[command.name()] ?? {})) {
    const option = command.options.find(({ long }) => long === `--${name}`);
    if (!option) throw new UsageError(msg`${file}: ${command.name()} has no option --${name}`);
    if ((typeof value === "boolean") !== option.isBoolean())
      throw new UsageError(msg`${file}: --${name} of ${command.name()} cannot be ${String(value)}`);
    const source = command.getOptionValueSource(option.attributeName());
    if (source !== undefined && source !== "default") continue;
    const set = typeof value === "boolean" ? value : `${value}`;
    command.setOptionValueWithSource(option.attributeName(), set, "config");
  }
}

/** The pipeline file that was named; null when it is the one that comes along. */
function pipelineOf(command: Command): string | null {
  const [first = ""] = command.args;
  if (/\.ya?ml$/i.test(first)) return first;
  const isNamed = command.getOptionValueSource("pipeline") === "cli";
  return isNamed ? (command.opts<{ pipeline: string }>().pipeline ?? null) : null;
}
