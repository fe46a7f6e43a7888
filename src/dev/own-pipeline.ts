// Pipeline files beside our own, for the tools and tests of its makers: its forms and words, other inputs and outputs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

const DISCLOSURE = fileURLToPath(new URL("../../pipelines/disclosure/", import.meta.url));

/** Absolute paths. */
export interface Places {
  readonly input: string;
  readonly output: string;
  readonly release: string;
}

/** @returns the text of a pipeline file that may stand anywhere */
export function pipelineFor({ input, output, release }: Places): string {
  const own = parse(readFileSync(join(DISCLOSURE, "pipeline.yaml"), "utf8"));
  const { name, title, forms, conventions, identity, prose, publish } = own;
  const there = (path: string) => join(DISCLOSURE, path);
  const all = (paths: Record<string, string>) =>
    Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, there(path)]));
  return stringify({
    ...{ name, title, forms: forms.map(there) },
    ...all({ conventions, identity, prose }),
    publish: { ...all(publish), to: release, version: "1" },
    inputs: [{ path: input }],
    output,
  });
}
