// What a command says and where: people read stderr, programs read stdout, and a log keeps every line.
// Must not know what is said.
import { closeSync, openSync, writeSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { plainText } from "../text/terminal.ts";

export interface VoiceFlags {
  /** Only errors are said. */
  readonly quiet?: boolean;
  /** Details are said as well, and where an unforeseen error came from. */
  readonly verbose?: boolean;
  /** Results go to stdout as lines of JSON. */
  readonly json?: boolean;
  /** File that every line is appended to as JSON, whatever is said. */
  readonly log?: string;
}

type Level = "detail" | "info" | "warning" | "error";

/** A log holds one object a line: `time`, `level`, `message`, and what the line is about. */
export type Facts = object;

let flags: VoiceFlags = {};
let log: number | null = null;
/** Takes a progress line off the terminal, for as long as there is one. */
let clear: () => void = () => undefined;

/** @throws the system's error when the log cannot be written */
export function beginVoice(wanted: VoiceFlags): void {
  flags = wanted;
  if (log !== null) closeSync(log);
  log = wanted.log === undefined ? null : openSync(wanted.log, "a");
}

/** While something is drawn on the terminal, it is taken away before a line is said. */
export function drawOver(takeAway: () => void): void {
  clear = takeAway;
}

export function isQuiet(): boolean {
  return flags.quiet === true;
}

export function isVerbose(): boolean {
  return flags.verbose === true;
}

export function wantsJson(): boolean {
  return flags.json === true;
}

export function say(message: string, facts?: Facts): void {
  line("info", message, facts);
}

/** Said in bold: what a person looks for first. */
export function head(message: string, facts?: Facts): void {
  line("info", message, facts, "bold");
}

export function detail(message: string, facts?: Facts): void {
  line("detail", message, facts);
}

export function warn(message: string, facts?: Facts): void {
  line("warning", message, facts, "yellow");
}

export function fail(message: string, facts?: Facts): void {
  line("error", message, facts, "red");
}

/** What a program that called the command wants to know: a line of JSON on stdout, where that was asked for. */
export function result(facts: Facts): void {
  if (wantsJson()) process.stdout.write(`${JSON.stringify(facts)}\n`);
  if (log !== null) keep("info", "result", facts);
}

/** What only a log is for: every step of a long run, one line of JSON each. */
export function note(message: string, facts: Facts): void {
  if (log !== null) keep("detail", message, facts);
}

/** What the command is called for, as text; left out where results go as JSON. */
export function print(text: string): void {
  if (!wantsJson()) process.stdout.write(`${plainText(text)}\n`);
}

function line(
  level: Level,
  message: string,
  facts: Facts | undefined,
  colour?: "bold" | "yellow" | "red",
): void {
  const text = plainText(stripVTControlCharacters(message));
  if (log !== null) keep(level, text, facts);
  const said = level === "error" || (flags.quiet !== true && (level !== "detail" || flags.verbose === true));
  if (!said) return;
  clear();
  const colours = pc.createColors(coloured());
  process.stderr.write(`${colour === undefined ? text : colours[colour](text)}\n`);
}

function keep(level: Level, message: string, facts: Facts | undefined): void {
  const entry = { time: new Date().toISOString(), level, message, ...facts };
  writeSync(log as number, `${JSON.stringify(entry)}\n`);
}

/** https://no-color.org; colours are for a terminal only. */
function coloured(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "0") return true;
  return process.stderr.isTTY === true && TERM !== "dumb";
}
