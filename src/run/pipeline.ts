// Loads a pipeline file and everything it names into a Collection. A mistake stops the run before any document.
// The only place that knows how a pipeline's files hang together.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { loadConventions, loadForms } from "../forms/load.ts";
import { loadProse } from "../forms/prose.ts";
import type { Collection } from "../model/collection.ts";
import type { IdentityRules } from "../model/identity.ts";
import type { Shape } from "../text/shape.ts";
import { systemWords } from "../text/system-words.ts";
import { type FormSource, readWhole } from "../text/yaml.ts";
import { knownValue } from "./known-texts.ts";
import { IDENTITY, PIPELINE, type PipelineSpec } from "./pipeline-shape.ts";
import type { Bounds } from "./verdict.ts";

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
  /** Names of inputs whose documents are test material. */
  readonly testInputs: readonly string[];
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
  const spec = parsePipelineFile(file, PIPELINE);
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

function releaseOf(base: string, publish: PipelineSpec["publish"]): OwnRelease | null {
  if (publish?.to === undefined) return null;
  const folder = resolve(base, publish.to);
  const { version, test_inputs: testInputs } = publish;
  return { folder, testInputs, ...(version === undefined ? {} : { version }) };
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
  const { publish, title } = parsePipelineFile(file, PIPELINE);
  if (!publish) throw new PipelineError(`${file}: has no part «publish»`);
  const path = (name: string) => resolve(base, name);
  return {
    places: path(publish.places),
    organs: path(publish.organs),
    release: path(publish.release),
    title,
  };
}

function boundsOf(verdict: PipelineSpec["verdict"]): Bounds {
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
    return { file, text, known: (shape) => knownValue(text, shape) };
  } catch (error) {
    throw new PipelineError(`${file}: cannot be read: ${systemWords(error)}`);
  }
}

/** A file that a pipeline is made of, as a value of its shape. @throws PipelineError with every mistake in it */
export function parsePipelineFile<Value>(file: string, shape: Shape<Value>): Value {
  const read = readWhole(readSource(file), shape);
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
  const spec = parsePipelineFile(file, IDENTITY);
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
