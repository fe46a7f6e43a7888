// What commands say in Chinese: every message of the code has its translation, with the same values, and none has too many.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { speakOfErrors, translatedError } from "../../src/cli/messages.ts";
import { GONGKAI } from "../builders/command.ts";

const CLI = "src/cli";
const files = readdirSync(CLI, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const chinese = parse(readFileSync("locales/messages.zh.yaml", "utf8")) as Record<string, string>;
/** What takes a sentence for people, and may not be given one that has no translation. */
const SAYS = /^(?:say|head|warn|fail|detail|endingWith|UsageError|Error)$/;

const sources = files.map((name) =>
  ts.createSourceFile(name, readFileSync(join(CLI, name), "utf8"), ts.ScriptTarget.Latest, true),
);

function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

/** The English of a message as the translations name it. */
function englishOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (text, { literal }, index) => `${text}{${index}}${literal.text}`,
    template.head.text,
  );
}

const messages = new Set<string>();
const bare: string[] = [];
for (const source of sources)
  each(source, (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "msg")
      messages.add(englishOf(node.template));
    if (!(ts.isCallExpression(node) || ts.isNewExpression(node))) return;
    const [first] = node.arguments ?? [];
    if (!SAYS.test(node.expression.getText()) || first === undefined) return;
    const words = ts.isStringLiteral(first) || ts.isTemplateLiteral(first) ? first.getText() : "";
    if (/\p{L}{2,}/u.test(words.replaceAll(/\$\{[^}]*\}+/g, ""))) bare.push(`${source.fileName}: ${words}`);
  });

const valuesOf = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([value]) => value).sort();

/** Where errors are made that end a command, and those that end the reading of a document. */
const ENGINE = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.ts$/.test(name) && !/^(?:dev|cli|review\/page)\//.test(name),
);
const NOT_OF_COMMANDS = /^(?:RefusedEntry|SpentError|RangeError|TypeError)$/;
/** What cannot happen unless the program is at fault, and is told as its fault. */
const FAULTS = new Set([
  "a world that was not opened",
  "{0}: its cells are not settled",
  "these bytes are no table",
]);

/** What an argument of an error may say: a text, either of two, or one that is made from another. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return [englishOf(node)];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  return [];
}

const ofEngine = new Set<string>();
for (const name of ENGINE)
  each(
    ts.createSourceFile(name, readFileSync(join("src", name), "utf8"), ts.ScriptTarget.Latest, true),
    (node) => {
      if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
      const name = node.expression.getText();
      const isError = ts.isNewExpression(node) && /Error$/.test(name) && !NOT_OF_COMMANDS.test(name);
      if (!isError && name !== "failureReason") return;
      for (const text of (node.arguments ?? []).flatMap(textsOf))
        if (/\p{L}{2,} \p{L}/u.test(text) && !FAULTS.has(text)) ofEngine.add(text);
    },
  );

describe("messages in Chinese", () => {
  test("every one of the code has one, and no other", () => {
    expect(Object.keys(chinese).sort()).toEqual([...messages].sort());
  });

  test("each holds the values of the English", () => {
    for (const [english, translated] of Object.entries(chinese))
      expect(valuesOf(translated), english).toEqual(valuesOf(english));
  });

  test("what ends a command has one as well, also what the system and the reader of the command line say", () => {
    const translated = parse(readFileSync("locales/errors.zh.yaml", "utf8")) as Record<string, string>;
    expect([...ofEngine].filter((english) => translated[english] === undefined)).toEqual([]);
    for (const [english, chinese] of Object.entries(translated))
      expect(valuesOf(chinese), english).toEqual(valuesOf(english));
    speakOfErrors(translated);
    try {
      expect(translatedError("a.yaml: cannot be read: no such file or directory")).toBe(
        "a.yaml：无法读取：没有这个文件或文件夹",
      );
      expect(translatedError("error: unknown option '--x' (Did you mean --y?)")).toBe(
        "错误：没有选项 --x（是否指 --y？）",
      );
      expect(translatedError("list.csv: has no column called name")).toBe("list.csv：没有名为 name 的列");
      expect(translatedError("truncated: The DOCX is cut off: the directory at its end is missing.")).toBe(
        "truncated：DOCX 被截断：缺少末尾的目录。",
      );
      expect(
        translatedError(
          "scanned: The PDF is a scan: 2 of 3 pages are pictures, and nothing can be read on them.",
        ),
      ).toBe("scanned：PDF 是扫描件：3 页中有 2 页是图片，且无法从中读出内容。");
      expect(translatedError("table-missing:requests")).toBe("table-missing:requests");
      expect(translatedError("what nobody foresaw: a: b")).toBe("what nobody foresaw: a: b");
    } finally {
      speakOfErrors({});
    }
  });

  test("nothing is said that cannot be translated", () => {
    expect(bare).toEqual([]);
  });

  test("a command speaks it where it is asked to, and its codes stay", () => {
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [GONGKAI, ...words], { encoding: "utf8" });
    const { status, stderr } = run("extract", "--lang", "zh", "-o", "nowhere");
    expect(status).toBe(2);
    expect(stderr).toContain("没有可读取的内容");
    expect(run("extract", "--lang", "zh").stderr).toBe(
      "错误：缺少必需的选项 -o, --out <folder>\n（加 --help 可看用法）\n",
    );
    expect(run("extract", "no-such-folder", "--lang", "zh", "-o", "nowhere").stderr).toMatch(
      /^gongkai：.*no-such-folder：没有这个文件或文件夹\n$/,
    );
    // Findings are sentences of the engine: none is left in English, whatever this machine has.
    const findings = run("doctor", "--lang", "zh").stdout.replaceAll(/gongkai [\w, -]+|npm install \S+/g, "");
    expect(findings).toContain("可以读取");
    expect(findings).not.toMatch(/[a-z]{2,} [a-z]{2,}|: [a-z]{2,} /);
  });
});
