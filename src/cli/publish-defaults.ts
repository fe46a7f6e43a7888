// What `gongkai publish` may be told, and what holds when nothing is said.
// Must not load what a release needs: help and mistakes are answered at once.
import { availableParallelism } from "node:os";

export interface PublishFlags {
  readonly release: string;
  readonly threads: string;
  readonly memory: string;
  readonly against?: string;
  readonly accepted?: string;
  readonly hosts?: string;
  readonly testInput: readonly string[];
}

/** What holds when nothing else is said. */
export const PUBLISH_DEFAULTS: PublishFlags = {
  release: "0",
  threads: String(availableParallelism()),
  memory: "3GB",
  testInput: [],
};
