// What commands say in Chinese: every message of the code has its translation, with the same values, and none has too many.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
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

describe("messages in Chinese", () => {
  test("every one of the code has one, and no other", () => {
    expect(Object.keys(chinese).sort()).toEqual([...messages].sort());
  });

  test("each holds the values of the English", () => {
    for (const [english, translated] of Object.entries(chinese))
      expect(valuesOf(translated), english).toEqual(valuesOf(english));
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
  });
});
