// `gongkai run`: a pipeline file with its own inputs and output.
import { Command } from "commander";
import { addRunFlags, EXIT_CODES, type RunFlags, runAndTell } from "./run-and-tell.ts";

export function runCommand(): Command {
  const command = new Command("run")
    .description("run a pipeline file: its inputs, its forms, its output")
    .argument("<pipeline>", "a pipeline.yaml, for example pipelines/disclosure/pipeline.yaml")
    .addHelpText("after", `\n${EXIT_CODES}`)
    .action(async (file: string, flags: RunFlags) => {
      await runAndTell(file, flags);
    });
  return addRunFlags(command);
}
