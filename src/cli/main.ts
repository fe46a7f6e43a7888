// The command line: one sub-command a file. A broken run ends with one line and exit code 2.
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { plainText } from "../text/terminal.ts";
import { auditCommand } from "./audit.ts";
import { diffCommand } from "./diff.ts";
import { explainCommand } from "./explain.ts";
import { extractCommand } from "./extract.ts";
import { fetchCommand } from "./fetch.ts";
import { linkCommand } from "./link.ts";
import { mergeCommand } from "./merge.ts";
import { publishCommand } from "./publish.ts";
import { reviewCommand } from "./review.ts";
import { runCommand } from "./run.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("gongkai")
  .description(
    "Turns published annual reports on government information disclosure into checked, traceable data.",
  )
  .version(version)
  .addCommand(fetchCommand())
  .addCommand(extractCommand())
  .addCommand(runCommand())
  .addCommand(mergeCommand())
  .addCommand(explainCommand())
  .addCommand(reviewCommand())
  .addCommand(auditCommand())
  .addCommand(diffCommand())
  .addCommand(linkCommand())
  .addCommand(publishCommand())
  .showHelpAfterError();

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`gongkai: ${plainText((error as Error).message)}\n`);
  process.exitCode = 2;
}
