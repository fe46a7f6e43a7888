// Which grid is which table of which form.

/** What heads that were all found add to a print's score: as much as a row.
 * @example a table of two rows whose heads are printed, against prose that mentions both */
export const COMPLETE_HEADS = 1;
/** What each of their columns adds: five as much as a row. @example heads of seven columns against those of one */
export const FOUND_COLUMN = 0.2;
/** What a row of the form that is not there takes: four missing rows outweigh one that was found.
 * @example the table of another edition, which has half of these rows */
export const MISSING_ROW = 0.3;
/** So much is a table however few of its rows it has. @example two labels letter by letter */
export const LEAST_SCORE = 2;
/** With less score this share of the rows must be there. @example the one row of a table of one */
export const LEAST_ROWS = 0.6;
/** The best edition must fit better by half a row. @example two editions of which one has a row more that is only alike */
export const EDITION_MARGIN = 0.5;
/** A table of another form than the document's must have this share of its rows.
 * @example a whole table of last decade's form beside this year's, and not four rows of the same names */
export const OTHER_FORM = 0.6;
/** Forms with a smaller share of the best form's labels are not tried: no misprint makes up for it.
 * @example 5 labels of an edition where another has 23 */
export const PROMISE = 0.3;
/** With fewer labels found letter by letter every form is tried. @example a table in other words, its heads known */
export const ENOUGH_LABELS = 8;
/** More of a piece's rows printed before than this share, and it is a print of its own.
 * @example last year's table above this year's; a piece that repeats its page's last row goes on with the same */
export const MOST_REPEATED = 0.5;
/** A print of a table found so much worse than the best is a piece of something else.
 * @example a list of three of the rows in a paragraph above the table */
export const LEAST_COPY = 0.5;
/** Of a table's rows more must be found for the others to be surely not there.
 * @example twelve rows of twenty-five, read from half a page */
export const MOST_FOUND = 0.6;
/** Lines over a table that may be its heading. @example its title, and the unit or year below it */
export const MOST_HEADINGS = 2;
/** The longest of them that is no prose. @example an organ's name of 20 letters, the year and the title */
export const LONGEST_HEADING = 40;
/** Letters of a heading that a diagnostic tells. @example «三、甲乙丙丁» */
export const TOLD_HEADING = 20;
/**
 * So many rows whose figures fit their columns only when exchanged show that the print does not keep the order of its cells: one may
 * be a publisher's error.
 * @example `-2 31 77` where the second column has changes, and `18.5 6` where it has amounts
 */
export const EXCHANGED_ROWS = 2;
