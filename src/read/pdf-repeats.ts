// Pictures that the library paints in one go: where each of them stands.
// Must not know what the pictures show, nor other operators.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Matrix, matrixFrom } from "./pdf-matrix.ts";

/** Where the pictures stand that the library paints in one go: a bitmap font comes as one picture a letter. */
export function placesOf(operator: number, args: readonly unknown[]): Matrix[] {
  if (operator === OPS.paintImageXObjectRepeat) {
    const [, across, down, positions] = args;
    return repeated([Number(across), 0, 0, Number(down)], positions);
  }
  if (operator === OPS.paintImageMaskXObjectRepeat) {
    const [, a, b, c, d, positions] = args;
    return repeated([Number(a), Number(b ?? 0), Number(c ?? 0), Number(d)], positions);
  }
  const list = (operator === OPS.paintImageMaskXObjectGroup ? args[0] : args[1]) as
    | readonly { transform?: unknown }[]
    | undefined;
  return (list ?? []).map(({ transform }) => matrixFrom(transform)).filter((place) => place !== null);
}

function repeated([a, b, c, d]: readonly [number, number, number, number], positions: unknown): Matrix[] {
  const places = Array.from((positions ?? []) as ArrayLike<number>);
  return places.flatMap((x, i) => (i % 2 === 0 ? [[a, b, c, d, x, places[i + 1] ?? 0] as const] : []));
}
