// Figures of a row in one run with a mark between each two ("3/0/1/4"), and the heads over them in the same way: the marks are
// gaps. Must not know labels, numbers or containers.

/** Marks that join figures; a comma may stand within one. */
const MARKS = ["/", "／", "、", ";", "；", "｜"];
/** A run of fewer is a date, a fraction or two years. */
const FEWEST = 3;
/** So many runs with one mark are no chance. */
const FEWEST_RUNS = 4;
/** A line with a row of figures is no longer, in characters. */
const LONGEST = 500;
const FIGURE = "[-+−]?\\d+(?:\\.\\d+)?";
const DATE = /^(?:19|20)\d\d.\d{1,2}.\d{1,2}$/u;

interface Printed {
  readonly text: string;
}

/**
 * The lines with a blank for each such mark, in its place; the same lines where the mark may stand for an empty cell: no line
 * joins as many words with it, and somewhere it stands beside a figure on one side only.
 */
export function withRunsApart<One extends Printed>(lines: readonly One[]): readonly One[] {
  for (const mark of MARKS) {
    const runs = runsOf(lines, mark);
    if (runs.filter((run) => run !== null).length < FEWEST_RUNS) continue;
    const heads = headsOf(lines, runs, mark);
    const alone = new RegExp(`(?:^|[\\s${mark}])${mark}\\s*[-+−\\d]|\\d\\s*${mark}(?:[\\s${mark}]|$)`, "u");
    if (heads.size === 0 && lines.some(({ text }) => text.includes(mark) && alone.test(text))) continue;
    return lines.map((line, rank) => {
      const run = heads.has(rank) ? line.text : runs[rank];
      if (!run) return line;
      const kept = line.text.slice(0, line.text.length - run.length);
      return { ...line, text: kept + run.replaceAll(mark, " ") };
    });
  }
  return lines;
}

/** The run that ends each line; null where none does. */
function runsOf(lines: readonly Printed[], mark: string): (string | null)[] {
  const ending = new RegExp(`(?<=^|\\s)${FIGURE}(?:${mark}${FIGURE}){${FEWEST - 1},}\\s*$`, "u");
  return lines.map(({ text }) => {
    const run = text.includes(mark) && text.length <= LONGEST ? ending.exec(text)?.[0] : undefined;
    return run === undefined || DATE.test(run.trim()) ? null : run;
  });
}

/** Which lines stand over a run and join as many words as it has figures. */
function headsOf(
  lines: readonly Printed[],
  runs: readonly (string | null)[],
  mark: string,
): ReadonlySet<number> {
  const heads = new Set<number>();
  let below: string | null = null;
  for (let rank = lines.length - 1; rank >= 0; rank -= 1) {
    const { text = "" } = lines[rank] ?? {};
    const words = text.split(mark);
    const isHead = words.length === below?.split(mark).length && words.every((word) => /\p{L}/u.test(word));
    if (runs[rank] === null && isHead) heads.add(rank);
    if (text.trim() !== "") below = runs[rank] ?? null;
  }
  return heads;
}
