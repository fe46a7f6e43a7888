// The command line. A broken run ends with one line and exit code 2.
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { plainText } from "../text/terminal.ts";
import { loadCommands } from "./load.ts";

/** Commander's own codes for mistakes are those of documents that cannot be read. */
const BROKEN = 2;

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("gongkai")
  .description(
    "Turns published annual reports on government information disclosure into checked, traceable data.",
  )
  .version(version)
  .exitOverride()
  .showHelpAfterError("(--help tells how it is used)");

const words = process.argv.slice(2);
for (const command of await loadCommands(words)) {
  for (const one of [command, ...command.commands]) one.copyInheritedSettings(program);
  program.addCommand(command);
}

try {
  await program.parseAsync(words, { from: "user" });
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has told it.
    process.exitCode = error.exitCode === 0 ? 0 : BROKEN;
  } else {
    process.stderr.write(`gongkai: ${plainText((error as Error).message)}\n`);
    process.exitCode = BROKEN;
  }
}
