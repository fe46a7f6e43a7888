// The canvas on which pdfjs draws pages: compiled for each system, so that it can be missing where all else is there. Letters and
// lines are read without one; only pictures of pages need it. Must not know pages.
import { createRequire } from "node:module";

const NAME = "@napi-rs/canvas";
/** As it is installed. */
export const CANVAS_PACKAGE = `${NAME}@0.1.80`;

let loaded: boolean | undefined;

/** Whether pages can be drawn here: whether the canvas that pdfjs asks for can be loaded. */
export function canDraw(): boolean {
  loaded ??= isThere();
  return loaded;
}

function isThere(): boolean {
  try {
    // From where pdfjs asks for it.
    createRequire(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"))(NAME);
    return true;
  } catch {
    // Not installed, or not made for this system: what is thrown differs by system, and nothing else is asked.
    return false;
  }
}

/** The library makes one while it is being loaded, and uses it when it draws. */
class UnusedMatrix {}

/**
 * Loads a module that loads pdfjs. Without a canvas the library could not be loaded for want of a `DOMMatrix`, and would warn on
 * the console that it cannot draw.
 */
export async function withoutCanvas<T>(load: () => Promise<T>): Promise<T> {
  if (canDraw()) return load();
  const { warn } = console;
  console.warn = () => undefined;
  Object.assign(globalThis, { DOMMatrix: UnusedMatrix });
  try {
    return await load();
  } finally {
    console.warn = warn;
    Reflect.deleteProperty(globalThis, "DOMMatrix");
  }
}
