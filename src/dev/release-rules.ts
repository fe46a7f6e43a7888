// What keeps a release from being made. Must not know git or files.
import { z } from "zod";

/** By set of documents, by group, by measure. */
const floorsSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number())));
export type Floors = z.infer<typeof floorsSchema>;

export function readFloors(json: string): Floors {
  return floorsSchema.parse(JSON.parse(json));
}

/** The more of these the better; of all other measures the fewer. */
const GOOD = new Set(["right", "certain"]);

/** One sentence for each figure that was lowered, and each group that is gone. */
export function loweredFloors(before: Floors, now: Floors): string[] {
  return Object.entries(before).flatMap(([set, groups]) =>
    Object.entries(groups).flatMap(([group, line]) => {
      const reached = now[set]?.[group];
      if (!reached) return [`floor ${set} ${group}: is gone`];
      return Object.entries(line)
        .filter(([name, old]) => isWorse(name, reached[name], old))
        .map(([name, old]) => `floor ${set} ${group}: ${name} was ${old}, is ${reached[name]}`);
    }),
  );
}

function isWorse(name: string, now: number | undefined, old: number): boolean {
  return now === undefined || (GOOD.has(name) ? now < old : now > old);
}

/** A sample that is read otherwise than in the last release. */
export interface DataChange {
  readonly sample: string;
  readonly edition: string;
  readonly container: string;
}

/** The part of a changelog that tells of one version; null when it has none. */
export function sectionOf(changelog: string, version: string): string | null {
  const parts = changelog.split(/^## /m).slice(1);
  return parts.find((part) => (part.split("\n")[0] ?? "").split(/\s/)[0] === version) ?? null;
}

/** One sentence for each edition and container of which «Data changes» says nothing: `- **2021 html**: …`. */
export function unexplained(changes: readonly DataChange[], section: string): string[] {
  const told = section.split(/^### /m).find((part) => part.startsWith("Data changes")) ?? "";
  const named = new Set(
    [...told.matchAll(/^- \*\*([^*]+)\*\*/gm)].flatMap(([, names = ""]) => names.split(/,\s*/)),
  );
  return changes
    .filter(({ edition, container }) => !named.has(`${edition} ${container}`))
    .map(
      ({ sample, edition, container }) =>
        `${sample} is read otherwise: «Data changes» says nothing of **${edition} ${container}**`,
    );
}
