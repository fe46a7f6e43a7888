// `gongkai sample add` and `review`: documents whose reading a person has looked at, kept so that it never gets worse.
import { Command } from "commander";
import { defaultPipeline } from "../defaults.ts";

export function command(): Command {
  return new Command("sample")
    .description("keep documents whose reading a person has reviewed")
    .addCommand(addCommand())
    .addCommand(reviewCommand());
}

function addCommand(): Command {
  return new Command("add")
    .description("take a document in as a sample, with a proposal of what it holds")
    .argument("<file>", "the document")
    .argument("<name>", "of the sample, in letters, digits, _ and -")
    .option("--in <folder>", "folder of the samples", "samples")
    .option("--replace <name=other...>", "names of people, and what shall stand for them in the sample", [])
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText(
      "after",
      `
Type the figures into truth.csv from the document, not from the proposal; then \`gongkai sample review NAME\`.`,
    )
    .action(
      async (file: string, name: string, flags: { in: string; pipeline: string; replace: string[] }) => {
        const { addSample } = await import("../sample-and-tell.ts");
        await addSample(file, name, flags);
      },
    );
}

function reviewCommand(): Command {
  return new Command("review")
    .description("show what is read of samples beside their typed truth and what was reviewed before")
    .argument("[name...]", "samples; all when none is named")
    .option("--in <folder>", "folder of the samples", "samples")
    .option("--accept", "after you have read it: what is read now is what is right")
    .option("-p, --pipeline <file>", "pipeline file that names the forms", defaultPipeline())
    .addHelpText(
      "after",
      `
Exit codes: 0 all are read as they were reviewed · 1 one is not, or is silently wrong by its truth · 2 there is no such sample`,
    )
    .action(async (names: string[], flags: { in: string; accept?: boolean; pipeline: string }) => {
      const { reviewSamples } = await import("../sample-and-tell.ts");
      await reviewSamples(names, flags);
    });
}
