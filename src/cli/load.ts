// Finds the commands: every file in commands/ is one, named as the command is, and exports `command()`.
import { readdirSync } from "node:fs";
import { parse } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";

/** What a file in commands/ exports. It must load at once what help needs, and no more. */
interface CommandFile {
  readonly command: () => Command;
}

const FOLDER = new URL("./commands/", import.meta.url);
/** `.ts` when run from source, `.js` when built. */
const { ext: EXTENSION } = parse(fileURLToPath(import.meta.url));

/** Names of all commands, sorted. */
export function commandNames(): string[] {
  return readdirSync(FOLDER)
    .map((file) => parse(file))
    .filter(({ ext, name }) => ext === EXTENSION && !name.includes("."))
    .map(({ name }) => name)
    .sort();
}

/** Only the commands that `words` name are loaded; all when they name none, as for help. */
export async function loadCommands(words: readonly string[]): Promise<Command[]> {
  const names = commandNames();
  const named = names.filter((name) => words.includes(name));
  return Promise.all((named.length > 0 ? named : names).map(loadCommand));
}

async function loadCommand(name: string): Promise<Command> {
  const file = (await import(new URL(`${name}${EXTENSION}`, FOLDER).href)) as CommandFile;
  return file.command();
}
