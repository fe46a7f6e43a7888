// Places in a layout. Distances are those from one column to the next, or characters.

/** A figure this far from a column's middle may stand in it: more than half.
 * @example right between two columns either is possible */
export const COLUMN_REACH = 0.7;
/** How far columns may stand off their heads, shifted and scaled. @example figures set to the left of wide cells */
export const ALIKE_REACH = 0.25;
/** Columns that lie like their heads: two always do. @example the ends fix shift and scale, what is between proves them */
export const LEAST_LIKE_HEADS = 3;
/** Columns that excuse a row's figures from standing under their heads. @example three lie alike by chance once in a while */
export const LEAST_ALIKE_COLUMNS = 4;
/** Figures of other rows that show where a column stands. @example of two that differ the one under its head is right */
export const LEAST_OTHERS = 2;
/** How far a figure may stand off its column: a cell too many moves it by 1. @example 3 characters of 8 are 0.375 */
export const OFF_COLUMN = 0.4;
/** Figures that stand exactly below one another, and show that all of their column do.
 * @example of three that end at one place a fourth may end a blank or two behind it */
export const EXACT_ROWS = 6;
/** Rows with a figure in each column of which no single one sets the columns for the others.
 * @example one of six that stands a column further on moves their middles by a sixth of it */
export const MANY_SETTERS = 6;
/** How far a row with all its figures may be set off as a whole. @example a label that pushes its line by half a column */
export const SET_OFF = 0.5;
/** Rows with which a column has figures of several. @example of three rows two may be blank there */
export const COLUMN_ROWS = 4;
/** How much wider than the heads a row must be for these to be set closer.
 * @example a sixth cell makes five columns 1.25 times as wide */
export const WIDER = 1.25;
/** Places of figures' edges that tell how wide characters are. @example seven columns on one page */
export const LEAST_PLACES = 8;
/** How many of them the right width leaves. @example 7 places where the other width has 12 */
export const FEWER_PLACES = 0.75;
/** Blanks between pieces of one head that stand side by side. @example «甲   乙» */
export const PIECES_BESIDE = 3;
/** Lines between pieces that stand below one another. @example a head in the middle of a cell of five lines */
export const PIECES_BELOW = 4;
/** How far a mark may stand off the letters of its label. @example «甲乙丙 )» */
export const MARK_BESIDE = 2;
/** Lines between two rows in which a third's label may stand in pieces. @example a group of rows on the next page */
export const LINES_BETWEEN_ROWS = 40;
/** Lines of heads above the first row of a page. @example heads one letter a line, two deep */
export const LINES_OF_HEADS = 24;
