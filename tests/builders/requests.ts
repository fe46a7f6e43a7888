// The rows of the table of requests of one year's form, with figures of which all sums hold, for texts written by hand.
import { collection } from "../../src/dev/extract-file.ts";

export const TITLE = "青石县水务局2022年政府信息公开工作年度报告";
export const REQUESTS = "三、收到和处理政府信息公开申请情况";
export const BEHIND = "五、存在的主要问题及改进情况\n目录更新偶有滞后，下一年将按月核对。\n";
export const HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];

export const NOT_HELD = 12;
export const UNCLEAR = 14;
/** The form's rows, each with the labels of its groups where they begin, and figures of which all sums hold. */
export const ROWS = rowsOf();

interface Row {
  readonly path: readonly string[];
  readonly label: string;
  /** Its labels, those of groups where they begin. */
  readonly labels: readonly string[];
  /** The same in three columns. */
  readonly cells: readonly string[];
  readonly figures: readonly number[];
}

function rowsOf(): Row[] {
  const form = collection.forms.find(({ edition }) => edition === "2021");
  const rows = form?.tables.find(({ key }) => key === "requests")?.blocks[0]?.rows ?? [];
  const some = new Map([
    [0, [28, 6, 6, 4, 8, 1, 53]],
    [NOT_HELD, [24, 5, 6, 3, 8, 0, 46]],
    [UNCLEAR, [4, 1, 0, 1, 0, 1, 7]],
    [23, [28, 6, 6, 4, 8, 1, 53]],
  ]);
  let above: readonly string[] = [];
  return rows
    .filter(({ key }) => key !== null)
    .map(({ path, label }, rank) => {
      const groups = path.map(({ text }) => text);
      const printed = [...groups.map((text, at) => (above[at] === text ? "" : text)), label.text];
      const labels = printed.filter((text) => text !== "");
      const cells = [...printed, "", ""].slice(0, 3);
      above = groups;
      return {
        path: groups,
        label: label.text,
        labels,
        cells,
        figures: some.get(rank) ?? [0, 0, 0, 0, 0, 0, 0],
      };
    });
}

/** A Markdown table whose lines end behind their last figure; `lost` is a row that lacks one of its noughts, and none at its end. */
export function trimmedBars(lost: number): string {
  const rows = ROWS.map(({ cells, figures }, rank) => {
    const texts = figures.map(String);
    // Cells that are empty in the middle are printed.
    if ([4, 13].includes(rank)) texts[2] = "";
    if (rank === lost) texts.splice(2, 1);
    else if (rank === 3) texts.splice(4);
    else if (rank === 5) texts.splice(5);
    return `| ${[...cells, ...texts].join(" | ")} |`;
  });
  const [person, ...organs] = HEADS.slice(0, -1);
  const heads = [
    ["", "", "", person, "法人或其他组织", "", "", "", "", HEADS.at(-1)],
    ["", "", "", "", ...organs],
  ];
  const lines = [...heads.map((cells) => `| ${cells.join(" | ")} |`), ...rows];
  return `${TITLE}\n${REQUESTS}\n\n${lines.join("\n")}\n\n${BEHIND}`;
}
