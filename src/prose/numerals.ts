// Reads numbers in running text, in Arabic and Chinese figures, with their powers and units.
// Must not know what is counted; words that say «about» come in.

/** A number with what is printed around it. Indexes into the folded text, the end excluded. */
export interface Numeral {
  readonly from: number;
  readonly to: number;
  /** Plain decimal. */
  readonly value: string;
  /** End of the number itself, before its unit. */
  readonly rawTo: number;
  readonly unit: string;
  readonly approximate: boolean;
}

/** Units, longest first, and the signs of an approximate number. */
export interface NumeralWords {
  readonly units: readonly string[];
  /** Between the digits and the unit. */
  readonly more: readonly string[];
  /** Those of editions of a paper. */
  readonly editions: ReadonlySet<string>;
}

const DIGITS = "零一二三四五六七八九";
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
const ARABIC = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y;
const HAN = /[零〇一二两三四五六七八九十百千]+/y;
const POWER = /[百千万亿]/;
/** «数十», «几百»: about so many. */
const VAGUE = /^[十百千]+$/;
/** Before a Chinese figure these make it part of a word, or of a figure that is none. */
const BOUND_BEFORE = /[第每其之进统同逐任唯某专单万初高零〇一二两三四五六七八九十百千]/;

/** @returns the number that begins at the place, or null where none does. */
export function numeralAt(text: string, from: number, words: NumeralWords): Numeral | null {
  const char = text.charAt(from);
  if (char >= "0" && char <= "9") return arabicAt(text, from, words);
  return hanAt(text, from, words);
}

function arabicAt(text: string, from: number, words: NumeralWords): Numeral | null {
  ARABIC.lastIndex = from;
  const digits = ARABIC.exec(text)?.[0];
  if (digits === undefined) return null;
  return withTail(text, from, from + digits.length, digits.replaceAll(",", ""), words);
}

function hanAt(text: string, from: number, words: NumeralWords): Numeral | null {
  HAN.lastIndex = from;
  const digits = HAN.exec(text)?.[0];
  if (digits === undefined || BOUND_BEFORE.test(text.charAt(from - 1))) return null;
  const value = hanValue(digits);
  if (value === null || (VAGUE.test(digits) && /[数几上]/.test(text.charAt(from - 1)))) return null;
  const read = withTail(text, from, from + digits.length, String(value), words);
  // A Chinese figure without a unit is a word more often than a number.
  return read.unit === "" ? null : read;
}

function withTail(text: string, from: number, to: number, digits: string, words: NumeralWords): Numeral {
  let at = to;
  let approximate = false;
  let power = 1;
  const more = () => {
    const word = words.more.find((one) => text.startsWith(one, at));
    if (word === undefined) return;
    at += word.length;
    approximate = true;
  };
  more();
  let unit = words.units.find((one) => text.startsWith(one, at));
  // 万元 is a unit of its own: the number stays as printed.
  while (unit === undefined && POWER.test(text.charAt(at))) {
    power *= POWERS[text.charAt(at)] ?? 1;
    at += 1;
    more();
    unit = words.units.find((one) => text.startsWith(one, at));
  }
  const rawTo = at;
  const end = rawTo + (unit?.length ?? 0);
  return {
    from,
    to: end + (unit ? secondUnit(text, end, words) : 0),
    rawTo,
    value: times(digits, power),
    unit: unit ?? "",
    approximate,
  };
}

/** Length of a second unit in brackets: «453篇（次）». */
function secondUnit(text: string, at: number, { units }: NumeralWords): number {
  if (text.charAt(at) !== "(") return 0;
  const unit = units.find((one) => one !== "" && text.startsWith(`${one})`, at + 1));
  return unit === undefined ? 0 : unit.length + 2;
}

/** Decimal digits times a power of ten, without binary fractions. */
function times(digits: string, power: number): string {
  const [whole = "", fraction = ""] = digits.split(".");
  const zeros = Math.round(Math.log10(power));
  const padded = fraction.padEnd(zeros, "0");
  const all = (whole + padded.slice(0, zeros)).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(zeros);
  return rest === "" ? all : `${all}.${rest}`;
}

/** `三百二十` is 320, `十二` 12, `二〇` 20; null for what is no number: «三四十», «五六件» leave it open. */
export function hanValue(text: string): number | null {
  const tidy = text.replaceAll("〇", "零").replaceAll("两", "二");
  if (/[一二三四五六七八九]{2}/.test(tidy) && !/^[零一二三四五六七八九]{3,}$/.test(tidy)) return null;
  if (/^[零一二三四五六七八九]{2,}$/.test(tidy))
    return Number([...tidy].map((char) => DIGITS.indexOf(char)).join(""));
  let sum = 0;
  let digit: number | null = null;
  for (const char of tidy) {
    const power = POWERS[char];
    if (power === undefined) {
      digit = DIGITS.indexOf(char);
      continue;
    }
    if (digit === null && power !== 10) return null;
    sum += (digit ?? 1) * power;
    digit = null;
  }
  return sum + (digit ?? 0);
}
