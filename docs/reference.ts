// Writes the reference pages from the code: commands, columns, codes and the schema of a record, in both languages.
// `tsx docs/reference.ts`; the pages are made anew for every build and kept nowhere else.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { commandNames } from "../src/cli/load.ts";
import { programFor } from "../src/cli/program.ts";
import { codebookLines } from "../src/export/codebook.ts";
import { SHEETS } from "../src/export/columns.ts";
import { COLUMNS } from "../src/export/describe-columns.ts";
import { reportJsonSchema } from "../src/export/schema.ts";
import { loadConcepts } from "../src/publish/concepts.ts";
import { releaseSheets } from "../src/publish/sheets.ts";
import { OWN_PIPELINE } from "../src/run/own-pipeline.ts";
import { loadPipeline, loadPublishPlan } from "../src/run/pipeline.ts";

type Language = "en" | "zh";

const here = fileURLToPath(new URL("./", import.meta.url));

const WORDS = {
  en: {
    commands: "Commands",
    columns: "Columns",
    codes: "Codes",
    schema: "Record schema",
    licences: "Licences of what it depends on",
    of: "of the release",
  },
  zh: {
    commands: "命令",
    columns: "字段",
    codes: "代码",
    schema: "记录结构",
    licences: "所依赖软件的许可",
    of: "（发布）",
  },
};

for (const language of ["en", "zh"] as const) {
  const folder = join(here, language === "en" ? "reference" : "zh/reference");
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.md`), text);
  write("commands", await commandsPage(language));
  write("columns", columnsPage(language));
  write("codes", codesPage(language));
  write("licences", licencesPage(language));
  write(
    "schema",
    `# ${WORDS[language].schema}\n\n\`\`\`json\n${JSON.stringify(reportJsonSchema(), null, 2)}\n\`\`\`\n`,
  );
}

/** What `--help` says: the same text as in a terminal. */
async function commandsPage(language: Language): Promise<string> {
  const program = await programFor([...commandNames(), "--lang", language]);
  const all = program.commands.flatMap((command) => [command, ...command.commands]);
  const pages = [program, ...all].map(
    (command) => `## ${nameOf(command)}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
  );
  return `# ${WORDS[language].commands}\n\n${pages.join("\n\n")}\n`;
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 110 });
  command.outputHelp();
  return text.trimEnd().replaceAll(OWN_PIPELINE, "pipelines/disclosure/pipeline.yaml");
}

function columnsPage(language: Language): string {
  const { columns, of } = WORDS[language];
  const own = SHEETS.map(({ file, header }) => ({
    name: file,
    lines: header.map((name) => [name, COLUMNS[name]?.[language] ?? ""]),
  }));
  const concepts = loadConcepts(loadPublishPlan(OWN_PIPELINE).release);
  const sheets = releaseSheets({ ...loadPipeline(OWN_PIPELINE).collection, concepts });
  const released = sheets.map(({ name, fields }) => ({
    name: `${name} ${of}`,
    lines: fields.map((field) => [field.name, field[language]]),
  }));
  const parts = [...own, ...released].map(({ name, lines }) => `## ${name}\n\n${table(lines)}`);
  return `# ${columns}\n\n${parts.join("\n\n")}\n`;
}

function codesPage(language: Language): string {
  const kinds = new Map<string, string[][]>();
  for (const line of codebookLines([], null)) {
    const [, , kind = "", code = "", , , , , zh = "", en = ""] = line.map(String);
    const lines = kinds.get(kind) ?? [];
    kinds.set(kind, lines);
    lines.push([code, language === "en" ? en : zh]);
  }
  const parts = [...kinds].map(([kind, lines]) => `## ${kind}\n\n${table(lines)}`);
  return `# ${WORDS[language].codes}\n\n${parts.join("\n\n")}\n`;
}

/** Of everything that an installation brings along, optional parts included. */
function licencesPage(language: Language): string {
  const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, { version?: string; license?: string; dev?: boolean }>;
  };
  const lines = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version = "", license = "" }]) => [
      `${path.replace(/^.*node_modules\//, "")} ${version}`,
      license,
    ]);
  return `# ${WORDS[language].licences}\n\n${table(lines)}\n`;
}

function table(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("{", "&#123;");
  const rows = lines.map(([name = "", text = ""]) => `| \`${name}\` | ${cell(text)} |`);
  return ["| | |", "| --- | --- |", ...rows].join("\n");
}
