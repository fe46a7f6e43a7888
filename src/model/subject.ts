// What a document is about, as far as its title and prose tell before its tables are read.

export interface Subject {
  /** Four digits; null where nothing says it. */
  readonly year: string | null;
  /** The organ as printed; null where nothing says it. */
  readonly issuer: string | null;
}

/** Words over a table or a column that say whose figures stand there, and of which year. */
export interface SubjectWords {
  /** The organ with all below it. */
  readonly summary: readonly string[];
  /** The organ by itself. */
  readonly own: readonly string[];
  /** A form to copy from, with no figures of anybody. */
  readonly sample: readonly string[];
  /** Figures that others were put in the place of. */
  readonly superseded: readonly string[];
  readonly ownPeriod: readonly string[];
  readonly otherPeriod: readonly string[];
  /** Of less than a year. */
  readonly partPeriod: readonly string[];
  /** Under a column's head: the figures are counts. */
  readonly counts: readonly string[];
  /** Under a column's head: the figures are shares, or changes since another year. */
  readonly shares: readonly string[];
  /** That a figure stands in brackets. */
  readonly bracketed: readonly string[];
  /** Words that end as organs' names do and are none. */
  readonly noOrgan: readonly string[];
  /** Organs below the report's own. */
  readonly otherOrgan: readonly string[];
  /** What stands before the name of a table that is attached. */
  readonly attached: readonly string[];
  /** What titles of tables say: an organ is named before it. */
  readonly titles: readonly string[];
  /** What else may begin a title: no name goes on with it. */
  readonly subjects: readonly string[];
}
