// Where a table stands in a text, and which edition's.

/** Fewer letters hold no table. @example what is left of a line behind a table that was found */
export const LEAST_STRETCH = 8;
/** Share of its rows' letters that must be there. @example nine of twenty-five rows: a page of it */
export const LEAST_OF_LABELS = 0.35;
/** Or so many letters, in so many rows. @example four long labels of a table whose others were lost */
export const ENOUGH_MATCHED = 40;
/** The rows. @example two labels may stand in one sentence */
export const ENOUGH_FOUND = 3;
/** Foreign letters a row found: with more it is prose that mentions rows. @example a remark of a line behind each row */
export const FOREIGN_PER_ROW = 40;
/** Share of heads' letters that must be there, where no row has a label. @example one head of four lost */
export const LEAST_OF_HEADS = 0.75;
/** And not more letters than so many times the heads'. @example a paragraph that uses the same words */
export const MOST_OF_HEADS = 1.5;
/** Share of heads over all rows of a block that makes it worth reading by itself. @example one block of four, on a page */
export const WHOLE_HEADS = 0.8;
/** Heads with fewer letters say too little for that. @example «项目 数量» */
export const LEAST_HEAD_LETTERS = 11;
/** Heads are looked for over a block in so many times their own letters. @example heads with a year and a unit in each */
export const HEAD_REACH = 1.4;
/** Share of a block's heads behind a row that says they are printed again, on a new page. @example four heads of seven */
export const HEADS_AGAIN = 0.6;
/** Letters by which the best edition must fit better than the next. @example one short label more */
export const TEXT_MARGIN = 3;
/** And the share of its own letters: the more there are, the more may be misprinted. @example 20 of 400 */
export const TEXT_SHARE = 0.05;
/** Printed characters behind a block in which figures are looked for that are nobody's. @example a row without its label */
export const REACH_BEHIND = 40;
/** And more for each column. @example «1,234.5» and a unit */
export const REACH_PER_COLUMN = 8;
/** Characters before «is to be» in which a correction names its cell. @example a row and a column of 40 letters each, and the table */
export const CORRECTION_REACH = 120;
