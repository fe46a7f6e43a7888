// What a reader hands on: the content of a document in reading order, before anyone asks what it means.
// Must not know forms, figures or files.
import type { Diagnostic } from "./diagnostic.ts";
import type { FailureCode } from "./failure.ts";
import type { Place } from "./place.ts";

/** Containers as `reports.csv` names them. */
export type Container =
  | "html"
  | "docx"
  | "txt"
  | "pdf"
  | "doc"
  | "wps"
  | "rtf"
  | "odt"
  | "xls"
  | "xlsx"
  | "ods"
  | "ofd"
  | "mhtml"
  | "md"
  | "csv"
  | "json"
  | "xml"
  | "yaml"
  | "epub"
  | "pptx"
  | "unknown";

/**
 * What a place shows beside its letters, so that an empty text is never taken for an empty cell.
 * `drawn`: ink, a picture, a control or an equation of which nothing is in the text. `lost`: letters that cannot be told.
 * `stand-in`: the text is what the source offers in place of a picture. `overlapping`: letters lie over one another.
 * `computed`: the text is the result of a formula that the file holds without one.
 * `recognised`: the text was read off the picture of the page, since its letters are drawn or cannot be told.
 */
export type Mark = "drawn" | "lost" | "stand-in" | "overlapping" | "computed" | "recognised";

/** A cell as stored: spans as the source states them, text with "\n" between its lines and paragraphs. */
export interface RawCell {
  readonly text: string;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly at: Place;
  readonly marks?: readonly Mark[];
  /** Its line ends before it, and it is taken for an empty cell since other lines do as well. */
  readonly supplied?: true;
}

/** A paragraph, a heading or a line. `text` keeps its white space: positions may be all that a layout left. */
export interface Paragraph {
  readonly kind: "text";
  readonly text: string;
  readonly at: Place;
  readonly role?: "title" | "heading";
  readonly marks?: readonly Mark[];
}

/** A table whose cell boundaries the source states. */
export interface RawTable {
  readonly kind: "table";
  readonly rows: readonly (readonly RawCell[])[];
  readonly at: Place;
  readonly caption?: string;
  /** Labels and figures were set beside one another by nothing but their number. */
  readonly byNumber?: true;
}

/** A whole plain text; which of its lines are tables is decided later. Lines are separated by "\n". */
export interface PlainText {
  readonly kind: "plain";
  readonly text: string;
}

/** A run of glyphs on a page. Units: points, origin at the page's top left, y downwards. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** A word with marks and no text is ink in its box. */
  readonly marks?: readonly Mark[];
}

/** A straight horizontal or vertical line drawn on a page, in the same units as `Word`. */
export interface Ruling {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A page known only as marks on paper (PDF, OFD): text boxes and drawn lines. */
export interface Canvas {
  readonly kind: "canvas";
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  readonly rulings: readonly Ruling[];
  /** True when the page is (mostly) a picture and its words come from character recognition, or are missing. */
  readonly scanned?: boolean;
  /** How the page was turned before anything on it was measured; left out where it stands as it is shown. */
  readonly turn?: Turn;
}

/** Quarters of a circle clockwise, then about the middle until lines that fall to the right by `slope` are level. */
export interface Turn {
  readonly quarters: 0 | 1 | 2 | 3;
  readonly slope: number;
}

export type Content = Paragraph | RawTable | PlainText | Canvas;

/** A fact stated beside the text: <title>, <meta name=…>, document properties. */
export interface MetaFact {
  readonly name: string;
  readonly text: string;
  readonly at: Place;
}

export interface SourceDocument {
  readonly container: Container;
  readonly meta: readonly MetaFact[];
  readonly content: readonly Content[];
  readonly diagnostics: readonly Diagnostic[];
  /** Links to other files that the page offers as attachments: target as written, and the link's text. */
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  /** Files within it that are documents of their own; none is left once the document has been read as a whole. */
  readonly enclosed?: readonly Enclosed[];
}

/** A file within a document, such as one that a mail was sent with. */
export interface Enclosed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is known of bytes before they are read. None of it is trusted over the bytes themselves. */
export interface ReadHints {
  readonly name?: string;
  readonly mediaType?: string;
  readonly charset?: string;
}

/** Why a document could not be read: one code, one sentence a person understands. Thrown by readers. */
export class UnreadableError extends Error {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason, message: string) {
    super(message);
    this.name = "UnreadableError";
    this.reason = reason;
  }
}

export type UnreadableReason = Exclude<FailureCode, "refused" | "fault">;

export interface Reader {
  readonly container: Container;
  /** @throws UnreadableError when the bytes cannot be read as this container. */
  read(bytes: Uint8Array, hints: ReadHints): Promise<SourceDocument>;
}

/** Channel of `node:diagnostics_channel` on which readers tell that a page was read that takes seconds, such as a scan. */
export const PAGE_READ = "gongkai:page-read";
