// How much is compared or kept: beyond it nothing is told.

/** Choices of columns for one line. @example C(7,3) = 35 are given up, C(7,5) = 21 are not */
export const MOST_OPTIONS = 24;
/** Choices of columns for the strips of a page. @example C(8,4) = 70 are given up */
export const MOST_WAYS = 64;
/** Choices of prints for the heads of a page, and words among them. @example a page of prose */
export const MOST_CHOICES = 400;
/** Rows that say the same, for it to be said of all of them. @example «2022» beside each of ten rows; beside five it may be a figure */
export const FEWEST_SAME = 10;
/** Times that a table does a thing, for it to be its way. @example «1 642», «94 649», «7 331»; heads over each part of a list */
export const FEWEST_TIMES = 3;
/** Words tried for the pieces of one wording. @example a page on which the first word of a label stands in every line */
export const MOST_STEPS = 10_000;
/** Combinations of the ways of several pages. @example three pages of 6 ways each are 216 */
export const MOST_COMBINATIONS = 200;
/** Printed texts remembered for each part of a form. @example the labels of a thousand clerks; figures come once */
export const MOST_REMEMBERED = 2_000;
/** Printed texts whose wording is remembered. @example all that a hundred reports print */
export const MOST_WORDINGS = 20_000;
