// Where the files that come with the program stand.
import { fileURLToPath } from "node:url";

/** The pipeline used when none is named. The path is the same from `src/cli` and from `dist/cli`. */
export function defaultPipeline(): string {
  return fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));
}
