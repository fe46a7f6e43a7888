// What publishers put where a figure belongs, and what a reader of it may be certain of.
// Must not know forms.

/** What may be stated of a cell without a doubt. A state that is not named here would be a misreading. */
export interface Allowed {
  /** The numbers that it may be read as: plain decimals. */
  readonly values: readonly string[];
  /** It may be read as blank or struck. */
  readonly empty: boolean;
  readonly unreadable: boolean;
  /** It may be said not to be there. */
  readonly absent: boolean;
}

const NOTHING: Allowed = { values: [], empty: false, unreadable: false, absent: false };
export const EMPTY: Allowed = { ...NOTHING, empty: true };
export const LOST: Allowed = { ...NOTHING, empty: true, absent: true };

/** What a clearly printed text says: a number, nothing, or a digit's remains. */
export function allowedFor(text: string): Allowed {
  if (text === "" || text === "-") return EMPTY;
  const bare = text.replace(/^(-?)0+(?=\d)/, "$1").replace(/^\./, "0.");
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return { ...NOTHING, unreadable: true };
  return { ...NOTHING, values: [bare], unreadable: bare !== text };
}

export interface Sign {
  readonly name: string;
  readonly print: (figure: string) => string;
  readonly allowed: (figure: string) => Allowed;
}

/** The number may be read, or the cell be called unreadable; it is never blank. */
const reads = (value: (figure: string) => string) => (figure: string) => ({
  ...NOTHING,
  values: [value(figure)],
  unreadable: true,
});
/** No number may be read with certainty. */
const unreadable = () => ({ ...NOTHING, unreadable: true });
const struck = () => ({ ...EMPTY });

const sign = (
  name: string,
  print: string | ((figure: string) => string),
  allowed: Sign["allowed"],
): Sign => ({
  name,
  print: typeof print === "string" ? () => print : print,
  allowed,
});

export const SIGNS: readonly Sign[] = [
  sign("currency", (figure) => `¥${figure}`, reads(String)),
  sign("brackets", (figure) => `(${figure})`, unreadable),
  sign(
    "roman numeral",
    "Ⅲ",
    reads(() => "3"),
  ),
  ...["〇", "零", "○", "O", "o"].map((zero) =>
    sign(
      `zero as ${zero}`,
      zero,
      reads(() => "0"),
    ),
  ),
  sign(
    "numeral in words",
    "十二",
    reads(() => "12"),
  ),
  sign(
    "power word",
    "5万",
    reads(() => "50000"),
  ),
  sign("letter for a zero", "1O", unreadable),
  sign("letter for a one", "1l", unreadable),
  sign("lost character", (figure) => `${figure}\ufffd`, unreadable),
  sign("box for a lost character", (figure) => `${figure}□`, unreadable),
  sign(
    "thousands by apostrophes",
    "12'288",
    reads(() => "12288"),
  ),
  sign(
    "thousands by commas",
    "12,288",
    reads(() => "12288"),
  ),
  sign("odd commas", "1,2,3", unreadable),
  sign("fraction", "3/4", unreadable),
  sign("range", "3-4", unreadable),
  sign("less than", "<5", unreadable),
  sign("about", "约5", unreadable),
  sign("per cent", "5%", unreadable),
  sign("question mark", "？", unreadable),
  sign("spreadsheet error", "#REF!", unreadable),
  sign("word", "详见附件", unreadable),
  sign(
    "full-width digits",
    "１２",
    reads(() => "12"),
  ),
  sign("unit", (figure) => `${figure}件`, reads(String)),
  sign("dash", "—", struck),
  sign("stroke", "/", struck),
  sign("word for nothing", "无", struck),
];
