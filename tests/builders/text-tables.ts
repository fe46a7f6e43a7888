// Tables read out of flattened text, a text line a line.

import { streamOf } from "../../src/match/print/stream.ts";
import { cellsOfRegions } from "../../src/match/text/find.ts";
import { locateStream } from "../../src/match/text/locate.ts";
import type { Note } from "../../src/model/diagnostic.ts";
import type { Conventions, Form } from "../../src/model/form.ts";
import type { ReportCell } from "../../src/model/report.ts";

/** The cells of every table of the form that the text prints. */
export function cellsInText(
  text: string,
  { form, conventions }: { readonly form: Form; readonly conventions: Conventions },
  note: Note = () => {},
): ReportCell[] {
  const stream = streamOf(text.split("\n").map((line, index) => ({ text: line, at: { line: index + 1 } })));
  return cellsOfRegions(stream, locateStream(stream, form), { form, conventions }, note);
}
