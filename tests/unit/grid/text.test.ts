import { describe, expect, test } from "vitest";
import { layOutText } from "../../../src/grid/text.ts";
import type { Grid } from "../../../src/model/grid.ts";

function grids(text: string): Grid[] {
  return layOutText({ kind: "plain", text }, () => {}).filter(
    (block): block is Grid => block.kind === "grid",
  );
}

function sheet(grid: Grid | undefined): (string | null)[][] {
  return (grid?.rows ?? []).map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : null)));
}

describe("plain text with a tab before each cell", () => {
  test("a tab opens a cell, a blank line ends the row, a lone tab is an empty cell", () => {
    const [grid] = grids("一、甲\n\n\tA\n\tB\n\n\t\n\t2\n\n\n二、乙");
    expect(sheet(grid)).toEqual([
      ["A", "B"],
      ["", "2"],
    ]);
  });

  test("a line without a tab goes on with the cell above, also behind a blank line inside the cell", () => {
    const [grid] = grids("\t结果\n纠正\n\t\u00a0\n\n0\n\t5\n\n\tx\n\t\u00a0\n\n7\n\n\ty\n\t1");
    expect(sheet(grid)).toEqual([
      ["结果\n纠正", "\u00a0\n\n0".trim(), "5"],
      ["x", "7", null],
      ["y", "1", null],
    ]);
  });

  test("prose behind a table is not swallowed by its last cell", () => {
    const flow = layOutText({ kind: "plain", text: "\tA\n\t1\n\n二、正文\n\n\tB\n\t2" }, () => {});
    expect(flow.filter((block) => block.kind === "text" && block.text.includes("正文"))).toHaveLength(1);
    expect(grids("\tA\n\t1\n\n二、正文\n\n\tB\n\t2").map(sheet)).toEqual([[["A", "1"]], [["B", "2"]]]);
  });

  test("each cell knows its line", () => {
    const [grid] = grids("前言\n\tA\n\t1");
    const slot = grid?.rows[0]?.[1];
    expect(slot?.kind === "cell" && slot.at.line).toBe(3);
  });
});

