// Which printed row of a grid is which of the form.

/** What it costs to leave out a printed row: among equals the first is taken. @example two rows of one label */
export const SKIPPED_ROW = 0.01;
/** Sums of scores are compared up to what adding them rounds off. @example 0.1 + 0.2 and 0.3 */
export const ROUNDING = 1e-9;
/** The likeliest row is the only one meant where it is so much likelier than the next.
 * @example «3.丙丁» under its own group (1.15) and under another (0.65) */
export const CLEAR = 0.2;
/** What a label loses that has nothing beside it: a heading, or a mention. @example a line of prose that is a row's label */
export const BARE_LABEL = -0.5;
/** What groups may say at most against the only row that a label can be. @example a page did not close the group above */
export const MOST_AGAINST = -0.03;
/** The form's own list number speaks for a row a little: many are wrong. @example «2.甲乙丙» for «2.甲乙丙» */
export const SAME_NUMBER = 0.05;
/** Another number speaks against it, less than letters for it. @example «3.甲乙丙» for «2.甲乙丙» below a row left out */
export const OTHER_NUMBER = -0.15;
/** The row's own group beside it. @example «3.丙丁» beside the group whose third row it is */
export const OWN_GROUP = 0.1;
/** Another group beside it speaks against it more than a misprint does. @example «3.丙丁» beside the group below */
export const OTHER_GROUP = -0.4;
/** Rows that are pieces of one: a label of a narrow column over a page break. @example a label of 32 letters, four to a line */
export const MOST_PIECES = 8;
