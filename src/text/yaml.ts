// Reads one YAML file against a schema and says every mistake with file and line.
// Must not know what the file is for, and opens none: texts come in.
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export interface FormSource {
  readonly file: string;
  readonly text: string;
}

/** All mistakes of all files, one a line: `file:line: sentence`. */
export class FormError extends Error {
  override readonly name = "FormError";
}

export type Path = readonly (string | number)[];
export type Blame = (path: Path, sentence: string) => void;

/** @returns null when the file does not have the schema's shape; its mistakes are listed. */
export function readYaml<S extends z.ZodType>(
  { file, text }: FormSource,
  schema: S,
  mistakes: string[],
): { spec: z.infer<S>; blame: Blame } | null {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const blame: Blame = (path, sentence) =>
    mistakes.push(`${file}:${lineOf(document, counter, path)}: ${sentence}`);
  if (document.errors.length > 0) {
    for (const error of document.errors)
      mistakes.push(`${file}:${counter.linePos(error.pos[0]).line}: ${error.message}`);
    return null;
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return { spec: result.data, blame };
  for (const issue of flatten(result.error.issues))
    blame(
      issue.path as Path,
      issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`,
    );
  return null;
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
export function readWhole<S extends z.ZodType>(
  source: FormSource,
  schema: S,
): { value: z.infer<S> } | { mistakes: string } {
  const mistakes: string[] = [];
  const read = readYaml(source, schema, mistakes);
  return read ? { value: read.spec } : { mistakes: mistakes.join("\n") };
}

function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}
