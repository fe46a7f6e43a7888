// Reads one YAML file against a schema and says every mistake with file and line.
// Must not know what the file is for, and opens none: texts come in.
import { createRequire } from "node:module";
import type { Document, LineCounter } from "yaml";
import type { z } from "zod";
import type { Shape } from "./shape.ts";

export interface FormSource {
  readonly file: string;
  readonly text: string;
  /** What the text says as a value of a shape, where that is known: the text is then parsed only to tell where a mistake stands. */
  readonly known?: (shape: string) => unknown;
}

// A quarter of a short command's time would go into loading the parser and into texts that are known.
const library = () => createRequire(import.meta.url)("#yaml") as typeof import("yaml");

/** All mistakes of all files, one a line: `file:line: sentence`. */
export class FormError extends Error {
  override readonly name = "FormError";
}

export type Path = readonly (string | number)[];
export type Blame = (path: Path, sentence: string) => void;

/** @returns null when the file does not have the shape; its mistakes are listed. */
export function readYaml<Value>(
  source: FormSource,
  shape: Shape<Value>,
  mistakes: string[],
): { spec: Value; blame: Blame } | null {
  let parsed: Parsed | undefined;
  const all = () => {
    parsed ??= parse(source.text);
    return parsed;
  };
  const blame: Blame = (path, sentence) =>
    mistakes.push(`${source.file}:${lineOf(all(), path)}: ${sentence}`);
  const known = source.known?.(shape.name);
  if (known !== undefined) return { spec: known as Value, blame };
  const { document, counter } = all();
  for (const error of document.errors)
    mistakes.push(`${source.file}:${counter.linePos(error.pos[0]).line}: ${error.message}`);
  if (document.errors.length > 0) return null;
  const result = shape.schema().safeParse(document.toJS());
  if (result.success) return { spec: result.data, blame };
  for (const issue of flatten(result.error.issues))
    blame(
      issue.path as Path,
      issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`,
    );
  return null;
}

/** What a text says; null when it is no YAML. */
export function valueIn(text: string): unknown {
  const { document } = parse(text);
  return document.errors.length > 0 ? null : document.toJS();
}

/** The same with every figure and word as it is printed; null also where values that are told once stand in too many places. */
export function printedIn(text: string): unknown {
  const document = library().parseDocument(text, { schema: "failsafe", prettyErrors: false });
  if (document.errors.length > 0) return null;
  try {
    return document.toJS({ maxAliasCount: MOST_PLACES });
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

/** A value that stands in more places than this was made to fill a machine. */
const MOST_PLACES = 100;

interface Parsed {
  readonly document: Document;
  readonly counter: LineCounter;
}

function parse(text: string): Parsed {
  const { LineCounter: Counter, parseDocument } = library();
  const counter = new Counter();
  return { document: parseDocument(text, { lineCounter: counter, prettyErrors: false }), counter };
}

/** A union's issue hides the issues of its members: the one that came furthest says what is wrong. */
function flatten(issues: readonly z.core.$ZodIssue[]): { path: readonly PropertyKey[]; message: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
    const member = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    return flatten(member).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

/** A file on its own. @returns its value, or every mistake in it, one a line: `file:line: sentence` */
export function readWhole<Value>(
  source: FormSource,
  shape: Shape<Value>,
): { value: Value } | { mistakes: string } {
  const mistakes: string[] = [];
  const read = readYaml(source, shape, mistakes);
  return read ? { value: read.spec } : { mistakes: mistakes.join("\n") };
}

function lineOf({ document, counter }: Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (library().isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}
