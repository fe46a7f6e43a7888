// Lays out printed heads as a form prints them: those that several columns or rows share are drawn once.
import type { Label } from "../../model/form.ts";

export interface Head {
  readonly text: string;
  /** Columns or rows that it stands for. */
  readonly span: number;
  /** Levels that it takes up. */
  readonly depth: number;
}

interface Item {
  readonly label: Label;
  readonly path: readonly Label[];
}

export const depthOf = (items: readonly Item[]): number =>
  Math.max(...items.map(({ path }) => path.length + 1));

/** Heads by level, and by the number of the item that they begin at. */
export function headsOf(items: readonly Item[]): Map<number, Head>[] {
  const depth = depthOf(items);
  const named = items.map(({ path, label }) => [...path, label].map(({ text }) => text));
  return Array.from({ length: depth }, (_, level) => {
    const heads = new Map<number, Head>();
    for (let at = 0; at < named.length; ) {
      const own = named[at] ?? [];
      const isLast = level === own.length - 1;
      let end = at + 1;
      while (!isLast && end < named.length && sharesHead(own, named[end] ?? [], level)) end += 1;
      if (level < own.length)
        heads.set(at, { text: own[level] ?? "", span: end - at, depth: isLast ? depth - level : 1 });
      at = end;
    }
    return heads;
  });
}

const sharesHead = (a: readonly string[], b: readonly string[], level: number) =>
  level < b.length - 1 && a.slice(0, level + 1).join("\n") === b.slice(0, level + 1).join("\n");
