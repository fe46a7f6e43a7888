// The command with its options for all commands, and those of its commands that are needed.
import { Command } from "commander";
import { UsageError } from "./errors.ts";
import { loadCommands } from "./load.ts";
import { wantsChinese } from "./locale.ts";
import { msg } from "./messages.ts";
import { packageVersion } from "./package-facts.ts";
import { beginVoice, type VoiceFlags } from "./voice.ts";

/** @param words what the command was called with */
export async function programFor(words: readonly string[]): Promise<Command> {
  const program = new Command("gongkai")
    .description(
      "Turns published annual reports on government information disclosure into checked, traceable data.",
    )
    .version(packageVersion())
    .option("-q, --quiet", "say nothing but errors")
    .option("--verbose", "say more, and where an unforeseen error came from")
    .option("--json", "results as lines of JSON on stdout")
    .option("--log <file>", "append every line to a file, as JSON with its time")
    .option("--lang <language>", "language of help and messages: en or zh (default: the locale's)")
    .addHelpText(
      "after",
      `
Options of a command may stand in gongkai.yaml beside a pipeline file, as \`extract: { workers: 4 }\`; what is typed goes before.
Progress and summaries go to stderr, results to stdout, data to files. NO_COLOR is heeded.
Exit codes: 0 all well · 1 what was asked for was done, and something is amiss with documents or data · 2 the command was
called wrongly or the run is broken · 3 a bound that was set is broken. \`gongkai COMMAND --help\` tells what 1 means there.`,
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .hook("preAction", async (self, action) => {
      refuseUnnamed(self, action);
      beginVoice(self.opts<VoiceFlags>());
      const { applyConfig } = await import("./config.ts");
      applyConfig(action);
    });
  if (wantsChinese(words)) (await import("./language.ts")).inChinese(program);
  program.showHelpAfterError(msg`(--help tells how it is used)`);
  for (const command of await loadCommands(words)) {
    for (const one of [command, ...command.commands]) one.copyInheritedSettings(program);
    program.addCommand(command);
  }
  return program;
}

/**
 * A name of no letters is what a shell makes of a variable that is not set: taken for the folder that one stands in, it would be
 * read or written over.
 * @throws UsageError
 */
function refuseUnnamed(program: Command, action: Command): void {
  if (action.args.includes("")) throw new UsageError(msg`an argument of ${action.name()} is empty`);
  const given = action.optsWithGlobals();
  for (const option of [...program.options, ...action.options])
    if (given[option.attributeName()] === "") throw new UsageError(msg`${String(option.long)} is empty`);
}
