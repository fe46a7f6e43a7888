// The command line. A broken run ends with one line and exit code 2, an interrupted one with its signal.
import { CommanderError } from "commander";
import { inPlainWords } from "./errors.ts";
import { msg } from "./messages.ts";
import { programFor } from "./program.ts";
import { fail, isVerbose } from "./voice.ts";

/** A mistake in how the command was called, or a run that is broken; 1 tells of documents that could not be read. */
const BROKEN = 2;

// Whoever reads has what they wanted, as `head` does.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });

const words = process.argv.slice(2);
try {
  const program = await programFor(words);
  await program.parseAsync(words, { from: "user" });
} catch (error) {
  // The library has told its own already.
  if (!(error instanceof CommanderError)) fail(msg`gongkai: ${inPlainWords(error, isVerbose())}`);
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : BROKEN;
}
