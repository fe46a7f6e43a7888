// Writes scripts that complete commands and options in shells; files are completed by the shell itself.
import type { Command, Option } from "commander";

export function completionFor(shell: "bash" | "zsh" | "fish", program: Command): string {
  if (shell === "fish") return fish(program);
  // zsh runs scripts for bash.
  return shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}` : bash(program);
}

function bash(program: Command): string {
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${wordsOf(command, program)}" ;;`,
  );
  return `_gongkai() {
  local words="${program.commands.map((command) => command.name()).join(" ")}"
  local current="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    *) words="" ;;
    esac
  fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o default -F _gongkai gongkai`;
}

function wordsOf(command: Command, program: Command): string {
  const options = [command, ...command.commands, program].flatMap(optionsOf);
  const words = [...command.commands.map((one) => one.name()), ...options.map(({ long }) => long)];
  return [...new Set(words)].join(" ");
}

function fish(program: Command): string {
  const first = program.commands.map(
    (command) =>
      `complete -c gongkai -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
  );
  const options = program.commands.flatMap((command) => {
    const seen = quoted(`__fish_seen_subcommand_from ${command.name()}`);
    const parts = command.commands.map((one) => `complete -c gongkai -n ${seen} -a ${one.name()}`);
    const all = [command, ...command.commands].flatMap(optionsOf);
    return [...parts, ...all.map((option) => `complete -c gongkai -n ${seen} ${fishOption(option)}`)];
  });
  return [
    ...first,
    ...options,
    ...optionsOf(program).map((option) => `complete -c gongkai ${fishOption(option)}`),
  ].join("\n");
}

function fishOption({ long, short, description, required }: Option): string {
  const letters = short ? ` -s ${short.replace("-", "")}` : "";
  return `-l ${(long ?? "").replace("--", "")}${letters}${required ? " -r" : ""} -d ${quoted(description)}`;
}

function optionsOf(command: Command): Option[] {
  return command.options.filter(({ long }) => long !== undefined);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
