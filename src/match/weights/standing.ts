// Whose figures words speak of: above 0 for the report's own. Their sum is compared among copies.

/** A sample or blank form is never the report's, whatever else is said. @example a sample of the right year is at -5 */
export const SAMPLE = -8;
/** Another organ's figures are less likely the report's than another year's of its own.
 * @example a bureau's name over one of nine tables */
export const OTHER_ORGAN = -5;
/** The report's year speaks for a table, another against it. @example 2020 beside 2021 */
export const PERIOD = 3;
/** Of the organ alone and all below it, the whole is the report's. @example two columns of one head */
export const SUMMARY = 2;
/** The organ itself, where nothing speaks of the whole. @example its name beside a department's */
export const OWN = 1;
/** Figures that were put right are not the report's, whatever year they are of. @example the table before its correction */
export const SUPERSEDED = -8;
/** Of a column's figures the counts are the report's. @example the first of two columns under each head, the other of percentages */
export const COUNT = 1;
/** Shares and changes are nobody's counts, of whatever year. @example a column of percentages beside last year's figures */
export const SHARE = -8;
/** Over so many lines large type breaks a title. @example the organ, its year, and what it is a report about on two more */
export const LINES_OF_TITLE = 4;
