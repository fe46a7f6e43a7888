// Cuts the prose of a report into its chapters. Must not know tables, figures or files.
import type { Flow } from "../model/grid.ts";
import type { IdentityRules } from "../model/identity.ts";
import type { Section } from "../model/report.ts";
import { collapse, fold } from "../text/fold.ts";

/** Longest line that can be a chapter's heading. */
const HEADING = 60;

/** Chapters in order; what stands before the first has an empty heading. Empty chapters stay: their tables are elsewhere. */
export function readSections(flow: Flow, rules: IdentityRules): Section[] {
  const sections: { heading: string; text: string[] }[] = [{ heading: "", text: [] }];
  for (const block of flow) {
    if (block.kind === "grid") continue;
    for (const line of block.text.split("\n")) {
      const text = collapse(line);
      if (text === "") continue;
      if (text.length <= HEADING && rules.chapter.test(fold(text)))
        sections.push({ heading: text, text: [] });
      else sections.at(-1)?.text.push(text);
    }
  }
  return sections
    .filter((section) => section.heading !== "" || section.text.length > 0)
    .map(({ heading, text }) => ({ heading, text: text.join("\n") }));
}
