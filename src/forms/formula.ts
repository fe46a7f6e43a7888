// The small language of relations: `a + b = Σ c.* + Σ d.{x,y} - e`. Globs are expanded over a table's keys.
// Must not know any form.
import type { Relation, Term } from "../model/form.ts";

export interface Formula {
  readonly left: readonly Term[];
  readonly operator: Relation["operator"];
  readonly right: readonly Term[];
}

/** @throws Error with one sentence when the text is no formula or names what `keys` does not hold. */
export function parseFormula(text: string, keys: readonly string[]): Formula {
  const sides = /^(.*?)(<=|>=|=)(.*)$/.exec(text);
  if (!sides) throw new Error(`«${text}» has no =, <= or >=`);
  const [, left = "", operator = "=", right = ""] = sides;
  return {
    left: parseSum(left, keys),
    operator: operator as Relation["operator"],
    right: parseSum(right, keys),
  };
}

function parseSum(text: string, keys: readonly string[]): Term[] {
  const terms: Term[] = [];
  const token = /\s*([+-])?\s*(?:Σ\s*)?(\w+(?:\.\w+)*(?:\.\*|\.?\{[\w,\s.]+\})?)\s*/uy;
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match || (at > 0 && !match[1])) throw new Error(`«${text.slice(at).trim()}» is no term`);
    const sign = match[1] === "-" ? -1 : 1;
    for (const key of expand(match[2] ?? "", keys)) terms.push({ sign, key });
    at = token.lastIndex;
  }
  if (terms.length === 0) throw new Error("one side of the formula is empty");
  return terms;
}

/** `a.*` are the direct children of a; `a.{x,y}` the two named; anything else is one key. */
function expand(pattern: string, keys: readonly string[]): string[] {
  if (pattern.endsWith(".*")) {
    const prefix = pattern.slice(0, -1);
    const found = keys.filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes("."));
    if (found.length === 0) throw new Error(`${pattern} matches no key`);
    return found;
  }
  const named = /^([\w.]*)\{(.*)\}$/.exec(pattern);
  const wanted = named
    ? (named[2] ?? "").split(",").map((part) => (named[1] ?? "") + part.trim())
    : [pattern];
  for (const key of wanted) if (!keys.includes(key)) throw new Error(`${key} is no key of the table`);
  return wanted;
}
