// Writes a run's dataset. What people decided goes in last: records are kept as they were read, and a dataset holds what
// was made of them. Must not know where records come from.
import { relative } from "node:path";
import { applyDecisions } from "../decisions/apply.ts";
import { Ledger, ledgerPath } from "../decisions/ledger.ts";
import { type Outcome, writeDataset } from "../export/dataset.ts";
import type { Collection } from "../model/collection.ts";
import { Kinship, watched } from "./kinship.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Done, OnProgress } from "./progress.ts";
import { verdictOn } from "./verdict.ts";
import { madeBy, type Versions } from "./version.ts";

/** What became of a dataset in which the decisions of people are. */
export type DecidedOutcome = Outcome & {
  /** What is wrong with the file of decisions, one sentence each. */
  readonly undecided: readonly string[];
};

/** What a dataset is made by. */
export interface Made {
  readonly pipeline: Pipeline;
  readonly versions: Versions;
}

/**
 * The caller holds the lock of `out`.
 * @param finished the records in their order
 * @param total how far `through` goes
 * @throws WriteError
 */
export async function writeDecided(
  { pipeline, versions }: Made,
  out: string,
  finished: AsyncIterable<Done>,
  total: number,
  onProgress: OnProgress,
): Promise<DecidedOutcome> {
  const { collection, bounds } = pipeline;
  const decisions = new Decisions(out, collection);
  const kinship = await Kinship.open(out);
  try {
    const outcome = await writeDataset(out, {
      collection,
      madeBy: madeBy(pipeline, versions),
      reports: watched(decisions.applied(finished), kinship, total, onProgress),
      kinOf: () => kinship.kin(),
      verdictOn: (summary) => verdictOn(summary, bounds),
    });
    return { ...outcome, undecided: decisions.told() };
  } finally {
    await kinship.close();
  }
}

/** The decisions that stand beside the dataset in `out`. */
class Decisions {
  private readonly ledger: Ledger;
  private readonly unseen: Set<string>;

  constructor(
    private readonly out: string,
    private readonly collection: Collection,
  ) {
    this.ledger = new Ledger(ledgerPath(out));
    this.unseen = new Set(this.ledger.documents().keys());
  }

  async *applied(finished: AsyncIterable<Done>): AsyncGenerator<Done> {
    const decisions = this.ledger.documents();
    for await (const done of finished) {
      const own = decisions.get(done.report.sha256);
      this.unseen.delete(done.report.sha256);
      yield own ? { ...done, report: applyDecisions(done.report, own, this.collection) } : done;
    }
  }

  /** One sentence for all that could not be applied. Asked when all records have passed. */
  told(): string[] {
    const file = relative(this.out, this.ledger.path);
    const { mistaken } = this.ledger;
    return [
      ...(mistaken.length > 0 ? [`${file}: no decision stands in line ${mistaken.join(", ")}`] : []),
      ...(this.unseen.size > 0
        ? [`${file}: ${this.unseen.size} documents with decisions are not among the inputs`]
        : []),
    ];
  }
}
