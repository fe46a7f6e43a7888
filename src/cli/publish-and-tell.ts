// Makes a release from the datasets of runs, and says what became of it.
import { resolve } from "node:path";
import { loadLinker } from "../places/load.ts";
import { publish } from "../publish/publish.ts";
import { loadPipeline, loadPublishPlan } from "../run/pipeline.ts";
import { msg } from "./messages.ts";
import { packageVersion } from "./package-facts.ts";
import { PUBLISH_DEFAULTS, type PublishFlags } from "./publish-defaults.ts";
import type { ToPublish } from "./run-and-tell.ts";
import { result, say } from "./voice.ts";

const LICENSE = "CC-BY-4.0";

/**
 * @param runs output folders of runs
 * @param out folder of the release; one that is there is replaced when all gates hold
 * @throws Error when a gate fails or a dataset cannot be read; the last release stays
 */
export async function publishAndTell(
  pipelineFile: string,
  runs: readonly string[],
  out: string,
  flags: PublishFlags,
): Promise<void> {
  const { collection } = loadPipeline(pipelineFile);
  const plan = loadPublishPlan(pipelineFile);
  const path = (name: string | undefined) => (name === undefined ? null : resolve(name));
  const { documents, reports, linked, cells, changes } = await publish({
    runs: runs.map((run) => resolve(run)),
    release: resolve(out),
    forms: collection.forms,
    prose: collection.prose,
    linker: loadLinker(plan.places, plan.organs, flags.hosts ?? null),
    plan: plan.release,
    places: plan.places,
    facts: { name: collection.name, title: plan.title, version: flags.release, license: LICENSE },
    program: `gongkai ${packageVersion()}`,
    threads: Number(flags.threads),
    memory: flags.memory,
    against: path(flags.against),
    accepted: path(flags.accepted),
    testInputs: flags.testInput,
  });
  say(msg`${documents} documents, ${reports} reports, ${linked} of a known organ, ${cells} cells`);
  if (changes !== null) say(msg`${changes} changes`);
  say(msg`${out}: open README.md first`);
  result({ documents, reports, linked, cells, changes, out });
}

/** The release that a pipeline file asks for. @throws as `publishAndTell` */
export async function publishOwn(pipelineFile: string, { dataset, release }: ToPublish): Promise<void> {
  const { folder, version = PUBLISH_DEFAULTS.release, testInputs } = release;
  const flags = { ...PUBLISH_DEFAULTS, release: version, testInput: testInputs };
  await publishAndTell(pipelineFile, [dataset], folder, flags);
}
