// Recognises what documents of a run are to one another: the same report again, a file that a page links to, another
// version with other figures. Must not know files of documents; it sees records one by one and keeps only what tells them
// apart, on disk, since a run may hold millions.
import { join } from "node:path";
import type { Kin, Report, Status } from "../model/report.ts";
import { sha256 } from "../store/digest.ts";
import { Scratch } from "../store/scratch.ts";
import { meant } from "./link-targets.ts";
import { type Done, noCounts, type OnProgress } from "./progress.ts";

/** With fewer figures than this, two reports can be alike by chance: a small office reports a table of zeros. */
const LEAST_FIGURES = 20;
/** With fewer different figures than this, too. */
const LEAST_DIFFERENT = 6;

const RANK: Readonly<Record<Status, number>> = {
  clean: 0,
  flagged: 1,
  partial: 2,
  not_a_report: 3,
  failed: 4,
};

/** Records of one report: how many they are, and the one that was read best. A family is called by its first member. */
interface Family {
  readonly size: number;
  readonly best: Reading;
}

interface Reading {
  readonly index: number;
  readonly source: string;
  readonly rank: number;
  readonly doubts: number;
}

/** What is known of documents once all are in. */
export interface KinList {
  /** Documents with kin. */
  readonly size: number;
  /** By the number of the document, from the first to the last; those without kin are left out. */
  inOrder(): AsyncIterable<readonly [index: number, kin: Kin]>;
}

/** What a table is kept under, the number of a document behind it. */
const TABLES = {
  /** Digest of bytes or figures → name of the family. */
  same: "s",
  /** Name → family. */
  family: "f",
  /** Name and number of a member of a family of several. */
  member: "m",
  /** Issuer, year and title → name of their first family. */
  first: "v",
  /** Name of a later family → name of the first. */
  later: "l",
  /** Source of a report → its number. */
  report: "r",
  /** Number of a page → its source and where it links to. */
  page: "p",
  /** Number of a document → its kin. */
  kin: "k",
} as const;

export class Kinship {
  private count = 0;

  private constructor(private readonly table: Scratch) {}

  /** @param out the folder of the run, which is locked. @throws WriteError, as all of this */
  static async open(out: string): Promise<Kinship> {
    return new Kinship(await Scratch.open(join(out, ".gongkai", "kin"), out));
  }

  close(): Promise<void> {
    return this.table.close();
  }

  /** Documents come in the order of the run, one after the other. */
  async add(report: Report): Promise<void> {
    const index = this.count;
    this.count += 1;
    const { source, links } = report;
    if (report.tables.length > 0) await this.table.set(TABLES.report + source, String(index));
    else if (links.length > 0)
      await this.table.set(TABLES.page + numbered(index), JSON.stringify({ source, links }));
    if (report.bytes === 0) return;
    const figures = figuresKey(report);
    const keys = [report.sha256, ...(figures === null ? [] : [figures])].map((key) => TABLES.same + key);
    const known = keys.map((key) => this.table.get(key)).find((name) => name !== undefined);
    const name = known ?? numbered(index);
    for (const key of keys) if (this.table.get(key) === undefined) await this.table.set(key, name);
    const mine = { index, source, rank: RANK[report.status], doubts: doubtsIn(report) };
    if (known === undefined) await this.put(TABLES.family + name, { size: 1, best: mine });
    else await this.join(name, mine);
    if (figures !== null && known === undefined) await this.compareVersions(report, name);
  }

  /** Asked once, when all are in. */
  async kin(): Promise<KinList> {
    await this.tellCopies();
    await this.tellVersions();
    await this.tellAttachments();
    let size = 0;
    for await (const _ of this.table.entries(TABLES.kin)) size += 1;
    return { size, inOrder: () => this.inOrder() };
  }

  private async *inOrder(): AsyncGenerator<readonly [number, Kin]> {
    for await (const [key, value] of this.table.entries(TABLES.kin))
      yield [numberIn(key), JSON.parse(value) as Kin];
  }

  private async join(name: string, mine: Reading): Promise<void> {
    const { size, best } = this.family(name);
    // The first of a family has no kin for as long as it is alone.
    if (size === 1) await this.table.set(memberKey(name, best.index), "");
    await this.table.set(memberKey(name, mine.index), "");
    await this.put(TABLES.family + name, { size: size + 1, best: isBetter(mine, best) ? mine : best });
  }

