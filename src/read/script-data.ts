// Data that a script holds as literals: lists and records, as JSON or as scripts write them. Nothing is run.
// Must not know what the data says.
import JSON5 from "json5";

/** Of a longer script, or of more literals, no page makes its tables. */
const LONGEST = 4 * 1024 * 1024;
const MOST_TRIED = 400;

/** Values of the outermost literals of a script, in its order. */
export function literalsIn(script: string): unknown[] {
  if (script.length > LONGEST) return [];
  const found: unknown[] = [];
  let taken = 0;
  let tried = 0;
  for (const [from, to] of bracketsOf(script)) {
    if (from < taken || tried >= MOST_TRIED) continue;
    const literal = script.slice(from, to);
    if (!mayHoldRows(literal)) continue;
    tried += 1;
    const value = parsed(literal);
    if (value === undefined) continue;
    found.push(value);
    taken = to;
  }
  return found;
}

/** A list or a record within another, with a digit: less is no table. */
const mayHoldRows = (literal: string) => /\d/.test(literal) && /[[{]/.test(literal.slice(1));

function parsed(literal: string): unknown {
  try {
    return JSON5.parse(literal);
  } catch (error) {
    // Code, or data with code in it: what stands within may be data alone.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Strings and remarks, within which brackets are letters; and brackets. */
const TOKEN =
  /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*(?:`|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|\/\/[^\n]*|[[\]{}]/g;

/** Where brackets open and close, in the order of their opening. */
function bracketsOf(script: string): [from: number, to: number][] {
  const pairs: [number, number][] = [];
  const open: [sign: string, from: number][] = [];
  for (const { 0: token, index } of script.matchAll(TOKEN)) {
    if (token === "[" || token === "{") open.push([token, index]);
    else if (token === "]" || token === "}") {
      const last = open.pop();
      // Out of step, such as behind a pattern with a quote in it.
      if (!last || (last[0] === "[") !== (token === "]")) break;
      pairs.push([last[1], index + 1]);
    }
  }
  return pairs.sort(([a], [b]) => a - b);
}
