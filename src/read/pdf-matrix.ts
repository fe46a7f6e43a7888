// The 2×3 matrices of page description languages: points and boxes under a transformation.
// Must not know fonts, operators or documents.

/** `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that first does `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Six numbers from a library's array; null when they are not six finite numbers. */
export function matrixFrom(values: unknown): Matrix | null {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) return null;
  const [a, b, c, d, e, f] = Array.from(values as ArrayLike<unknown>, Number);
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  const matrix: Matrix = [a, b, c, d, e, f];
  return matrix.every(Number.isFinite) ? matrix : null;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const EVERYWHERE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** The upright box around the given corner points, each transformed. */
export function boxAround(matrix: Matrix, points: readonly (readonly [x: number, y: number])[]): Box {
  const [a, b, c, d, e, f] = matrix;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    const px = a * x + c * y + e;
    const py = b * x + d * y + f;
    left = Math.min(left, px);
    right = Math.max(right, px);
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
  }
  return { left, top, right, bottom };
}

/** What two boxes share; empty (left > right or top > bottom) when they share nothing. */
export function intersect(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}
