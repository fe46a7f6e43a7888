// Loads what a pipeline file says of fetching: a run that reads documents needs none of it.
import { dirname, resolve } from "node:path";
import { loadLinkRules } from "../fetch/load-rules.ts";
import type { LinkRules, Years } from "../fetch/rules.ts";
import { PipelineError, parsePipelineFile } from "./pipeline.ts";
import { PIPELINE } from "./pipeline-shape.ts";

/** What a pipeline fetches, and by which patterns. */
export interface FetchPlan {
  readonly rules: LinkRules;
  /** Addresses of reports and of lists of them. */
  readonly sources: readonly string[];
  /** Absolute path of the archive's folder. */
  readonly archive: string | null;
  readonly years: Years | null;
}

/** @throws PipelineError when the file names no rules to find reports by, or is mistaken. */
export function loadFetchPlan(file: string): FetchPlan {
  const base = dirname(resolve(file));
  const { fetch } = parsePipelineFile(file, PIPELINE);
  if (!fetch) throw new PipelineError(`${file}: has no part «fetch»`);
  const [from, to] = fetch.years ?? [];
  return {
    rules: loadLinkRules(resolve(base, fetch.rules)),
    sources: fetch.sources,
    archive: fetch.archive === undefined ? null : resolve(base, fetch.archive),
    years: from === undefined || to === undefined ? null : { from, to },
  };
}
