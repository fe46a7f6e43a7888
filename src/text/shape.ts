// Shapes of what comes from outside, as zod schemas that are made when something is first held against them: a short command
// knows its own files already, and making schemas that it never asks was a quarter of its time.
// Must not know what the shapes are of.
import { createRequire } from "node:module";
import type { z } from "zod";

export type Zod = typeof z;

export interface Shape<Value> {
  /** What a value of this shape is known by. */
  readonly name: string;
  readonly schema: () => z.ZodType<Value>;
}

/** The values that have a shape. */
export type Shaped<S> = S extends Shape<infer Value> ? Value : never;

let library: Zod | undefined;
let language: Parameters<Zod["config"]>[0] | undefined;

/** The language of mistakes, for when the library is loaded. It is that of all copies of it in the process. */
export function speakOfShapes(wanted: Parameters<Zod["config"]>[0]): void {
  language = wanted;
  library?.config(wanted);
}

/** The library, loaded when it is first asked for. */
export function zod(): Zod {
  if (library === undefined) {
    library = (createRequire(import.meta.url)("#zod") as typeof import("zod")).z;
    if (language !== undefined) library.config(language);
  }
  return library;
}

/** @param make is called once, when the shape is first asked for */
export function shapeOf<S extends z.ZodType>(name: string, make: (library: Zod) => S): Shape<z.output<S>> {
  let schema: S | undefined;
  return {
    name,
    schema: () => {
      schema ??= make(zod());
      return schema as z.ZodType<z.output<S>>;
    },
  };
}
