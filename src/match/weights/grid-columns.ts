// Heads and columns of a grid.

/** Share of a row's cells that must be heads for it to be a row of heads. @example seven heads and three other words */
export const HEAD_SHARE = 0.6;
/** A row that numbers the columns begins with no greater number: labels have at most three columns.
 * @example «4 5 6 7» under the heads behind «甲乙丙» */
export const MOST_FIRST_NUMBER = 4;
/** Rows above a head in which words tell whose figures stand under it. @example year, organ, group and the head's own */
export const ROWS_ABOVE_HEAD = 4;
/** Rows that show by themselves, in a grid, whether a publisher leaves cells empty. @example two full rows may be chance */
export const FULL_GRID_ROWS = 3;
/** Rows of a block, in cells that follow in order, that must fill their columns in one run: padding shows as a habit.
 * @example twenty rows of seven figures with an empty cell at either end */
export const LEAST_FILLED = 4;
/** The share of the rows that must do so. @example 19 of 23, where four are blank at places */
export const FILLED_ROWS = 0.75;
/** The share of their sums that must hold: a publisher's fail now and then. @example 21 of 23 */
export const FILLED_SUMS = 0.875;
/** Sums are compared to the sixth decimal. @example amounts in units of ten thousand: 0.000123 */
export const SCALE = 1e6;
/** Rows with as many cells too many that begin at the same one. @example one row of thirty that moved on says nothing of the others, seven do */
export const ALIKE_ROWS = 0.8;
/** Rows whose total stands a cell early that show how the whole table was written. @example «1 | | 1 |» once: an organ's own way */
export const FEWEST_EARLY = 2;
/** Noughts that show a table's habit to print them. @example five of them and a row beside with an empty cell may be chance, fifteen in one row are not */
export const PRINTED_NOUGHTS = 8;
/** Cells too many of one row of which sums are asked which they are: more can be left out in too many ways.
 * @example eighteen cells for fifteen columns: 816 ways */
export const MOST_LEFT_OUT = 3;
/** Parts of sums that hold, by which a row with a cell too many is read: one beside its total may be chance.
 * @example «13 21 34 | 15 15» has three */
export const LEAST_PARTS = 2;
/** Rows that fit their columns and have totals that hold: beside them a row without one has it a cell further on.
 * @example «4 2 6», «1 1», «5 3 8» and «7 7» above « | 3 3 | »; of two rows either may have a part as large as its total by chance */
export const ROWS_WITH_TOTALS = 4;
/** Rows that must print a unit at one place, for a column without a head to be that of units.
 * @example «条», «件», «次» behind the labels of a table; one «项» may be the rest of a label */
export const FEWEST_UNITS = 3;
/** Rows named as columns are that say that a grid lists its figures one below another.
 * @example two heads, each with its figure, below a row's label; a single one may be a head that stands among the rows */
export const FEWEST_LISTED = 2;
