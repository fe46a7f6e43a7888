// Dots that lead from a label to its figure, or to the place where it would stand, and lines drawn to write it on: a gap. Must
// not know labels or units.

interface Printed {
  readonly text: string;
}

/** Behind a label; that a dot stands there is asked first: looking back from every character costs more. */
const BEHIND = "(?=[.．·…⋯‥•_])(?<=[\\p{L})）】”]\\s{0,3})";
const LONG = `${BEHIND}(?:[.．·…⋯‥•_]\\s?){4,}`;
/** Two signs of three dots each may be words left out, but not in a text that leads to its figures by dots. */
const SHORT = `${BEHIND}(?:(?:[.．·…⋯‥•_]\\s?){4,}|(?:[…⋯]\\s?){2,})`;
/** A line to write a figure on, which may stand out on both sides of it. */
const DRAWN = "(?=_)(?<=[\\p{Script=Han})）】”:：]\\s{0,3})_+";
const FIGURE = "[-+−]?\\d[\\d.,]*";
/** What closes the items of a list. */
const CLOSED = "\\s*[；;，,。]?\\s*$";
/** A unit behind a figure. */
const UNIT = new RegExp(`(?:${LONG}|${DRAWN})\\s*${FIGURE}\\s*_*\\s*(\\p{L}{1,2})${CLOSED}`, "u");
/** A stroke for no figure, with the unit that it may have. */
const STROKE = "[-—–/／]{1,2}\\s*\\p{L}{0,2}\\s*$";
const LEADER = new RegExp(`${LONG}(?=\\s*[-+−]?\\d)`, "gu");
const ANY_LEADER = new RegExp(`${SHORT}(?=\\s*(?:[-+−]?\\d|${STROKE}))`, "gu");
const ON_LINE = new RegExp(`(${DRAWN})(\\s*${FIGURE})(\\s*_*\\s*)(\\p{L}{1,2})(${CLOSED})`, "u");
/** The place of a figure that is not printed, and its unit. */
const NO_FIGURE = new RegExp(`(?:${SHORT}|${DRAWN})\\s*(\\p{L}{0,2})${CLOSED}`, "u");
/** So many lines with a unit behind their figures say which letters are units. */
const FEWEST = 3;

/**
 * The lines with as many blanks for the dots, so that what stands behind them stays in its place. Where dots of a text also lead
 * to no figure, each of its lines names what it leads to, and nothing is named where nothing stands, or the unit alone.
 */
export function withoutLeaders<One extends Printed>(lines: readonly One[]): readonly One[] {
  const units = lines.flatMap(({ text }) => UNIT.exec(text)?.[1] ?? []);
  const leads = units.length >= FEWEST;
  const leader = leads ? ANY_LEADER : LEADER;
  const lacking = lines.map(({ text }) => (leads ? NO_FIGURE.exec(text) : null));
  const named = lacking.some((match) => match !== null);
  return lines.map((line, rank) => {
    const { text } = line;
    const match = lacking[rank];
    if (match) {
      const [dots, word = ""] = match;
      const kept = units.includes(word) ? "" : word;
      return {
        ...line,
        text: text.slice(0, match.index) + gap(dots.slice(0, dots.length - kept.length), true) + kept,
      };
    }
    const led = text.replace(leader, (dots) => gap(dots, named));
    return { ...line, text: leads ? onLine(led, named) : led };
  });
}

/** A figure on a line without it, its unit right behind it. */
function onLine(text: string, named: boolean): string {
  return text.replace(
    ON_LINE,
    (_, drawn: string, figure: string, behind: string, unit: string, end: string) =>
      [gap(drawn, named), figure, unit, " ".repeat(behind.length + end.length)].join(""),
  );
}

function gap(dots: string, named: boolean): string {
  return named ? ":".padEnd(dots.length) : " ".repeat(dots.length);
}
