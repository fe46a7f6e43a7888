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
  readonly followLinks?: boolean;
  readonly maxSize?: string;
  readonly maxRatio?: string;
  readonly maxEntries?: string;
  readonly maxDepth?: string;
}

export function addRunFlags(command: Command): Command {
  return addReadingFlags(
    command.option(
      "-w, --workers <n>",
      "processes that read; 0 reads in the command's own, without limits (default: as many as there are processors)",
    ),
  );
}

/** What holds on any machine. */
export function addReadingFlags(command: Command): Command {
  return command
    .option("--timeout <seconds>", "most time for one document, or for one page of a scan (default: 60)")
    .option("--memory <megabytes>", "most memory that one document may take (default: 2048)")
    .option("--follow-links", "read what symbolic links lead to outside of the inputs")
    .option("--retry", "read documents again that failed in the run kept in the output folder")
    .option("--max-size <megabytes>", "most for one document, unpacked (default: 256)")
    .option("--max-ratio <n>", "most unpacked bytes for one packed byte (default: 400)")
    .option("--max-entries <n>", "most entries of one archive (default: 2000000)")
    .option("--max-depth <n>", "most archives in one another (default: 5)");
}
