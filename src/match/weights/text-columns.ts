// Rows, columns and separators of a text.

/** Rows with a unit or a number behind their labels that make it a column's. @example three may be chance */
export const COLUMN_OF_ROWS = 4;
/** The share of rows that must. @example 15 of 20, where five have no unit */
export const COLUMN_SHARE = 0.75;
/** From this share on each row may begin with a number of its own, and is in doubt. @example half of the rows counted */
export const SUSPECT_SHARE = 0.5;
/** Share of rows that separators need not explain: something was lost or added there. @example 5 rows of 20 */
export const MOST_ODD = 0.25;
/** Rows that they must explain. @example three rows are explained by anything */
export const LEAST_EXPLAINED = 4;
/** Marks of the last head and of either row's end, where rows follow in a line. @example «|1|2||» behind «甲||» */
export const MARKS_AROUND = 3;
/** Rows that show, in a text, whether a publisher leaves cells empty. @example of three full rows all may be what was kept */
export const FULL_TEXT_ROWS = 4;
/** Lines of print that a row may go on with below its figures, where a text ends. @example a label in three more lines */
export const LABEL_LINES = 3;
/** Heads right before one another that are a row of heads. @example «甲» before «乙» is a row above another as well */
export const HEADS_IN_A_ROW = 3;
/** Blanks that set what stands behind them in a column. @example «甲乙    3»; two stand where an empty cell was left out */
export const WIDE_GAP = "    ";
/** Share of the rows with wide gaps that makes a text a layout. @example blanks in one row of five are a clerk's */
export const WIDE_ROWS = 0.25;
/** Lines above the first row in which heads are set in columns. @example heads one letter a line have no gaps */
export const HEADS_ABOVE = 6;
/** Equal lines of figures in this share of them, and repeated lines were kept. @example 3 of 20 */
export const REPEATED_FIGURES = 0.1;
/** Lines of letters that come again, and repeated lines were kept. @example one short label comes a dozen times */
export const REPEATED_CELLS = 3;
/** Columns from which on a row with the figures of two is no chance. @example a list of two columns that lost a label has four figures in a row */
export const WIDE_TABLE = 3;
