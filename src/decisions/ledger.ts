// The file of decisions: lines are added at its end, each on the disk before it is told, and none is ever changed.
// Must not know what decisions mean.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { appendLines } from "../store/append.ts";
import { writeError } from "../store/write-error.ts";
import { checkedDecision, type Decision, type Draft, signed } from "./decision.ts";

/** Several reviewers' files are merged by keeping the lines of all. */
const ATTRIBUTES = "*.jsonl merge=union\n";

/** Below the folder of a dataset. */
export const ledgerPath = (dataset: string): string => join(dataset, "review", "decisions.jsonl");

export class Ledger {
  private known: Decision[] = [];
  private byDocument = new Map<string, Decision[]>();
  private seen = "";
  /** Numbers of lines that are no decisions: cut off by a crash, or changed by hand. */
  mistaken: readonly number[] = [];

  constructor(readonly path: string) {
    this.refresh();
  }

  /** Of one document, as the file has them now. */
  of(sha256: string): readonly Decision[] {
    this.refresh();
    return this.byDocument.get(sha256) ?? [];
  }

  all(): readonly Decision[] {
    this.refresh();
    return this.known;
  }

  /** Digests of the documents that have decisions. */
  documents(): ReadonlyMap<string, readonly Decision[]> {
    this.refresh();
    return this.byDocument;
  }

  /**
   * Adds decisions; they are on the disk when this returns.
   * @throws Error when one is mistaken: none is added then. WriteError when the file cannot be written.
   */
  add(drafts: readonly Draft[], when: Date): readonly Decision[] {
    const decisions = drafts.map((draft) => signed(draft, when));
    const lines = decisions.map((decision) => `${JSON.stringify(decision)}\n`).join("");
    this.makeFolder();
    appendLines(this.path, lines);
    this.refresh();
    return decisions;
  }

  private makeFolder(): void {
    const folder = dirname(this.path);
    if (existsSync(folder)) return;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, ".gitattributes"), ATTRIBUTES);
    } catch (error) {
      throw writeError(this.path, error);
    }
  }

  private refresh(): void {
    const stamp = stampOf(this.path);
    if (stamp === this.seen) return;
    this.seen = stamp;
    this.known = [];
    this.byDocument = new Map();
    const mistaken: number[] = [];
    const ids = new Set<string>();
    const text = stamp === "" ? "" : readFileSync(this.path, "utf8");
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "") continue;
      const decision = decisionIn(line);
      if (decision === null) mistaken.push(index + 1);
      else if (!ids.has(decision.id)) this.take(decision, ids);
    }
    this.mistaken = mistaken;
  }

  private take(decision: Decision, ids: Set<string>): void {
    ids.add(decision.id);
    this.known.push(decision);
    const own = this.byDocument.get(decision.sha256);
    if (own) own.push(decision);
    else this.byDocument.set(decision.sha256, [decision]);
  }
}

function decisionIn(line: string): Decision | null {
  try {
    return checkedDecision(JSON.parse(line));
  } catch {
    return null;
  }
}

function stampOf(path: string): string {
  if (!existsSync(path)) return "";
  const { size, mtimeMs, ino } = statSync(path);
  return `${ino} ${size} ${mtimeMs}`;
}
