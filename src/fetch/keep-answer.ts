// What becomes of an answer: kept as what was wanted, kept for want of better, kept beside the rest, or only told.
// Must not know what is asked next.
import type { Archive } from "./archive.ts";
import type { Entry } from "./entry.ts";
import type { Leads } from "./lead.ts";
import type { Response } from "./response.ts";
import { originOf, type Task } from "./task.ts";

export interface Answered {
  readonly entry: Entry;
  /** Why it is not what was wanted; null where it is. */
  readonly reason: string | null;
}

/**
 * @param leads what the page leads to; null for what came with a status of its own
 * @param again the same bytes were found to be no report
 */
export function keepAnswer(
  archive: Archive,
  task: Task,
  response: Response,
  leads: Leads | null,
  again: boolean,
): Answered {
  const reason = reasonOf(response, leads);
  if (reason === null && leads) {
    const entry = archive.keep(originOf(task, leads), response, new Date());
    // The same bytes that were no report before are none now; what they lead to may be one.
    const same = again && entry.outcome === "unchanged";
    return { entry: same ? failed(archive, task, "no-report") : entry, reason: null };
  }
  const before = archive.entries.get(task.url);
  if (reason === "truncated" && leads && before?.offset === undefined) {
    const told = { outcome: "failed" as const, reason };
    return { entry: archive.keep(originOf(task, leads), response, new Date(), told), reason };
  }
  // Refusals are kept for archivists.
  if (leads === null) archive.keepAside(response, new Date());
  return { entry: failed(archive, task, reason ?? "", response.status), reason };
}

function reasonOf({ status, truncated }: Response, leads: Leads | null): string | null {
  if (leads === null) return `status-${status}`;
  return leads.soft ?? (truncated === undefined ? null : "truncated");
}

function failed(archive: Archive, task: Task, reason: string, status = 200): Entry {
  const outcome = status === 404 || status === 410 ? "gone" : "failed";
  return archive.note({ ...originOf(task), outcome, reason, at: new Date().toISOString() });
}