  private async tellCopies(): Promise<void> {
    for await (const [key] of this.table.entries(TABLES.member)) {
      const index = numberIn(key);
      const { best } = this.family(key.slice(1, 1 + DIGITS));
      if (index !== best.index) await this.tell(index, { duplicateOf: best.source });
    }
  }

  private async tellVersions(): Promise<void> {
    for await (const [key, first] of this.table.entries(TABLES.later)) {
      const name = key.slice(1);
      const differsFrom = this.family(first).best.source;
      await this.tell(numberIn(key), { differsFrom });
      // The member that the family is called by has been told already.
      for await (const [member] of this.table.entries(TABLES.member + name))
        if (numberIn(member) !== numberIn(key)) await this.tell(numberIn(member), { differsFrom });
    }
  }

  private async tellAttachments(): Promise<void> {
    for await (const [, value] of this.table.entries(TABLES.page)) {
      const { source, links } = JSON.parse(value) as { source: string; links: string[] };
      for (const link of links) {
        const found = meant(link, source)
          .map((one) => this.table.get(TABLES.report + one))
          .find((one) => one !== undefined);
        if (found !== undefined && !this.kinOf(Number(found)).attachmentOf)
          await this.tell(Number(found), { attachmentOf: source });
      }
    }
  }

  /** Two reports of one issuer, year and title that print other figures: one was corrected, or altered on its way. */
  private async compareVersions(report: Report, name: string): Promise<void> {
    const { issuer, year, edition, title } = report.identity;
    const told = `${issuer?.value} ${year?.value} ${edition} ${title?.value}`;
    const key = TABLES.first + sha256(told);
    const first = this.table.get(key);
    if (first === undefined) await this.table.set(key, name);
    else await this.table.set(TABLES.later + name, first);
  }

  private family(name: string): Family {
    return JSON.parse(this.table.get(TABLES.family + name) as string) as Family;
  }

  private kinOf(index: number): Kin {
    const known = this.table.get(TABLES.kin + numbered(index));
    return known === undefined ? {} : (JSON.parse(known) as Kin);
  }

  private tell(index: number, fact: Kin): Promise<void> {
    return this.put(TABLES.kin + numbered(index), { ...this.kinOf(index), ...fact });
  }

  private put(key: string, value: object): Promise<void> {
    return this.table.set(key, JSON.stringify(value));
  }
}

/** So that keys stand in the order of their numbers. */
const DIGITS = 12;

function numbered(index: number): string {
  return String(index).padStart(DIGITS, "0");
}

/** The number at the end of a key. */
function numberIn(key: string): number {
  return Number(key.slice(-DIGITS));
}

function memberKey(name: string, index: number): string {
  return TABLES.member + name + numbered(index);
}

/** Hands records on, and tells of each to those who follow the run. */
export async function* watched(
  finished: AsyncIterable<Done>,
  kinship: Kinship | null,
  bytes: number,
  onProgress: OnProgress,
): AsyncGenerator<Report> {
  const byStatus = noCounts();
  let done = 0;
  for await (const { report, through, reused } of finished) {
    await kinship?.add(report);
    byStatus[report.status] += 1;
    done += 1;
    const { source, status, reasons } = report;
    onProgress({ done, through, bytes, byStatus, document: { source, status, reasons, reused } });
    yield report;
  }
}

function isBetter(one: Reading, other: Reading): boolean {
  return one.rank - other.rank < 0 || (one.rank === other.rank && one.doubts < other.doubts);
}

function doubtsIn(report: Report): number {
  let count = 0;
  for (const { cells } of report.tables) for (const cell of cells) if (cell.doubts.length > 0) count += 1;
  return count;
}

/** Issuer, year and every figure, where they are enough to know a report by. Doubtful figures prove nothing. */
function figuresKey(report: Report): string | null {
  const { issuer, year, edition } = report.identity;
  const cells = report.tables.flatMap((table) => table.cells);
  const figures = cells.filter((cell) => cell.state === "reported");
  const different = new Set(figures.map((cell) => cell.value));
  if (!issuer || !year || figures.length < LEAST_FIGURES || different.size < LEAST_DIFFERENT) return null;
  if (cells.some((cell) => cell.doubts.length > 0)) return null;
  const lines = cells.map((cell) => `${cell.table} ${cell.row} ${cell.column} ${cell.value ?? ""}`).sort();
  return sha256([issuer.value, year.value, edition, ...lines].join("\n"));
}
