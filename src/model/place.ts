// Where something stands in a document: facts only, drawn as one line of text for people and files.
// Must not know containers, forms or files.

/** A spot in a document. Counts start at 1 and follow reading order; boxes are points from the page's top left. */
export interface Place {
  /** Table, counted over the document. */
  readonly table?: number;
  /** Row within the table, as stored. */
  readonly row?: number;
  /** Cell within the row, as stored (spans not expanded). */
  readonly cell?: number;
  /** Line of a plain text. */
  readonly line?: number;
  /** First and last character in that line, as UTF-16 offsets from 1. */
  readonly chars?: readonly [first: number, last: number];
  /** Paragraph of a document without tables or lines. */
  readonly paragraph?: number;
  readonly page?: number;
  readonly box?: readonly [left: number, top: number, right: number, bottom: number];
  /** Anything else that a container names its parts by: a sheet, a part, a meta element. */
  readonly part?: string;
}

/** The place as one line, the way `locator` columns and `explain` show it. Empty when nothing is known. */
export function locator(place: Place): string {
  const words: string[] = [];
  if (place.part !== undefined) words.push(place.part);
  if (place.page !== undefined) words.push(`page ${place.page}`);
  if (place.box !== undefined) words.push(`box ${place.box.map((edge) => edge.toFixed(1)).join(",")}`);
  if (place.table !== undefined) words.push(`table ${place.table}`);
  if (place.row !== undefined) words.push(`row ${place.row}`);
  if (place.cell !== undefined) words.push(`cell ${place.cell}`);
  if (place.paragraph !== undefined) words.push(`paragraph ${place.paragraph}`);
  if (place.line !== undefined) words.push(`line ${place.line}`);
  if (place.chars !== undefined) words.push(`chars ${place.chars[0]}-${place.chars[1]}`);
  return words.join(" ");
}
