// What a run may be told on the command line, and what its exit code tells.
// Must not load what a run needs: help and mistakes are answered at once.
import type { Command } from "commander";

/** Exit codes of `extract` and `run`, for their help. */
export const EXIT_CODES =
  "Exit codes: 0 all well · 1 some documents could not be read · 2 the run itself is broken · 3 a bound of the pipeline's verdict is broken";

/** What a run may be told on the command line. */
export interface RunFlags {
  readonly workers?: string;
  readonly timeout?: string;
  readonly memory?: string;
  readonly retry?: boolean;
  readonly maxSize?: string;
  readonly maxRatio?: string;
  readonly maxEntries?: string;
  readonly maxDepth?: string;
}

export function addRunFlags(command: Command): Command {
  return command
    .option(
      "-w, --workers <n>",
      "threads; 0 works in the main thread (default: as many as there are processors)",
    )
    .option("--timeout <seconds>", "most time for one document (default: 300; a scanned page takes some 10)")
    .option("--memory <megabytes>", "most memory for one thread (default: 2048)")
    .option("--retry", "read documents again that failed in the run kept in the output folder")
    .option("--max-size <megabytes>", "most for one document, unpacked (default: 256)")
    .option("--max-ratio <n>", "most unpacked bytes for one packed byte (default: 400)")
    .option("--max-entries <n>", "most entries of one archive (default: 2000000)")
    .option("--max-depth <n>", "most archives in one another (default: 5)");
}
