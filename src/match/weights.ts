// Every number in match/ that is judged and not counted: thresholds, least counts, shares, costs, reaches. Each has its reason
// and an example of what it tells apart; no other file of match/ holds one.

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

// What is printed in a text: words, figures, remarks.

/** Characters in which a row's list number stands: words that open a list may come first. @example «其中：(十二)» */
export const NUMBER_REACH = 8;
/** Characters of a list number with brackets and stop. @example «(十一)、» */
export const ENUMERATOR_REACH = 6;
/** Characters that may stand between a label's letter and a figure of its own. @example «甲乙( 3 )丙» */
export const MARKS_BEFORE_FIGURE = 4;
/** The longest print without a gap that is read as one cell. @example a figure with its unit and a footnote in brackets */
export const LONGEST_WORD = 40;
/** Print behind a row that may be a figure is looked at so far. @example «(见注)1234.56» */
export const LONGEST_FIGURE = 12;
/** The longest figure that is cut out of others: more digits are no number of a report. @example a code of 18 digits */
export const LONGEST_DIGITS = 18;
/** Letters that spoil a figure without being a word. @example «12a»; «12件甲乙» is a figure and a word */
export const MOST_SPOILING = 2;
/** A longer run of one sign is a line that was drawn. @example «------» for nothing, «----------» a rule */
export const LONGEST_STRUCK = 6;
/** A remark in brackets has so many letters: fewer are a unit or a mark. @example «(含甲乙)»; «(件)» */
export const LEAST_REMARK = 3;
/** The longest remark behind a figure. @example «12(其中甲乙丙3件、丁戊9件)» */
export const FIGURE_REMARK = 60;
/** The longest behind a label of a list. @example «甲乙(包括丙丁戊己庚辛)：3» */
export const LISTED_REMARK = 30;
/** The longest behind a label, help text: brackets further apart are of two. @example six lines of instructions */
export const LONGEST_REMARK = 400;
/** The longest print of a cell that is no prose. @example «1,234.56万元»; a head of six letters */
export const LONGEST_CELL = 12;

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

// How much is compared or kept: beyond it nothing is told.
/** Choices of columns for one line. @example C(7,3) = 35 are given up, C(7,5) = 21 are not */
export const MOST_OPTIONS = 24;
/** Choices of columns for the strips of a page. @example C(8,4) = 70 are given up */
export const MOST_WAYS = 64;
/** Choices of prints for the heads of a page, and words among them. @example a page of prose */
export const MOST_CHOICES = 400;
/** Rows that say the same, for it to be said of all of them. @example «2022» beside each of ten rows; beside five it may be a figure */
export const FEWEST_SAME = 10;
/** Figures set in groups of three by a blank, for it to be the table's way. @example «1 642», «94 649»; two may be misprints */
export const FEWEST_GROUPED = 3;
/** Words tried for the pieces of one wording. @example a page on which the first word of a label stands in every line */
export const MOST_STEPS = 10_000;
/** Combinations of the ways of several pages. @example three pages of 6 ways each are 216 */
export const MOST_COMBINATIONS = 200;
/** Printed texts remembered for each part of a form. @example the labels of a thousand clerks; figures come once */
export const MOST_REMEMBERED = 2_000;
/** Printed texts whose wording is remembered. @example all that a hundred reports print */
export const MOST_WORDINGS = 20_000;
