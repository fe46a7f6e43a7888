// What match/ promises of its own text: judged numbers stand in weights/ with their examples, and nothing grows too large to
// be read.
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = new URL("../../../src/match/", import.meta.url);
const MOST_LINES = 320;
const MOST_LINES_OF_FUNCTION = 45;
const MOST_PARAMETERS = 5;

const parsed = (name: string, text: string) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => parsed(name.replaceAll("\\", "/"), readFileSync(new URL(name, root), "utf8")));

const weights = files.filter(({ fileName }) => fileName.startsWith("weights/"));

function nodesIn(node: ts.Node): ts.Node[] {
  const found = [node];
  for (let at = 0; at < found.length; at += 1)
    ts.forEachChild(found[at] as ts.Node, (child) => void found.push(child));
  return found;
}

const lineOf = (file: ts.SourceFile, at: number) => file.getLineAndCharacterOfPosition(at).line + 1;
const placeOf = (file: ts.SourceFile, node: ts.Node) => `${file.fileName}:${lineOf(file, node.getStart())}`;

/** Characters' code points are no weights, nor are places in a match; 0, 1 and 2 count what is there. */
function isJudged(node: ts.Node): boolean {
  if (!ts.isNumericLiteral(node) || /^0x/i.test(node.getText())) return false;
  if (ts.isElementAccessExpression(node.parent) || ts.isLiteralTypeNode(node.parent)) return false;
  return ![0, 1, 2].includes(Number(node.text));
}

/** A number by a name of its own, save what stands for none. */
function isNamed(node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  if (!ts.isSourceFile(node.parent.parent.parent) || !(node.parent.flags & ts.NodeFlags.Const)) return false;
  const text = node.initializer.getText();
  return /^[-+*/().\d_e\s]+$/.test(text) && !["0", "-1", "-2"].includes(text);
}

const weightsIn = (file: ts.SourceFile) =>
  nodesIn(file)
    .filter((node) => isJudged(node) || isNamed(node))
    .map((node) => `${placeOf(file, node)} ${node.getText()}`);

function oversized(file: ts.SourceFile): string[] {
  const lines = file.text.trimEnd().split("\n").length;
  const long = lines > MOST_LINES ? [`${file.fileName} has ${lines} lines`] : [];
  const functions = nodesIn(file)
    .filter(ts.isFunctionLike)
    .flatMap((node) => {
      const own = lineOf(file, node.end) - lineOf(file, node.getStart()) + 1;
      const parameters = node.parameters.length;
      return own > MOST_LINES_OF_FUNCTION || parameters > MOST_PARAMETERS
        ? [`${placeOf(file, node)}: a function of ${own} lines and ${parameters} parameters`]
        : [];
    });
  return [...long, ...functions];
}

describe("match/", () => {
  test("has no judged number outside of weights/", () => {
    expect(files.filter((file) => !weights.includes(file)).flatMap(weightsIn)).toEqual([]);
    const guilty = parsed(
      "a.ts",
      "const A = 1;\nconst f = (x: number) => x > 0.5 || x % 2 === 7;\nexport const B = -0.3 * 2;",
    );
    expect(weightsIn(guilty).length).toBeGreaterThan(3);
    expect(
      weightsIn(parsed("a.ts", "const NONE = -1;\nconst f = (x: string[]) => x[3] + x.at(-2) + 0x2460;")),
    ).toEqual([]);
  });

  test("tells of every weight its reason and an example", () => {
    const statements = weights.flatMap((file) => file.statements.filter(ts.isVariableStatement));
    expect(statements.length).toBeGreaterThan(50);
    const untold = statements.filter((statement) => {
      const doc = (statement as { jsDoc?: ts.JSDoc[] }).jsDoc?.at(-1);
      const example = doc?.tags?.find(({ tagName }) => tagName.text === "example");
      return !ts.getTextOfJSDocComment(doc?.comment) || !ts.getTextOfJSDocComment(example?.comment);
    });
    expect(untold.map((statement) => statement.getText())).toEqual([]);
  });

  test("has no file, function or parameter list that is too long", () => {
    expect(files.flatMap(oversized)).toEqual([]);
    const body = "\n".repeat(MOST_LINES);
    expect(oversized(parsed("a.ts", `function f(a, b, c, d, e, g) {${body}}`))).toHaveLength(2);
  });
});
