// A YAML file of a plan, held against its shape. Must not know what it is for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { readWhole } from "../text/yaml.ts";

/** @throws naming the file, with every mistake in it */
export function readPlanFile<Value>(plan: string, name: string, schema: z.ZodType<Value>): Value {
  const file = join(plan, name);
  const read = readWhole({ file, text: readFileSync(file, "utf8") }, { name, schema: () => schema });
  if ("mistakes" in read) throw new Error(read.mistakes);
  return read.value;
}
