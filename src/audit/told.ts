// The result of an audit as a paper's appendix tells it. Must not compute anything.
import type { AuditResult, Rate } from "./judge.ts";

export interface About {
  readonly seed: string;
  readonly by: readonly string[];
  readonly coders: readonly string[];
  /** Cells without a doubt in the dataset. */
  readonly population: number;
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const ranged = ({ rate, low, high }: Rate) => `${percent(rate)} [${percent(low)}, ${percent(high)}]`;

/** In English and Chinese, Markdown. */
export function paragraph({ whole, strata, agreement, open }: AuditResult, about: About): string {
  const { seed, by, coders, population } = about;
  const merged = strata.filter(({ of }) => of.length > 0).flatMap(({ of }) => of);
  const rows = strata.map(
    (one) => `| ${one.name} | ${one.population} | ${one.cells} | ${one.wrong} | ${ranged(one)} |`,
  );
  return [
    `From ${population} cells without a doubt, ${whole.cells + open} were drawn by the seed ${seed}, in proportion to strata by ${by.join(" and ")}. ` +
      `${coders.length} coder(s) typed each from the source without seeing its reading; what differed was typed again. ` +
      `${whole.wrong} of ${whole.cells} readings are wrong: ${ranged(whole)} (95 % interval of Clopper and Pearson).` +
      (open > 0 ? ` ${open} cells are still to be typed: the result is not final.` : "") +
      (merged.length > 0 ? ` Strata with fewer than 30 cells were merged: ${merged.join(", ")}.` : "") +
      (agreement
        ? ` ${agreement.cells} cells were typed by two people, who agreed on ${agreement.same} (kappa ${agreement.kappa.toFixed(3)}).`
        : ""),
    "",
    `从 ${population} 个无疑问的单元格中，以种子 ${seed} 按 ${by.join("、")} 分层等比例抽取 ${whole.cells + open} 个；` +
      `${coders.length} 人在不看读数的情况下对照原文录入，不一致的重新录入。` +
      `${whole.cells} 个中有 ${whole.wrong} 个读错：${ranged(whole)}（95 % Clopper–Pearson 精确区间）。` +
      (open > 0 ? `尚有 ${open} 个待录入，结果未定。` : "") +
      (merged.length > 0 ? `不足 30 个的层已合并：${merged.join("、")}。` : "") +
      (agreement
        ? `${agreement.cells} 个由两人录入，一致 ${agreement.same} 个（kappa ${agreement.kappa.toFixed(3)}）。`
        : ""),
    "",
    "| stratum | cells without a doubt | drawn | wrong | error rate [95 %] |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    `| **all** | ${population} | ${whole.cells} | ${whole.wrong} | ${ranged(whole)} |`,
    "",
  ].join("\n");
}
