// Numbers written in words of the Chinese script: 十二, 二百零五, 一八三七, 玖肆.
// Must not know documents, forms or what is counted.

const DIGITS = new Map(
  ["〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap((forms, value) =>
    [...forms].map((form): [string, number] => [form, value]),
  ),
);
const SMALL = new Map([
  ["十", 10],
  ["拾", 10],
  ["百", 100],
  ["佰", 100],
  ["千", 1000],
  ["仟", 1000],
]);

/** Words that multiply what stands before them, with the noughts they add. */
export const POWERS: ReadonlyMap<string, number> = new Map([
  ["十", 1],
  ["百", 2],
  ["千", 3],
  ["万", 4],
  ["亿", 8],
]);

/**
 * @param folded text without white space, in simplified characters
 * @returns the number that the whole text says, or null when it says none in the ways that numbers are written
 */
export function readNumeral(folded: string): number | null {
  if (folded === "") return null;
  const digits = [...folded].map((char) => DIGITS.get(char));
  if (digits.every((digit) => digit !== undefined)) return readPositional(digits as number[]);
  return readNamed(folded);
}

/** Digit after digit. A nought in front says that this is no number as one writes it. */
function readPositional(digits: readonly number[]): number | null {
  if (digits.length > 15 || (digits.length > 1 && digits[0] === 0)) return null;
  return Number(digits.join(""));
}

/** With the names of powers: sections of 亿 and 万, each below ten thousand. */
function readNamed(folded: string): number | null {
  const match = /^(?:([^亿万]+)亿)?(?:([^亿万]+)万)?([^亿万]*)$/u.exec(folded);
  if (!match) return null;
  const sections: readonly (readonly [text: string | undefined, worth: number])[] = [
    [match[1], 1e8],
    [match[2], 1e4],
    [match[3] === "" ? undefined : match[3], 1],
  ];
  let total = 0;
  for (const [text, worth] of sections) {
    if (text === undefined) continue;
    // A nought joins a section to a larger one: 一万零五.
    const value = readSection(total > 0 ? text.replace(/^[零〇]/u, "") : text);
    if (value === null) return null;
    total += value * worth;
  }
  return total;
}

/** Below ten thousand: falling powers, noughts only between them. */
function readSection(section: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let lowest = 10_000;
  for (const [index, char] of [...section].entries()) {
    const power = SMALL.get(char);
    if (power !== undefined) {
      if (power >= lowest || digit === 0) return null;
      // Only ten stands without a digit, and only in front.
      if (digit === null && !(power === 10 && index === 0)) return null;
      total += (digit ?? 1) * power;
      lowest = power;
      digit = null;
      continue;
    }
    const value = DIGITS.get(char);
    if (value === undefined || (digit !== null && digit !== 0)) return null;
    digit = value;
  }
  if (digit === 0) return null;
  return total + (digit ?? 0);
}
