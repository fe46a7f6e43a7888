// Turns what a reader found into one flow of paragraphs and grids, in reading order.
// Must not know labels or numbers.

import type { Note } from "../model/diagnostic.ts";
import type { Canvas, Paragraph, SourceDocument } from "../model/document.ts";
import type { Flow, Grid } from "../model/grid.ts";
import { withoutFillers } from "./fillers.ts";
import { cutAtGutters } from "./gutters.ts";
import { withoutHeadsInCells } from "./heads-in-cells.ts";
import { withLabelsFirst } from "./labels-behind.ts";
import { tablesOfNamed } from "./named-values.ts";
import { withoutPadding } from "./padded-rows.ts";
import { layOutPage } from "./page.ts";
import { splitParallel } from "./parallel-lines.ts";
import { putTogether } from "./parts.ts";
import { turnedRecord } from "./records.ts";
import { toGrid } from "./rectangle.ts";
import { mergeRepeated } from "./repeated-spans.ts";
import { layOutText } from "./text.ts";
import { withoutLeaders } from "./text-leaders.ts";
import { withoutSigns } from "./text-signs.ts";
import { withUnitsInCells } from "./unit-columns.ts";
import { withoutLoneUnits } from "./units-alone.ts";

export function layOut(document: SourceDocument, note: Note): Flow {
  const flow: (Paragraph | Grid)[] = [];
  let tables = 0;
  const lines = document.content.filter((block) => block.kind === "text");
  const texts = new Map(withoutSigns(lines).map((line, rank) => [lines[rank], line]));
  for (const block of document.content) {
    if (block.kind === "text") flow.push(texts.get(block) ?? block);
    else if (block.kind === "table") {
      tables += 1;
      const rows = withoutFillers(block.rows);
      const whole = mergeRepeated(rows) ?? rows;
      const apart = splitParallel(whole);
      const told = apart === whole ? block : { ...block, byNumber: true as const };
      flow.push(toGrid({ ...told, rows: apart }, note));
    } else if (block.kind === "plain") {
      for (const part of layOutText(block, note, tables + 1)) {
        if (part.kind === "grid") tables += 1;
        flow.push(part);
      }
    }
  }
  const pages = document.content.filter((block): block is Canvas => block.kind === "canvas");
  const whole = withGaps(pages.length > 0 ? [...flow, ...layOutPage(pages, note, tables + 1)] : flow);
  const apart = whole.flatMap(
    (block): Flow => (block.kind === "grid" ? cutAtGutters(block).map(withoutPadding) : [block]),
  );
  return putTogether(apart).flatMap((block) =>
    block.kind === "grid"
      ? tablesOfNamed(
          turnedRecord(withUnitsInCells(withoutLoneUnits(withLabelsFirst(withoutHeadsInCells(block))))),
        )
      : [block],
  );
}

/** The flow with gaps for the dots that lead from labels to figures, which any container's paragraphs may print. */
function withGaps(flow: Flow): Flow {
  const lines = flow.flatMap((block) => (block.kind === "text" ? [block] : []));
  const gaps = new Map(withoutLeaders(lines).map((line, rank) => [lines[rank] as Flow[number], line]));
  return flow.map((block) => gaps.get(block) ?? block);
}
