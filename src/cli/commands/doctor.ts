// `gongkai doctor`: what is installed, and what is not.
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";
import { translatedError } from "../messages.ts";
import { print, result } from "../voice.ts";

const SIGNS = { ok: "ok   ", part: "-    ", fault: "FAULT" };

export function command(): Command {
  return new Command("doctor")
    .description("tell what is installed, what is not, and the command that installs it")
    .argument("[folder]", "where datasets are to be written", ".")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText(
      "after",
      `
A line a thing: ok, - for an optional part that is not installed, FAULT for what must be mended.
Exit codes: 0 no fault · 1 a fault · 2 the folder cannot be looked at`,
    )
    .action(async (folder: string, flags: { pipeline: string }) => {
      const { examine } = await import("../../run/health.ts");
      const findings = await examine(folder, flags.pipeline);
      for (const { state, what, found, install } of findings)
        print(
          `${SIGNS[state]}  ${translatedError(what)}: ${translatedError(found)}${install === undefined ? "" : `: ${install}`}`,
        );
      result({ findings });
      process.exitCode = findings.some(({ state }) => state === "fault") ? 1 : 0;
    });
}
