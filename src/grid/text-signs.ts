// Figures of a line that one sign parts: `甲：3、0、12`. The sign is the edge of a cell, as a blank is.
// Must not know labels or what figures mean.

interface Printed {
  readonly text: string;
}

/** So many figures in a line, parted by one sign, and so many such lines, show what the sign is for. */
const FEWEST_FIGURES = 3;
const FEWEST_LINES = 3;

const FIGURE = String.raw`[-+−]?\d+(?:\.\d+)?`;
/** Figures behind a label, to the end of the line. */
const PARTED = new RegExp(
  String.raw`(?:^|[^\s\d.、，；;/·])\s*[:：]?\s*(${FIGURE}(?:\s*([、，；;/·])\s*(?:${FIGURE})?)*)\s*$`,
  "u",
);

/** The lines with as many blanks for the sign that parts their figures, where the text parts many of them by it and none is left out. */
export function withoutSigns<One extends Printed>(lines: readonly One[]): readonly One[] {
  const parted = lines.map(({ text }) => partedBy(text));
  const long = parted.flatMap((found) => (found && found.count >= FEWEST_FIGURES ? found.sign : []));
  const own = [...new Set(long)].filter((sign) => long.filter((one) => one === sign).length >= FEWEST_LINES);
  const [sign, ...others] = own;
  if (sign === undefined || others.length > 0) return lines;
  return lines.map((line, rank) => {
    const found = parted[rank];
    const from = found && found.sign === sign ? found.from : line.text.length;
    const text = line.text.slice(0, from) + line.text.slice(from).replaceAll(sign, " ");
    return { ...line, text: text.replace(LEADING, (signs) => " ".repeat(signs.length)) };
  });
}

/** Dots that lead to the figures of a line, or a colon that no words stand before. */
const LEADING = /(?:[.．·…‥•_]{2,}|^\s*[:：])(?=[-+−\d.\s]+$)/u;

interface Parted {
  readonly sign: string;
  readonly count: number;
  /** Where the first figure begins. */
  readonly from: number;
}

/** The one sign between each two figures at the end of a line; null where there are several, or a figure lacks between two. */
function partedBy(text: string): Parted | null {
  const match = PARTED.exec(text);
  const run = match?.[1];
  const sign = match?.[2];
  if (run === undefined || sign === undefined) return null;
  const figures = run.split(sign).map((part) => part.trim());
  // A stroke between blanks may be an empty cell.
  if (sign === "/" && /\s\/|\/\s/u.test(run)) return null;
  if (!figures.every((figure) => WHOLE.test(figure)) || isOne(figures, sign)) return null;
  return { sign, count: figures.length, from: text.trimEnd().length - run.length };
}

/** Whether the sign may stand within one thing: a figure in thousands, a day. */
function isOne([first = "", ...rest]: readonly string[], sign: string): boolean {
  if (sign === "，") return rest.every((figure) => figure.length === 3);
  return sign === "/" && rest.length === 2 && /^(?:19|20)\d{2}$/.test(first);
}

const WHOLE = new RegExp(`^${FIGURE}$`, "u");
