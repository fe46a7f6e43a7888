// What a reviewer works with: the dataset, the originals it was read from, and the decisions about it.
// Must not know the network.
import { resolve } from "node:path";
import type { Draft } from "../decisions/decision.ts";
import { Ledger, ledgerPath } from "../decisions/ledger.ts";
import type { Collection } from "../model/collection.ts";
import type { Place } from "../model/place.ts";
import type { Report, ReportCell } from "../model/report.ts";
import { readDocument } from "../read/read.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { readAsked } from "../store/asked.ts";
import type { Entry } from "../store/record-index.ts";
import { Catalogue } from "./catalogue.ts";
import { type Original, Originals } from "./originals.ts";
import { publishedPage } from "./published.ts";
import { type Asked, queuePage } from "./queue.ts";
import { seenPage } from "./seen.ts";
import { viewOf } from "./view.ts";
import type { DocumentAnswer, QueueAnswer, Shown } from "./wire.ts";

export interface DeskOptions {
  /** Folder of the dataset. */
  readonly dataset: string;
  /** Where the documents lie now, when that is not where the run read them. */
  readonly sources: readonly string[];
  readonly pipeline: string;
  readonly onProgress: (documents: number) => void;
}

/** There is no such document, or it cannot be shown; the message is for people. */
export class NotShown extends Error {
  override readonly name = "NotShown";
}

export class Desk {
  private constructor(
    private readonly options: DeskOptions,
    private catalogue: Catalogue,
    private readonly originals: Originals,
    readonly ledger: Ledger,
    readonly collection: Collection,
  ) {}

  /** @throws Error when the folder holds no dataset, or nothing tells where its documents lie */
  static async open(options: DeskOptions): Promise<Desk> {
    const { dataset, sources, onProgress } = options;
    const catalogue = await Catalogue.open(dataset, onProgress);
    const asked = readAsked(dataset);
    const inputs = sources.length > 0 ? sources.map((path) => ({ path: resolve(path) })) : asked?.inputs;
    if (!inputs)
      throw new Error(`${dataset}: nothing tells where its documents lie: name them with --sources`);
    const pipeline = asked?.pipeline ?? options.pipeline;
    const originals = new Originals({ pipeline, inputs, options: asked?.options ?? {} });
    const { collection } = loadPipeline(options.pipeline);
    return new Desk(options, catalogue, originals, new Ledger(ledgerPath(dataset)), collection);
  }

  get dataset(): string {
    return this.options.dataset;
  }

  /** The file that names the forms. */
  get pipeline(): string {
    return this.options.pipeline;
  }

  async queue(asked: Asked): Promise<QueueAnswer> {
    await this.refresh();
    return queuePage(this.catalogue, this.ledger.documents(), asked);
  }

  async document(n: number): Promise<DocumentAnswer> {
    await this.refresh();
    const record = this.record(n);
    const view = viewOf(record, this.ledger.of(record.sha256), this.collection);
    return { ...view, ...(await this.shown(n, record)) };
  }

  /** How a document can be shown. */
  async shown(n: number, { source, sha256, container, diagnostics }: Report): Promise<Shown> {
    const turned = diagnostics.filter(({ code }) => code === "read/page-turned");
    if (await this.originals.find(source, sha256))
      return { n, turned, shown: container === "pdf" || container === "html" ? container : "page" };
    return { n, turned, shown: null, missing: `${source}: its bytes are not where they were read` };
  }

  /** The number of the document with these bytes; null when it is not in the dataset any more. */
  numberOf(sha256: string): number | null {
    for (const entry of this.catalogue.entries()) if (entry[11] === sha256) return entry[0];
    return null;
  }

  record(n: number): Report {
    return JSON.parse(this.catalogue.record(this.entry(n))) as Report;
  }

  /** Decisions about one document. @throws Error when one is mistaken or about other bytes: none is kept then */
  async decide(n: number, drafts: readonly Draft[]): Promise<DocumentAnswer> {
    const sha256 = this.entry(n)[11];
    if (!Array.isArray(drafts) || drafts.length === 0) throw new Error("no decision was sent");
    if (drafts.some((draft) => draft?.sha256 !== sha256)) throw new Error("a decision is about other bytes");
    if (drafts.some(({ decided, over }) => decided === null && over?.length === 0))
      throw new Error("there is no decision to take back");
    this.ledger.add(drafts, new Date());
    return this.document(n);
  }

  async original(n: number): Promise<Original> {
    const [, , , source] = this.entry(n);
    const original = await this.originals.find(source, this.entry(n)[11]);
    if (!original) throw new NotShown(`${source}: its bytes are not where they were read`);
    return original;
  }

  /**
   * The document as a page that runs nothing, the place marked.
   * @param asSeen as its reader saw it, also where it can be shown as it was published
   */
  async page(n: number, at: Place | null, raw: string, asSeen: boolean): Promise<string> {
    const { bytes, hints } = await this.original(n);
    const container = this.entry(n)[4];
    const published = container === "html" && !asSeen ? publishedPage(bytes, hints, at, raw) : null;
    if (published !== null) return published;
    const { content } = await readDocument(bytes, hints);
    return seenPage(content, at);
  }

  /** A cell by its keys. */
  cell(n: number, key: string): ReportCell | null {
    const cells = this.record(n).tables.flatMap((table) => table.cells);
    return cells.find(({ table, row, column }) => `${table}\n${row}\n${column}` === key) ?? null;
  }

  private entry(n: number): Entry {
    const entry = this.catalogue.find(n);
    if (!entry) throw new NotShown(`there is no document ${n}`);
    return entry;
  }

  /** Another run may have put another dataset in its place. */
  private async refresh(): Promise<void> {
    if (!this.catalogue.current)
      this.catalogue = await Catalogue.open(this.options.dataset, this.options.onProgress);
  }
}
