// Ink that is no text: drawn letters and small pictures as words without letters, so that their place is not empty.
// Must not know tables, or where the marks come from.
import type { Word } from "../model/document.ts";
import type { Box } from "./pdf-matrix.ts";
import { Groups, hulls } from "./scan-marks.ts";

/** Specks and hairs are no letters, in points. */
const LEAST = 1.5;
/** Drawn letters of one figure stand closer, in their heights. */
const CLOSE = 0.5;
/** More shapes than this are a map or a drawing: each stands for itself. */
const MOST = 4_000;

/** One word without text around the shapes that stand close on one line; `boxes` may come in any order. */
export function inkWords(boxes: readonly Box[]): Word[] {
  const seen = boxes.filter(({ left, top, right, bottom }) => Math.max(right - left, bottom - top) >= LEAST);
  const grouped = seen.length > MOST ? seen : together(seen);
  return grouped.map(({ left, top, right, bottom }) => ({
    text: "",
    left,
    top,
    right,
    bottom,
    marks: ["drawn"],
  }));
}

function together(boxes: readonly Box[]): Box[] {
  const sorted = [...boxes].sort((a, b) => a.left - b.left);
  const groups = new Groups();
  sorted.forEach((box, index) => {
    groups.add();
    for (let before = index - 1; before >= 0; before -= 1) {
      const other = sorted[before];
      if (!other) continue;
      if (isClose(other, box)) groups.join(before, index);
    }
  });
  return hulls(sorted, groups);
}

function isClose(one: Box, other: Box): boolean {
  const height = Math.max(one.bottom - one.top, other.bottom - other.top);
  const level = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return level > height * 0.4 && other.left - one.right <= height * CLOSE && height <= TALLEST;
}

/** Higher than two lines of large type, in points, it is a picture of something else. */
const TALLEST = 40;

/** Places of text that is gone: what stood there cannot be told, and the place is empty only if nobody asks. */
export function goneWords(boxes: readonly Box[]): Word[] {
  return boxes.map(({ left, top, right, bottom }) => ({
    text: "",
    left,
    top,
    right,
    bottom,
    marks: ["lost"],
  }));
}
