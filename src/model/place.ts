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
  /** The last of several cells of that row, `cell` being the first, where it is not known which of them it is. */
  readonly lastCell?: number;
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

/** Where something stands of which is only known that it is one of these places, in their order: from the first of them to the last. */
export function stretch(first: Place, last: Place): Place {
  const isRow = first.table === last.table && first.row === last.row;
  const { cell: from = 0, line, box, chars } = first;
  const { cell: to = 0, box: end, chars: endChars } = last;
  return {
    ...first,
    ...(isRow && to > from ? { lastCell: to } : {}),
    ...(line === last.line && chars && endChars ? { chars: [chars[0], endChars[1]] } : {}),
    ...(first.page === last.page && box && end ? { box: around(box, end) } : {}),
  };
}

type Box = NonNullable<Place["box"]>;
const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** The place as one line, the way `locator` columns and `explain` show it. Empty when nothing is known. */
export function locator(place: Place): string {
  const words: string[] = [];
  if (place.part !== undefined) words.push(place.part);
  if (place.page !== undefined) words.push(`page ${place.page}`);
  if (place.box !== undefined) words.push(`box ${place.box.map((edge) => edge.toFixed(1)).join(",")}`);
  if (place.table !== undefined) words.push(`table ${place.table}`);
  if (place.row !== undefined) words.push(`row ${place.row}`);
  if (place.cell !== undefined)
    words.push(`cell ${place.cell}${place.lastCell === undefined ? "" : `-${place.lastCell}`}`);
  if (place.paragraph !== undefined) words.push(`paragraph ${place.paragraph}`);
  if (place.line !== undefined) words.push(`line ${place.line}`);
  if (place.chars !== undefined) words.push(`chars ${place.chars[0]}-${place.chars[1]}`);
  return words.join(" ");
}
