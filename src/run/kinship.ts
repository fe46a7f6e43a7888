// Recognises what documents of a run are to one another: the same report again, a file that a page links to, another
// version with other figures. Must not know files; it sees records one by one and keeps only what tells them apart.
import { createHash } from "node:crypto";
import type { Kin, Report, Status } from "../model/report.ts";
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

/** Records of one report, told apart by how well they were read. */
interface Family {
  readonly members: number[];
  best: Reading;
}

interface Reading {
  readonly index: number;
  readonly source: string;
  readonly rank: number;
  readonly doubts: number;
}

interface LinkingPage {
  readonly source: string;
  readonly targets: readonly string[];
}

export class Kinship {
  private readonly families = new Map<string, Family>();
  /** The first family of an issuer, a year and a title. */
  private readonly versions = new Map<string, Family>();
  private readonly later: { readonly family: Family; readonly first: Family }[] = [];
  private readonly reports = new Map<string, number>();
  private readonly pages: LinkingPage[] = [];
  private count = 0;

  /** Documents come in the order of the run. */
  add(report: Report): void {
    const index = this.count;
    this.count += 1;
    if (report.tables.length > 0) this.reports.set(report.source, index);
    else if (report.links.length > 0) this.pages.push({ source: report.source, targets: report.links });
    if (report.bytes === 0) return;
    const figures = figuresKey(report);
    const keys = [`bytes ${report.sha256}`, ...(figures === null ? [] : [figures])];
    const family = keys.map((key) => this.families.get(key)).find((one) => one !== undefined);
    const mine = { index, source: report.source, rank: RANK[report.status], doubts: doubtsIn(report) };
    const joined = family ?? { members: [], best: mine };
    joined.members.push(index);
    if (isBetter(mine, joined.best)) joined.best = mine;
    for (const key of keys) if (!this.families.has(key)) this.families.set(key, joined);
    if (figures !== null && !family) this.compareVersions(report, joined);
  }

  /** What is known once all are in, by the number of the document; those without kin are left out. */
  kin(): ReadonlyMap<number, Kin> {
    const kin = new Map<number, Kin>();
    const tell = (index: number, fact: Kin) => kin.set(index, { ...kin.get(index), ...fact });
    for (const { members, best } of new Set(this.families.values())) {
      if (members.length === 1) continue;
      for (const index of members) if (index !== best.index) tell(index, { duplicateOf: best.source });
    }
    for (const { family, first } of this.later) {
      for (const index of family.members) tell(index, { differsFrom: first.best.source });
    }
    for (const { source, targets } of this.pages) {
      for (const target of targets) {
        const index = meant(target, source)
          .map((one) => this.reports.get(one))
          .find((one) => one !== undefined);
        if (index !== undefined && !kin.get(index)?.attachmentOf) tell(index, { attachmentOf: source });
      }
    }
    return kin;
  }

  /** Two reports of one issuer, year and title that print other figures: one was corrected, or altered on its way. */
  private compareVersions(report: Report, family: Family): void {
    const { issuer, year, edition, title } = report.identity;
    const key = `${issuer?.value} ${year?.value} ${edition} ${title?.value}`;
    const first = this.versions.get(key);
    if (first) this.later.push({ family, first });
    else this.versions.set(key, family);
  }
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
    kinship?.add(report);
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
  const hash = createHash("sha256").update(lines.join("\n")).digest("hex");
  return `figures ${issuer.value} ${year.value} ${edition} ${hash}`;
}

/**
 * The sources that a link of a page may mean: an address; in a folder or an archive the path that it gives, or the file of
 * that name beside the page, as saved pages have it.
 */
function meant(link: string, page: string): string[] {
  if (/^https?:/i.test(page)) return URL.canParse(link, page) ? [withoutHash(new URL(link, page).href)] : [];
  const member = page.lastIndexOf("!") + 1;
  const base = new URL(page.slice(member).split("/").map(encodeURIComponent).join("/"), PLACE);
  if (!URL.canParse(link, base.href)) return [];
  const { pathname } = new URL(link, base);
  const beside = `${folderOf(base.pathname)}${nameOf(pathname)}`;
  return [pathname, beside].map((path) => page.slice(0, member) + decoded(path.slice(1)));
}

/** Stands for the folder that the paths of an input are below. */
const PLACE = "http://input.invalid/";

function withoutHash(address: string): string {
  return address.replace(/#.*$/, "");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return path;
  }
}
