// `gongkai run`: a pipeline file with its own inputs and output.
import { Command } from "commander";
import { runAndTell } from "./run-and-tell.ts";

export function runCommand(): Command {
  return new Command("run")
    .description("run a pipeline file: its inputs, its forms, its output")
    .argument("<pipeline>", "a pipeline.yaml, for example pipelines/disclosure/pipeline.yaml")
    .addHelpText(
      "after",
      "\nExit codes: 0 all well · 1 some documents could not be read · 2 the run itself is broken",
    )
    .action(async (file: string) => {
      await runAndTell(file);
    });
}
