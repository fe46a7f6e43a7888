// Where the forms that come with the package stand. Must load nothing: help asks for it.
import { fileURLToPath } from "node:url";

/** The pipeline file used when none is named. The path is the same from `src/run` and from `dist/run`. */
export const OWN_PIPELINE: string = fileURLToPath(
  new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url),
);
