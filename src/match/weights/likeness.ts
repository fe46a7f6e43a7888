// How alike words are: 1 for the same letters, 0 for nothing in common.

/** A label with this many letters is told from other words; a shorter one stands in them by chance.
 * @example «丙丁» ends a dozen longer labels */
export const LEAST_LETTERS = 4;
/** The same but for what stands in brackets: help text and units come and go there. Still exact, less than the same letters.
 * @example «甲乙丙(件)» for «甲乙丙» */
export const EXACT = 0.97;
/** The beginning of a label, or a label with more behind it. @example «甲乙丙丁的数量» for «甲乙丙丁» */
export const BEGINNING = 0.9;
/** Fewer letters in common than this share are chance.
 * @example «甲乙丙丁戊己» and «庚甲辛壬癸子» share a letter in six */
export const LEAST_LIKENESS = 0.35;
/** Words that say a head, a group or a note: a long one may have a letter misprinted.
 * @example one letter of twenty-one changed is 0.952, one of twenty 0.95, one of six another word */
export const SAME_WORDS = 0.95;
/** A group's label beside a row: a letter of ten may be lost, since it only speaks for rows and binds none.
 * @example «甲乙丙丁戊己庚辛壬» without «壬» */
export const SAME_GROUP = 0.9;
/** A row's label by itself, whatever stands around it.
 * @example a letter of seven changed is 0.857; two labels that differ in one letter of six are two rows (0.833) */
export const SAME_LABEL = 0.85;
/** A head: shorter than labels, and read where only heads stand. @example a letter of five changed is 0.8 */
export const SAME_HEAD = 0.8;
/** A row of the form where order and groups speak for it as well. @example three letters of nine lost in its middle: 0.667 */
export const LEAST_LABEL = 0.65;
/** A head among others that are known: half of it tells which is left. @example «丙丁戊» for «甲乙丙丁戊»: 0.6 */
export const LEAST_HEAD = 0.5;
/** What a head loses that was met as often as the form has it: of two equally alike the other is meant.
 * @example «甲乙丙» twice, for two heads that begin so */
export const HEAD_SEEN = 0.2;
/** Another wording of the only row that is missing at that place. @example «甲乙丙丁» for «甲乙关于丙丁等» */
export const OTHER_WORDS = 0.4;
/** An unknown row so alike to a missing one puts its absence in doubt. @example «甲乙丙丁» and «甲乙戊己» */
export const MAYBE_SAME = 0.5;
/** Longer print is no label but prose. @example a sentence that has all words of a label */
export const LONGEST_LABEL = 24;
/** Letters of a unit that may be glued to a label in other words. @example «甲乙丙丁万元» */
export const UNIT_LETTERS = 2;
/** Of so many letters of a label one may be lost, doubled or changed, and so much of known print may be unknown.
 * @example two misprints in «甲乙丙丁戊己庚辛»; one in «甲乙丙丁»; none in «甲乙丙», which is looked for letter by letter */
export const LETTERS_PER_ERROR = 4;