describe("rows with bars", () => {
  test("bars at the ends close the frame; cells keep their order", () => {
    const [grid] = grids("规章 | 0 | 1 |\n| 文件 | 2 | |\n");
    expect(sheet(grid)).toEqual([
      ["规章", "0", "1"],
      ["文件", "2", ""],
    ]);
    expect(grid?.edges).toBe("order");
  });

  test("a row that opens with an empty cell keeps it", () => {
    expect(sheet(grids(" | 申请人情况 |\n a | 1 |")[0])).toEqual([
      ["", "申请人情况"],
      ["a", "1"],
    ]);
  });

  test("Markdown's rule is no row", () => {
    expect(sheet(grids("| a | b |\n|---|:-:|\n| 1 | 2 |")[0])).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("bars alone on their lines part cells, not rows: they stay lines", () => {
    expect(grids("a\n|\n1\n|\n2\n|\n3\n|\nb\n|")).toEqual([]);
  });
});

describe("drawn tables", () => {
  test.each(["+-", "┼─", "╋━", "╬═"])(
    "crosses at all ends, as in %s, are corners",
    ([cross = "", stroke = ""]) => {
      const rule = [cross, stroke.repeat(4), cross, stroke.repeat(2), cross].join("");
      const [grid] = grids([rule, "|甲乙|1 |", "|丙  |  |", rule, "|丁  |2 |", rule].join("\n"));
      expect(grid?.rows.map((row) => row.map((slot) => (slot.kind === "cell" ? slot.text : "")))).toEqual([
        ["甲乙\n丙", "1"],
        ["丁", "2"],
      ]);
    },
  );

  test("spans are what the drawing says, wide characters count two columns", () => {
    const [grid] = grids(
      [
        "┌────┬──┬──┐",
        "│组名│子│1 │",
        "│    ├──┼──┤",
        "│    │丑│22│",
        "├────┴──┼──┤",
        "│ 合 计 │3 │",
        "└───────┴──┘",
      ].join("\n"),
    );
    expect(
      grid?.rows.map((row) =>
        row.map((slot) =>
          slot.kind === "cell" ? `${slot.text}/${slot.rowSpan}x${slot.colSpan}` : slot.kind,
        ),
      ),
    ).toEqual([
      ["组名/2x1", "子/1x1", "1/1x1"],
      ["covered", "丑/1x1", "22/1x1"],
      ["合 计/1x2", "covered", "3/1x1"],
    ]);
  });

  test.each([
    ["an invisible character that counts as a column", "│甲\u200b乙 │3 │"],
    ["an invisible character that counts as none", "│甲\u200b乙  │3 │"],
    ["a character that was lost", "│甲乙 │3 │"],
    ["blanks that were lost", "│甲乙│3│"],
  ])("columns line up in spite of %s", (_, line) => {
    const [grid] = grids(`┌──────┬──┐\n${line}\n├──────┼──┤\n│丙    │4 │\n└──────┴──┘`);
    expect(sheet(grid).map((row) => row.map((cell) => cell?.replace("\u200b", "")))).toEqual([
      ["甲乙", "3"],
      ["丙", "4"],
    ]);
  });

  const drawn = (...lines: readonly string[]) =>
    grids(
      ["┌────┬──┬──┐", ...lines.flatMap((line) => [line, "├────┼──┼──┤"]).slice(0, -1), "└────┴──┴──┘"].join(
        "\n",
      ),
    );

  test("a drawing that opens right below the foot of another is a table of its own", () => {
    const boxes = [
      "┌──┬──┐\n│甲│1 │\n└──┴──┘\n┌────┬──┐\n│乙丙│2 │\n└────┴──┘",
      "┌──┬──┐\n│甲│1 │\n└──┴──┘\n┌──┬──┐\n│乙│2 │\n└──┴──┘",
      "+----+----+\n| 甲 | 1  |\n+----+----+\n+------+----+\n| 乙丙 | 2  |\n+------+----+",
    ];
    expect(boxes.map((text) => grids(text).map((grid) => sheet(grid)))).toEqual([
      [[["甲", "1"]], [["乙丙", "2"]]],
      [[["甲", "1"]], [["乙", "2"]]],
      [[["甲", "1"]], [["乙丙", "2"]]],
    ]);
  });

  test("a row that ends early has no cell there, and the others stay where they are", () => {
    const [grid] = drawn("│甲  │1 │2 │", "│乙  │3 │", "│丙  │  │5 │", "│丁  │6 │7 │");
    expect(sheet(grid)).toEqual([
      ["甲", "1", "2"],
      ["乙", "3", null],
      ["丙", "", "5"],
      ["丁", "6", "7"],
    ]);
    expect(grid?.rows[1]?.[2]?.kind).toBe("hole");
  });

  test("where a line has a cell too many, that is told with its cells, and the others stay", () => {
    const [grid] = drawn("│甲  │1 │2 │", "│乙  │3 │8 │4 │", "│丙  │  │5 │", "│丁  │6 │7 │", "│戊  │6 │7 │");
    const marks = grid?.rows.map((row) =>
      row.some((slot) => slot.kind === "cell" && slot.marks?.includes("lost")),
    );
    expect(marks).toEqual([false, true, false, false, false]);
    expect(sheet(grid).at(2)).toEqual(["丙", "", "5"]);
  });

  test("a drawing of which most lines do not fit is none", () => {
    expect(drawn("│甲  │1 │2 │", "│乙  │3    │8 │4 │", "│丙 │5  │9 │1 │")).toEqual([]);
  });

  test("a drawing within a cell of a drawing is a table, and the outer one a frame around texts", () => {
    const inner = ["┌──┬─┐", "│甲│1│", "├──┼─┤", "│乙│2│", "└──┴─┘"];
    const framed = (lines: readonly string[]) => [
      "┌────┬─────────┐",
      ...["左列│标题乙丙 ", ...lines.map((line) => `    │${line}   `)].map((line) => `│${line}│`),
      "└────┴─────────┘",
    ];
    const page = [...framed(inner), "末行"].join("\n");
    const twice = [
      "┌────────────────┐",
      ...framed(inner).map((line) => `│${line}│`),
      "└────────────────┘",
    ].join("\n");
    const signs = page
      .replaceAll(/[┌┐└┘├┤┬┴┼]/gu, "+")
      .replaceAll("─", "-")
      .replaceAll("│", "|");
    for (const text of [page, twice, signs]) {
      const flow = layOutText({ kind: "plain", text }, () => {});
      const texts = flow.flatMap((block) => (block.kind === "text" ? [block.text.trim()] : []));
      expect(texts.filter((one) => one !== "").slice(0, 2)).toEqual(["左列", "标题乙丙"]);
      expect(grids(text).map(sheet)).toEqual([
        [
          ["甲", "1"],
          ["乙", "2"],
        ],
      ]);
    }
    expect(grids(page)[0]?.rows[1]?.[1]).toMatchObject({ at: { line: 6 } });
  });

  test("frames of plus and minus signs are drawings too", () => {
    expect(sheet(grids("+-----+---+\n| a   | b |\n+-----+---+\n| 1   |   |\n+-----+---+")[0])).toEqual([
      ["a", "b"],
      ["1", ""],
    ]);
  });
});

describe("drawings that rule off heads and no row", () => {
  const drawn = (...body: string[]) => {
    const rule = "+------+------+---+---+";
    return sheet(grids([rule, "| 项目 | 项目 | 甲 | 乙 |", rule, ...body, rule].join("\n"))[0]);
  };

  test("each line is a row where a figure stands below another; wordings repeated side by side were merged cells", () => {
    expect(drawn("| 许可 | 许可 | 1 | 2 |", "| 处罚 | 处罚 | 3 |   |")).toEqual([
      ["项目", "项目", "甲", "乙"],
      ["许可", "许可", "1", "2"],
      ["处罚", "处罚", "3", ""],
    ]);
    expect(
      drawn("| 规范文件 | 规范文件 | 1 | 2 |".replaceAll("规范文件", "规文"), "| 处罚 | 处罚 | 3 | 4 |"),
    ).toHaveLength(3);
  });

  test("a row of figures below lines that fill every cell is one", () => {
    expect(drawn("| 维持 | 纠正 | 丙 | 丁 |", "| 1    | 2    | 3 | 4 |")).toEqual([
      ["项目", "项目", "甲", "乙"],
      ["维持", "纠正", "丙", "丁"],
      ["1", "2", "3", "4"],
    ]);
  });

  test("a row that is broken over lines stays one", () => {
    expect(drawn("| 行政 | 其他 | 1 | 2 |", "| 许可 |      |   |   |")).toEqual([
      ["项目", "项目", "甲", "乙"],
      ["行政\n许可", "其他", "1", "2"],
    ]);
  });
});

test("heads between double bars; breaks in cells between bars are lines, and lines of all cells are rows", () => {
  expect(sheet(grids("||项目||甲||乙||\n|许可|1|2|\n|处罚| |4|")[0])).toEqual([
    ["项目", "甲", "乙"],
    ["许可", "1", "2"],
    ["处罚", "", "4"],
  ]);
  for (const end of ["<br>", "<br/>", "\\\\", "\\\\ ", "\\n"])
    expect(sheet(grids(`| 项目 | 甲 |\n|---|---|\n| 许可${end}处罚 | 1${end}2 |`)[0])).toEqual([
      ["项目", "甲"],
      ["许可", "1"],
      ["处罚", "2"],
    ]);
  // An empty cell at a row's start is one.
  expect(sheet(grids("||甲|乙|\n|许可|1|2|")[0])).toEqual([
    ["", "甲", "乙"],
    ["许可", "1", "2"],
  ]);
});

test("where Org counts on from is said behind an item's number, and is no word of it", () => {
  expect(
    sheet(
      grids("| 项目 | 甲 |\n|---+---|\n| 1. 许可 | 4 |\n| 2. [@2] 处罚 | 5 |\n| 12) [@12] 强制 | 6 |")[0],
    ),
  ).toEqual([
    ["项目", "甲"],
    ["1. 许可", "4"],
    ["2. 处罚", "5"],
    ["12) 强制", "6"],
  ]);
});

describe("tables whose rows stand on underscores", () => {
  const page = [
    " ________________________",
    "|____行政许可____|___0____|",
    "|   三、本年  | 予以公开 |   7   |",
    "|             |_________|__注____|",
    "|__办理结果__|_不予公开_|________|",
    "之后的文字",
  ];

  test("a row ends where its cells do, lines of a cell are joined, a cell without underscores goes on", () => {
    const [grid] = grids(page.join("\n"));
    expect(sheet(grid)).toEqual([
      ["行政许可", "0", null],
      ["三、本年\n办理结果", "予以公开", "7\n注"],
      [null, "不予公开", ""],
    ]);
  });

  test("where bytes were lost an empty cell is not known to be empty", () => {
    expect(sheet(grids(" ____\n|行政\ufffd|____|")[0])).toEqual([["行政\ufffd", "\ufffd"]]);
  });
});

describe("tables in mark-up that states their cells", () => {
  const expected = [
    ["项目", null, "数"],
    ["甲", "子", "1"],
    [null, "丑", "2"],
  ];
  test.each([
    ["AsciiDoc, a row a line", "|===\n2+|项目|数\n.2+|甲|子|1\n|丑|2\n|==="],
    ["AsciiDoc, a cell a line", '[cols="3*"]\n|===\n2+|项目\n|数\n.2+|甲\n|子\n|1\n|丑\n|2\n|==='],
    [
      "a forum",
      "[table=98%]\n[tr][td=2,1]项目[/td][td][b]数[/b][/td][/tr]\n[tr][td=1,2]甲[/td][td]子[/td][td]1[/td][/tr]\n[tr][td]丑[/td][td]2[/td][/tr]\n[/table]",
    ],
    [
      "Typst",
      "#table(\n  columns: (2fr, 1fr, auto),\n  table.header(table.cell(colspan: 2)[项目], [数]),\n  table.cell(rowspan: 2)[甲], [子], [1], [丑], [2],\n)",
    ],
  ])("%s", (_, text) => {
    expect(grids(`前言\n${text}\n结语`).map(sheet)).toEqual([expected]);
  });

  test.each([
    ["AsciiDoc whose last row is not full", '[cols="3*"]\n|===\n|项目|甲|数\n|子|1\n|==='],
    ["a forum's that does not end", "[table][tr][td]项目[/td][td]1[/td][/tr]"],
    ["Typst that does not say how wide it is", "#table(\n  [项目], [1],\n)"],
  ])("%s is none", (_, text) => {
    expect(grids(text).filter(({ edges }) => edges === "stated")).toEqual([]);
  });
});

test("a table of ten columns and more is as wide as it says, and each cell is in its line", () => {
  const figures = Array.from({ length: 12 }, (_, rank) => `[${rank}]`).join(", ");
  const [grid] = grids(`#table(\n  columns: 12,\n  ${figures},\n  ${figures},\n)`);
  expect(grid?.rows.map((row) => row.length)).toEqual([12, 12]);
  expect(grid?.rows.map(([first]) => first?.kind === "cell" && first.at.line)).toEqual([3, 4]);
});

test("dots that lead to a figure are a gap, others are not", () => {
  const shown = (text: string) =>
    layOutText({ kind: "plain", text }, () => {}).map((block) => (block.kind === "text" ? block.text : ""));
  expect(shown("收到申请数 件 ........ 541")).toEqual(["收到申请数 件          541"]);
  expect(shown("办结数………… 7")).toEqual(["办结数………… 7".replace(/…+/, "    ")]);
  expect(shown("如此等等……")).toEqual(["如此等等……"]);
});

describe("columns that a rule of strokes with gaps rules off", () => {
  /** Cells padded to their columns, by the breadth that `breadthOf` gives for a character. */
  const ruled = (stroke: string, breadthOf: (char: string) => number) => {
    const rows = [
      ["项目名称", "项目名称", "件数", "次数"],
      ["“甲一”事项", "“甲一”事项", "1", "20"],
      ["乙、丙·丁", "其中一部", "3", "4"],
      ["戊己—庚辛", "戊己—庚辛", "", "6"],
    ];
    const breadth = (text: string) => [...text].reduce((sum, char) => sum + breadthOf(char), 0);
    const widths = [0, 1, 2, 3].map((c) => Math.max(...rows.map((row) => breadth(row[c] ?? ""))));
    const line = (cells: readonly string[]) =>
      cells.map((cell, c) => cell + " ".repeat((widths[c] ?? 0) - breadth(cell))).join("  ");
    const rule = widths.map((width) => stroke.repeat(width)).join("  ");
    const [head = [], ...body] = rows;
    return [rule, line(head), rule, ...body.map(line), rule, "", "以上。"].join("\n");
  };
  test.each([
    ["=", "quotes two columns wide", (char: string) => (char.charCodeAt(0) > 0x7e ? 2 : 1)],
    ["-", "quotes one column wide", (char: string) => (char.charCodeAt(0) > 0x2fff ? 2 : 1)],
  ])("%s, written with %s: what repeats in a row was one cell", (stroke, _, breadthOf) => {
    const [grid] = grids(ruled(stroke, breadthOf));
    expect(sheet(grid)).toEqual([
      ["项目名称", null, "件数", "次数"],
      ["“甲一”事项", null, "1", "20"],
      ["乙、丙·丁", "其中一部", "3", "4"],
      ["戊己—庚辛", null, "", "6"],
    ]);
  });

  test("a letter in a gap, however broad the others are, makes it no table", () => {
    expect(grids("==  ==\na   1\nbbb 2\n==  ==\n\n")).toEqual([]);
  });
});
