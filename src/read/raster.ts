// A page as a picture: shades of grey, turned upright and straight, and which of its pixels are ink.
// Must not know words, lines of a table or where the picture comes from.

/** Shades row by row: 0 is black, 255 is white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly shade: Uint8Array;
}

/** 1 where there is ink. Same size and order as the raster it was made of. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly dark: Uint8Array;
}

/** @param rgba four bytes a pixel, laid over white paper */
export function rasterOf(rgba: Uint8ClampedArray, width: number, height: number): Raster {
  const shade = new Uint8Array(width * height);
  for (let i = 0; i < shade.length; i += 1) {
    const at = i * 4;
    const [red = 0, green = 0, blue = 0, alpha = 255] = [rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]];
    const light = (red * 299 + green * 587 + blue * 114) / 1000;
    shade[i] = Math.round((light * alpha + 255 * (255 - alpha)) / 255);
  }
  return { width, height, shade };
}

/** The side of the square, in pixels, over which the paper's own shade is taken. */
const NEIGHBOURHOOD = 61;
/** Ink is darker than its neighbourhood by this share. */
const DARKER = 0.15;

/**
 * Shadows of folds and grey paper are not ink: a pixel is compared with what lies around it.
 * @param darker the share by which ink is darker than that; fine lines are paler than writing
 */
export function inkOf({ width, height, shade }: Raster, darker = DARKER): Ink {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += shade[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  const half = NEIGHBOURHOOD >> 1;
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - half) * (width + 1);
    const bottom = Math.min(height, y + half + 1) * (width + 1);
    const rows = (bottom - top) / (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - half);
      const right = Math.min(width, x + half + 1);
      const sum =
        (sums[bottom + right] ?? 0) -
        (sums[top + right] ?? 0) -
        (sums[bottom + left] ?? 0) +
        (sums[top + left] ?? 0);
      const mean = sum / (rows * (right - left));
      if ((shade[y * width + x] ?? 255) < mean * (1 - darker)) dark[y * width + x] = 1;
    }
  }
  return { width, height, dark };
}

/** The raster turned clockwise by quarters of a circle. */
export function turned(raster: Raster, quarters: 0 | 1 | 2 | 3): Raster {
  if (quarters === 0) return raster;
  const { width, height, shade } = raster;
  const [w, h] = quarters === 2 ? [width, height] : [height, width];
  const out = new Uint8Array(shade.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to =
        quarters === 1
          ? x * w + (w - 1 - y)
          : quarters === 2
            ? (h - 1 - y) * w + (w - 1 - x)
            : (h - 1 - x) * w + y;
      out[to] = shade[y * width + x] ?? 255;
    }
  }
  return { width: w, height: h, shade: out };
}

/** The raster turned about its middle by a small angle: lines that fall to the right by `slope` become level. */
export function levelled(raster: Raster, slope: number): Raster {
  if (slope === 0) return raster;
  const { width, height, shade } = raster;
  const [cos, sin] = [1 / Math.hypot(1, slope), slope / Math.hypot(1, slope)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const out = new Uint8Array(shade.length).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fromX = cx + (x - cx) * cos - (y - cy) * sin;
      const fromY = cy + (x - cx) * sin + (y - cy) * cos;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const [dx, dy] = [fromX - left, fromY - top];
      const at = top * width + left;
      out[y * width + x] = Math.round(
        ((shade[at] ?? 255) * (1 - dx) + (shade[at + 1] ?? 255) * dx) * (1 - dy) +
          ((shade[at + width] ?? 255) * (1 - dx) + (shade[at + width + 1] ?? 255) * dx) * dy,
      );
    }
  }
  return { width, height, shade: out };
}

/** Pages are laid on the glass at most this far from straight: the slope of their lines. */
const STEEPEST = 0.06;

/** How far lines of writing and of tables fall to the right: 0.01 is one pixel in a hundred. */
export function slopeOf(ink: Ink): number {
  const coarse = bestSlope(pointsOf(ink, 4), 4, 0, STEEPEST, 0.002);
  const closer = bestSlope(pointsOf(ink, 2), 2, coarse, 0.006, 0.0005);
  return bestSlope(pointsOf(ink, 1), 1, closer, 0.0015, 0.0001);
}

/** Rows of ink, as high as the points are apart, stand out most where the slope is right: few hold much, the rest nothing. */
function bestSlope(points: Int32Array, grain: number, around: number, reach: number, step: number): number {
  let best = 0;
  let sharpest = -1;
  const steps = Math.round(reach / step);
  for (let i = -steps; i <= steps; i += 1) {
    const slope = around + i * step;
    const rows = new Map<number, number>();
    for (let p = 0; p < points.length; p += 2) {
      const row = Math.round(((points[p + 1] ?? 0) - (points[p] ?? 0) * slope) / grain);
      rows.set(row, (rows.get(row) ?? 0) + 1);
    }
    let sharp = 0;
    for (const count of rows.values()) sharp += count * count;
    if (sharp > sharpest || (sharp === sharpest && Math.abs(slope) < Math.abs(best))) {
      sharpest = sharp;
      best = slope;
    }
  }
  return Math.abs(best) < step / 2 ? 0 : best;
}

/** So many points of ink say all that there is to say about a slope. */
const MOST_POINTS = 60_000;

/** Pixels of ink as x and y in turn, one of each square of `every` pixels, thinned out evenly where they are many. */
function pointsOf({ width, height, dark }: Ink, every: number): Int32Array {
  const found: number[] = [];
  for (let y = 0; y < height; y += every) {
    for (let x = 0; x < width; x += every) if (dark[y * width + x] === 1) found.push(x, y);
  }
  const stride = Math.max(1, Math.ceil(found.length / 2 / MOST_POINTS));
  if (stride === 1) return Int32Array.from(found);
  const kept: number[] = [];
  for (let i = 0; i < found.length; i += 2 * stride) kept.push(found[i] ?? 0, found[i + 1] ?? 0);
  return Int32Array.from(kept);
}
