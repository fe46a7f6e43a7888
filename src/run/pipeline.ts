// Loads a pipeline file and everything it names into a Collection. A mistake stops the run before any document.
// The only place that knows how a pipeline's files hang together.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { loadLinkRules } from "../fetch/load-rules.ts";
import type { LinkRules, Years } from "../fetch/rules.ts";
import { loadConventions, loadForms } from "../forms/load.ts";
import { loadProse } from "../forms/prose.ts";
import type { Collection } from "../model/collection.ts";
import type { IdentityRules } from "../model/identity.ts";
import { systemWords } from "../text/system-words.ts";
import { type FormSource, readWhole } from "../text/yaml.ts";
import { knownValue } from "./known-texts.ts";
import type { Bounds } from "./verdict.ts";

const words = z.array(z.string()).readonly();

const share = z.number().min(0).max(1);

const pipelineSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  forms: z.array(z.string()).min(1),
  conventions: z.string(),
  identity: z.string(),
  prose: z.string().optional(),
  inputs: z.array(z.strictObject({ path: z.string(), include: z.array(z.string()).optional() })).default([]),
  output: z.string().optional(),
  fetch: z
    .strictObject({
      rules: z.string(),
      sources: z.array(z.string()).default([]),
      archive: z.string().optional(),
      years: z.tuple([z.number().int(), z.number().int()]).optional(),
    })
    .optional(),
  publish: z
    .strictObject({
      places: z.string(),
      organs: z.string(),
      release: z.string(),
      to: z.string().optional(),
      version: z.string().optional(),
    })
    .optional(),
  verdict: z
    .strictObject({
      least_documents: z.number().int().nonnegative(),
      most_failed: share,
      most_partial: share,
      most_doubted_cells: share,
      most_failing_relations: share,
      least_reported_cells: share,
    })
    .partial()
    .default({}),
});

const identitySchema = z.strictObject({
  report_titles: words,
  look_alikes: words,
  title_fillers: words,
  title_labels: words,
  page_labels: words,
  source_labels: words,
  date_labels: words,
  title_meta: words,
  source_meta: words,
  date_meta: words,
  period: words,
  prose_year: z.string(),
  organ_endings: words,
  site_endings: words,
  prose_issuer: z.string(),
  chapter: z.string(),
});

export interface PipelineInput {
  /** Absolute path of a file or folder. */
  readonly path: string;
  /** Globs below a folder; everything when left out. */
  readonly include?: readonly string[];
}

export interface Pipeline {
  readonly file: string;
  /** Absolute paths of the files that say how documents are read. */
  readonly files: readonly string[];
  readonly collection: Collection;
  readonly inputs: readonly PipelineInput[];
  /** Absolute path of the dataset's folder. */
  readonly output: string | null;
  /** What a run publishes when its dataset is written; null where nothing. */
  readonly release: OwnRelease | null;
  readonly bounds: Bounds;
}

export interface OwnRelease {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** What it tells as its version. */
  readonly version?: string;
}

/** What a pipeline fetches, and by which patterns. */
export interface FetchPlan {
  readonly rules: LinkRules;
  /** Addresses of reports and of lists of them. */
  readonly sources: readonly string[];
  /** Absolute path of the archive's folder. */
  readonly archive: string | null;
  readonly years: Years | null;
}

/** A pipeline that cannot be run: the message names the file and what is wrong with it. */
export class PipelineError extends Error {
  override readonly name = "PipelineError";
}

/**
 * Loads a pipeline file with the forms that it names.
 *
 * @example
 * ```ts
 * const pipeline = loadPipeline(OWN_PIPELINE);
 * console.log(pipeline.collection.forms.map(({ edition }) => edition));
 * ```
 * @throws PipelineError, or the form loader's error with file and line.
 */
