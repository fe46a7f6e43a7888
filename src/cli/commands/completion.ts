// `gongkai completion`: what shells need to complete commands and options.
import { Argument, Command } from "commander";
import { print } from "../voice.ts";

export function command(): Command {
  return new Command("completion")
    .description("print what a shell needs to complete commands and options")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      `
Examples:
  gongkai completion bash > ~/.local/share/bash-completion/completions/gongkai
  gongkai completion fish > ~/.config/fish/completions/gongkai.fish`,
    )
    .action(async (shell: "bash" | "zsh" | "fish") => {
      const { commandNames } = await import("../load.ts");
      const { programFor } = await import("../program.ts");
      const { completionFor } = await import("../completion.ts");
      print(completionFor(shell, await programFor(commandNames())));
    });
}
