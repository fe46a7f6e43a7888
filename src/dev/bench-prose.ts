// What the reading of prose adds to a document: each is extracted with the rules of prose and without them, in turn,
// after both have warmed up over all documents; told is the median of the differences, in time of the processor.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Collection } from "../model/collection.ts";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { cost, type Measure, median, rounded, type Share, shareOf } from "./bench-time.ts";

const PASSES = 11;
/** Documents read before any is measured, as a run over an archive has. */
const WARM_UP = 400;

export async function benchProse(files: readonly string[], share: Share): Promise<Measure[]> {
  const { collection } = loadPipeline(
    fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
  );
  const without: Collection = { ...collection, prose: null };
  const documents = files.map((name) => ({ name, bytes: new Uint8Array(readFileSync(name)) }));
  const extract = ({ name, bytes }: (typeof documents)[number], by: Collection) =>
    extractDocument({ source: name, bytes, sha256: "0".repeat(64), hints: { name } }, by);
  let statements = 0;
  const passes = documents.map((): { ours: number; added: number }[] => []);
  const measured = shareOf(PASSES, share);
  const warming = Math.ceil(shareOf(WARM_UP, share) / documents.length);
  for (let pass = 0; pass < warming + measured; pass += 1) {
    statements = 0;
    for (const [index, document] of documents.entries()) {
      const { cpu: bare } = await cost(() => extract(document, without));
      const { cpu: ours } = await cost(async () => {
        statements += (await extract(document, collection)).prose.length;
      });
      passes[index]?.push({ ours, added: ours - bare });
    }
  }
  const told = (cost: "ours" | "added") =>
    passes.map((all) => median(all.slice(-measured).map((one) => one[cost])));
  const mean = (values: readonly number[]) => values.reduce((sum, ms) => sum + ms, 0) / values.length;
  return [
    {
      measure: "prose",
      documents: documents.length,
      statements,
      ours_ms: rounded(mean(told("ours"))),
      added_ms: rounded(mean(told("added"))),
      worst_added_ms: rounded(Math.max(...told("added"))),
    },
  ];
}
