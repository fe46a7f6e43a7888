// The result of an audit as a paper's appendix tells it. Must not compute anything.
import type { AuditResult, Rate, Share } from "./judge.ts";

export interface About {
  readonly seed: string;
  readonly by: readonly string[];
  readonly coders: readonly string[];
  /** Cells without a doubt in the dataset. */
  readonly population: number;
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const ranged = ({ rate, low, high }: Share) => `${percent(rate)} [${percent(low)}, ${percent(high)}]`;

/** In English and Chinese, Markdown. */
export function paragraph({ whole, strata, agreement, open }: AuditResult, about: About): string {
  const { seed, by, coders, population } = about;
  const merged = strata.filter(({ of }) => of.length > 0).flatMap(({ of }) => of);
  const rows = strata.map(
    (one) =>
      `| ${one.name} | ${one.population} | ${one.cells} | ${one.unjudged} | ${one.wrong} | ${ranged(one)} |`,
  );
  const drawn = whole.cells + whole.unjudged + open;
  return [
    `From ${population} cells without a doubt, ${drawn} were drawn by the seed ${seed}, in proportion to strata by ${by.join(" and ")}. ` +
      `${coders.length} coder(s) typed each from the source without seeing its reading; what differed was typed again, among others that did not. ` +
      `${whole.wrong} of ${whole.cells} readings are wrong: ${ranged(whole)} (95 % interval of Clopper and Pearson).` +
      (whole.illegible > 0
        ? ` Of these, ${whole.illegible} stand where the print itself cannot be read, and the dataset gives them as certain.`
        : "") +
      unjudgedInEnglish(whole) +
      (open > 0 ? ` ${open} cells are still to be typed: the result is not final.` : "") +
      (merged.length > 0 ? ` Strata with fewer than 30 cells were merged: ${merged.join(", ")}.` : "") +
      (agreement
        ? ` ${agreement.cells} cells were typed by two people, who agreed on ${agreement.same} (kappa ${agreement.kappa.toFixed(3)}).`
        : ""),
    "",
    `从 ${population} 个无疑问的单元格中，以种子 ${seed} 按 ${by.join("、")} 分层等比例抽取 ${drawn} 个；` +
      `${coders.length} 人在不看读数的情况下对照原文录入，不一致的与若干一致的混在一起重新录入。` +
      `${whole.cells} 个中有 ${whole.wrong} 个读错：${ranged(whole)}（95 % Clopper–Pearson 精确区间）。` +
      (whole.illegible > 0
        ? `其中 ${whole.illegible} 个的原文本身无法辨认，而数据集作为确定的读数给出。`
        : "") +
      unjudgedInChinese(whole) +
      (open > 0 ? `尚有 ${open} 个待录入，结果未定。` : "") +
      (merged.length > 0 ? `不足 30 个的层已合并：${merged.join("、")}。` : "") +
      (agreement
        ? `${agreement.cells} 个由两人录入，一致 ${agreement.same} 个（kappa ${agreement.kappa.toFixed(3)}）。`
        : ""),
    "",
    "| stratum | cells without a doubt | judged | not judged | wrong | error rate [95 %] |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    `| **all** | ${population} | ${whole.cells} | ${whole.unjudged} | ${whole.wrong} | ${ranged(whole)} |`,
    "",
  ].join("\n");
}

/** The rate lies between what it is if none of them are wrong and what it is if all are. */
function unjudgedInEnglish({ unjudged, ifRight, ifWrong }: Rate): string {
  if (unjudged === 0) return "";
  return (
    ` ${unjudged} more could not be seen by the coder(s) and were not judged: with them, the rate is ` +
    `${ranged(ifRight)} if all were read right and ${ranged(ifWrong)} if all were read wrong.`
  );
}

function unjudgedInChinese({ unjudged, ifRight, ifWrong }: Rate): string {
  if (unjudged === 0) return "";
  return `另有 ${unjudged} 个录入者看不到，未作判断：若全部读对为 ${ranged(ifRight)}，若全部读错为 ${ranged(ifWrong)}。`;
}