export function loadPipeline(file: string): Pipeline {
  const base = dirname(resolve(file));
  const spec = parse(file, pipelineSchema);
  const identityFile = resolve(base, spec.identity);
  const conventionsFile = resolve(base, spec.conventions);
  const proseFile = spec.prose === undefined ? null : resolve(base, spec.prose);
  const forms = spec.forms.map((name) => readSource(resolve(base, name)));
  return {
    file: resolve(file),
    files: [
      ...forms.map((form) => form.file),
      conventionsFile,
      identityFile,
      ...(proseFile ? [proseFile] : []),
    ],
    collection: {
      name: spec.name,
      forms: loadForms(forms),
      conventions: loadConventions(readSource(conventionsFile)),
      identity: identityRules(identityFile),
      prose: proseFile ? loadProse(readSource(proseFile)) : null,
    },
    inputs: spec.inputs.map(({ path, include }) => ({
      path: resolve(base, path),
      ...(include ? { include } : {}),
    })),
    output: spec.output === undefined ? null : resolve(base, spec.output),
    release: releaseOf(base, spec.publish),
    bounds: boundsOf(spec.verdict),
  };
}

/** @throws PipelineError when the file names no rules to find reports by, or is mistaken. */
export function loadFetchPlan(file: string): FetchPlan {
  const base = dirname(resolve(file));
  const { fetch } = parse(file, pipelineSchema);
  if (!fetch) throw new PipelineError(`${file}: has no part «fetch»`);
  const [from, to] = fetch.years ?? [];
  return {
    rules: loadLinkRules(resolve(base, fetch.rules)),
    sources: fetch.sources,
    archive: fetch.archive === undefined ? null : resolve(base, fetch.archive),
    years: from === undefined || to === undefined ? null : { from, to },
  };
}

function releaseOf(base: string, publish: z.infer<typeof pipelineSchema>["publish"]): OwnRelease | null {
  if (publish?.to === undefined) return null;
  const folder = resolve(base, publish.to);
  return publish.version === undefined ? { folder } : { folder, version: publish.version };
}

/** Absolute paths of what tells issuers and concepts apart in a release. */
export interface PublishPlan {
  readonly places: string;
  readonly organs: string;
  /** Folder of concepts, crosswalk, bounds and texts. */
  readonly release: string;
  readonly title: string;
}

/** @throws PipelineError when the file names no tables of places, or is mistaken. */
export function loadPublishPlan(file: string): PublishPlan {
  const base = dirname(resolve(file));
  const { publish, title } = parse(file, pipelineSchema);
  if (!publish) throw new PipelineError(`${file}: has no part «publish»`);
  const path = (name: string) => resolve(base, name);
  return {
    places: path(publish.places),
    organs: path(publish.organs),
    release: path(publish.release),
    title,
  };
}

type Verdict = z.infer<typeof pipelineSchema>["verdict"];

function boundsOf(verdict: Verdict): Bounds {
  const bounds = {
    leastDocuments: verdict.least_documents,
    mostFailed: verdict.most_failed,
    mostPartial: verdict.most_partial,
    mostDoubtedCells: verdict.most_doubted_cells,
    mostFailingRelations: verdict.most_failing_relations,
    leastReportedCells: verdict.least_reported_cells,
  };
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined));
}

function readSource(file: string): FormSource {
  try {
    const text = readFileSync(file, "utf8");
    return { file, text, value: knownValue(text) };
  } catch (error) {
    throw new PipelineError(`${file}: cannot be read: ${systemWords(error)}`);
  }
}

function parse<T>(file: string, schema: z.ZodType<T>): T {
  const read = readWhole(readSource(file), schema);
  if ("mistakes" in read) throw new PipelineError(read.mistakes);
  return read.value;
}

function patternsOf(file: string, flags: string): (source: string) => RegExp {
  return (source) => {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      throw new PipelineError(`${file}: ${source}: ${(error as Error).message}`);
    }
  };
}

function identityRules(file: string): IdentityRules {
  const spec = parse(file, identitySchema);
  const pattern = patternsOf(file, "u");
  return {
    reportTitles: spec.report_titles,
    lookAlikes: spec.look_alikes,
    titleFillers: spec.title_fillers,
    titleLabels: spec.title_labels,
    pageLabels: spec.page_labels,
    sourceLabels: spec.source_labels,
    dateLabels: spec.date_labels,
    titleMeta: spec.title_meta,
    sourceMeta: spec.source_meta,
    dateMeta: spec.date_meta,
    period: spec.period.map(pattern),
    proseYear: pattern(spec.prose_year),
    organEndings: spec.organ_endings,
    siteEndings: spec.site_endings,
    proseIssuer: pattern(spec.prose_issuer),
    chapter: pattern(spec.chapter),
  };
}
