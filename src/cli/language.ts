// Help and messages in the language of who asks: its words are data, and what has none there is shown as it stands in the code.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { parse } from "yaml";
import zhCN from "zod/v4/locales/zh-CN.js";
import { FAILURES } from "../model/failure.ts";
import { speakOfShapes } from "../text/shape.ts";
import { type Messages, speak, speakOfErrors, translatedError } from "./messages.ts";

/** The path is the same from `src/cli` and from `dist/cli`. */
const LOCALES = new URL("../../locales/", import.meta.url);

const wordsOf = (file: string) => parse(readFileSync(new URL(file, LOCALES), "utf8")) as Messages;

/** Messages, mistakes, and help of the command and of all below it, in Chinese. */
export function inChinese(command: Command): void {
  speak(wordsOf("messages.zh.yaml"));
  const failures = Object.values(FAILURES).map(({ en, zh }) => [en, zh] as const);
  speakOfErrors({ ...Object.fromEntries(failures), ...wordsOf("errors.zh.yaml") });
  speakOfShapes(zhCN());
  command.configureOutput({
    outputError: (text, write) => write(`${translatedError(text.trim().replaceAll("\n", " "))}\n`),
  });
  const words = wordsOf("help.zh.yaml");
  const said = (text: string) => words[text] ?? text;
  command.configureHelp({
    ...command.configureHelp(),
    styleTitle: said,
    commandDescription: (one) => said(one.description()),
    subcommandDescription: (one) => said(one.summary() || one.description()),
    argumentDescription: (one) => said(one.description),
    optionDescription: (one) => withDefault(said(one.description), one.defaultValue),
  });
}

function withDefault(text: string, value: unknown): string {
  return typeof value === "string" ? `${text}（默认 ${value}）` : text;
}
