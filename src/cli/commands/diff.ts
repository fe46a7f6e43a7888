// `gongkai diff`: what changed between two runs, for a person, a program and CI.

import { Command } from "commander";
import { type Change, diffRuns } from "../../run/diff.ts";
import { CheckedFile } from "../../store/checked-file.ts";
import { csvText } from "../../text/csv.ts";
import { plainLine } from "../../text/terminal.ts";
import { print, result } from "../voice.ts";

const COLUMNS = ["kind", "source", "table", "row", "column", "before", "after"] as const;
/** Changes of one kind that the summary shows. */
const SHOWN = 5;

export function command(): Command {
  return new Command("diff")
    .description("compare two runs by document and cell; a document that only moved is no change")
    .argument("<before>", "output folder of a run")
    .argument("<after>", "output folder of another run")
    .option("-o, --out <file>", "write every change as a line of CSV")
    .addHelpText(
      "after",
      `
Kinds: document-new, document-gone, status-changed, identity-changed, cell-read, cell-lost, value-changed, state-changed,
doubt-gained, doubt-lost.

Exit codes: 0 the runs say the same · 1 they differ · 2 a folder holds no run`,
    )
    .action(async (before: string, after: string, options: { out?: string }) => {
      const file = options.out === undefined ? null : new CheckedFile(options.out);
      file?.write(csvText([COLUMNS]));
      const kinds = new Map<string, { count: number; shown: Change[] }>();
      for await (const change of diffRuns(before, after)) {
        const kind = kinds.get(change.kind) ?? { count: 0, shown: [] };
        kinds.set(change.kind, kind);
        kind.count += 1;
        if (kind.shown.length < SHOWN) kind.shown.push(change);
        file?.write(csvText([COLUMNS.map((column) => change[column])]));
      }
      file?.finish();
      for (const [kind, { count, shown }] of kinds) {
        print(`${kind}: ${count}`);
        for (const change of shown) print(`  ${line(change)}`);
        if (count > shown.length) print(`  … and ${count - shown.length} more`);
      }
      if (kinds.size === 0) print("the runs say the same");
      result({ changes: Object.fromEntries([...kinds].map(([kind, { count }]) => [kind, count])) });
      process.exitCode = kinds.size > 0 ? 1 : 0;
    });
}

function line({ source, table, row, column, before, after }: Change): string {
  const cell = table === "" ? "" : ` ${table}/${row}/${column}`;
  const text = `${source}${cell}: ${before === "" ? "nothing" : before} → ${after === "" ? "nothing" : after}`;
  return plainLine(text);
}
