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
/** The most digits before the point that a figure has of which nobody asks whether it is several. @example «2770032100830» is a column of figures without its line ends */
export const MOST_DIGITS = 12;
/** Letters that spoil a figure without being a word. @example «12a»; «12件甲乙» is a figure and a word */
export const MOST_SPOILING = 2;
/** A longer run of one sign is a line that was drawn. @example «------» for nothing, «----------» a rule */
export const LONGEST_STRUCK = 6;
/** Signs for nothing and digits that are run together are a cell each in rows of so many cells. @example «---»; «--» may be one word */
export const LEAST_APART = 3;
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
