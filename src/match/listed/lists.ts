// The lists of a text in which all cells of a table are named: whole ones, or such as show by themselves that some are empty.
// Must not know containers, years or titles.
import type { Form, FormTable } from "../../model/form.ts";
import { wordingsOf } from "../labels/anchors.ts";
import type { Stream } from "../print/stream.ts";
import type { Lexicon } from "../print/tokens.ts";
import { type Sparse, tellsBlanks, walkSparse } from "./sparse.ts";
import { ordersOf, type Step } from "./steps.ts";
import { type Walked, walk, walkAhead } from "./walk.ts";

/** @returns a reader of the lists of a table, which looks for those with empty places once for all tables of a form. */
export function listsIn(stream: Stream, lexicon: Lexicon) {
  const sparse = new Map<Form, readonly Sparse[]>();
  const sparseOf = (form: Form): readonly Sparse[] => {
    const known =
      sparse.get(form) ??
      form.tables.flatMap((table) =>
        listsOf(stream, table, (from, steps) => walkSparse(stream, from, steps, lexicon)),
      );
    sparse.set(form, known);
    return known;
  };
  const whole = (from: number, steps: readonly Step[]) =>
    walk(stream, from, steps, lexicon) ?? walkAhead(stream, from, steps, lexicon);
  return (form: Form, table: FormTable): readonly Walked[] => {
    const found = listsOf(stream, table, whole);
    if (found.length > 0) return found;
    const all = sparseOf(form);
    return all.filter((list) => isOf(list, table) && tellsBlanks(list, all));
  };
}

const isOf = ({ named }: Walked, table: FormTable) =>
  named.every(({ step }) => table.blocks.includes(step.block));

/** The lists that name all cells of a table, in whatever order. */
function listsOf<List extends Walked>(
  stream: Stream,
  table: FormTable,
  read: (from: number, steps: readonly Step[]) => List | null,
): List[] {
  return ordersOf(table).flatMap((steps) => {
    const found: List[] = [];
    for (const from of beginnings(stream, steps[0])) {
      if (from < (found.at(-1)?.to ?? 0)) continue;
      const list = read(from, steps);
      if (list !== null) found.push(list);
    }
    return found;
  });
}

/** Where the first label of a list is printed. */
function beginnings({ letters, letterAt }: Stream, step: Step | undefined): number[] {
  const label = step && [...step.must, ...(step.leaf ? [step.leaf] : [])][0];
  if (label === undefined) return [];
  const found = new Set<number>();
  for (const { letters: word } of wordingsOf(label))
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1))
      found.add(letterAt[at] ?? 0);
  return [...found].sort((a, b) => a - b);
}
