// Labels in a text.

/** Letters of foreign text between two rows that cost as much as one letter found.
 * @example a row of 8 letters is not reached over 90 of prose */
export const FOREIGN_PER_POINT = 10;
/** More text between costs no more: a page may lie between two rows. @example a table that goes on behind a chapter of prose */
export const MOST_FOREIGN_COST = 12;
/** What a label is worth more that begins a line or cell. @example a label, and its mention in a sentence */
export const STARTS_LINE = 0.5;
/** What a label costs at most behind which the word goes on. @example «甲乙丙» in «甲乙丙丁» */
export const RUNS_ON = 3;
/** Letters between a label in a sentence and its figure, or of the unit behind. @example «甲乙共计30人次» */
export const MOST_BESIDE = 3;
/** Letters around the rows in which the first and last may have changed places with others. @example three long labels */
export const MOST_AROUND = 120;
/** How many of the longest labels around the rows a misprinted one is looked for in. @example two rows, and their notes */
export const LABEL_REACH = 4;
/** Letters between two rows found in which one is looked for: comparing them is dear. @example eight rows with help text */
export const MOST_SOUGHT = 600;
/** Rows of a list that may stand unfound between two that are found. @example «4» behind «1» */
export const ROWS_BETWEEN = 2;
/** Rows beside one whose label was misread that may have been misread, too. @example two labels broken over one line */
export const ROWS_NEAR = 2;
/** Of labels with so many letters the beginning is looked for as well: a page breaks them. @example «甲乙丙丁戊» of «甲乙丙丁戊己庚辛» */
export const BREAKABLE_LABEL = 8;
/** The share of it that tells the label. @example 5 letters of 8; half would do for two rows that begin alike */
export const LABEL_BEGUN = 0.6;
