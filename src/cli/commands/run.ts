// `gongkai run`: a pipeline file with its own inputs and output.
import { Command } from "commander";
import { addRunFlags, EXIT_CODES, type RunFlags } from "../run-flags.ts";

export function command(): Command {
  const command = new Command("run")
    .description("run a pipeline file: its inputs, its forms, its output, its release")
    .argument("<pipeline>", "a pipeline.yaml, for example pipelines/disclosure/pipeline.yaml")
    .addHelpText("after", `\n${EXIT_CODES}`)
    .action(async (file: string, flags: RunFlags) => {
      const { runAndTell } = await import("../run-and-tell.ts");
      const written = await runAndTell(file, flags);
      if (written === null) return;
      const { publishOwn } = await import("../publish-and-tell.ts");
      await publishOwn(file, written);
    });
  return addRunFlags(command);
}
