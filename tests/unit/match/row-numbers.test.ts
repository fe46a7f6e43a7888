// The numbers that count rows in a column of their own, beside a row that changed places and whose label is broken over lines.
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { makeDocument } from "../../../src/dev/made/document.ts";
import { cellsInText } from "../../builders/text-tables.ts";

const form = collection.forms.find(({ edition }) => edition === "local");
if (!form) throw new Error("there is no form of local tables");
const { conventions } = collection;

/** The text of a table laid out in columns, two of its rows in each other's place, and the line of one of them. */
const KINDS = [
  { seeds: { figures: 970779, digits: 4, spot: 677860 }, row: "ans_partial", line: /^ +条 +19 +79$/m },
  { seeds: { figures: 539461, digits: 1, spot: 655375 }, row: "exempt_6", line: /^ +条 +30$/m },
] as const;

describe.each(KINDS)("the row $row", ({ seeds, row, line }) => {
  const made = makeDocument(collection, {
    ...seeds,
    way: "layout",
    accident: "rows-swapped",
    edition: "local",
    zeros: 0.9,
    blanks: "zeros",
  });
  const text = made?.text ?? "";
  const printed = line.exec(text)?.[0] ?? "";
  const [number = ""] = /\d+/.exec(printed) ?? [];
  const [total = null] = /\d+$/.exec(printed.replace(number, "")) ?? [];
  const read = (other: string) =>
    cellsInText(text.replace(printed, other), { form, conventions }).filter(
      (cell) => cell.table === "indicators.coded_report" && cell.row === row,
    );

  test("has its number in the column of numbers, and no figure of it", () => {
    expect(read(printed)).toMatchObject([
      { value: null, state: "blank", doubts: [] },
      { value: total, doubts: [] },
    ]);
  });

  test("has the figure beside it that is printed there, or is in doubt", () => {
    const found = read(`${printed.slice(0, printed.indexOf(number))}${number}     4`);
    expect(found[0]?.value === "4" || (found[0]?.doubts.length ?? 0) > 0).toBe(true);
    expect(found[1]?.value).toBe(null);
  });

  test.each([
    ["another row's number", "18"],
    ["one that no row has", "58"],
  ])("is in doubt with %s", (_, other) => {
    for (const { doubts } of read(printed.replace(number, other))) expect(doubts).not.toEqual([]);
  });

  test("is in doubt without one", () => {
    for (const { doubts } of read(printed.replace(number, "  "))) expect(doubts).not.toEqual([]);
  });
});

describe("a number with brackets or a stop in a line of its own, before a row that the form does not number", () => {
  const ofYears = collection.forms.find(({ edition }) => edition === "2014");
  const made = makeDocument(collection, {
    way: "lines",
    accident: "sign",
    edition: "2014",
    figures: 628895,
    zeros: 0.2,
    digits: 2,
    blanks: "none",
    spot: 336888,
  });
  const read = (print: string) =>
    cellsInText((made?.text ?? "").replace("\n(9)\n", `\n${print}\n`), {
      form: ofYears ?? form,
      conventions,
    }).filter(
      ({ row }) => row === "replies.refused.privacy" || row === "replies.refused.security_or_stability",
    );

  test.each(["(9)", "（ 12 ）", "9)", "9.", "(9"])("may be what the row above prints: %s", (print) => {
    const [above, below] = read(print);
    expect(above?.value ?? null).toBe(null);
    expect(above?.doubts).not.toEqual([]);
    expect(below).toMatchObject({ value: "0", doubts: [] });
  });

  test("is nobody's where the row above has its figure", () => {
    expect(read("7\n(9)")).toMatchObject([
      { value: "7", doubts: [] },
      { value: "0", doubts: [] },
    ]);
  });
});

describe("rows that have lost their labels between rows that are counted", () => {
  const made = makeDocument(collection, {
    ...({ way: "layout", accident: "none", edition: "local", figures: 690099 } as const),
    ...({ zeros: 0.9, digits: 2, blanks: "zeros", spot: 247813 } as const),
  });
  const lines = (made?.text ?? "").split("\n");
  const counted = (number: number) => new RegExp(`^(\\S+)( +)(——  +${number})(?= |$)`);

  /** What is read of the rows when those of some numbers have lost their labels: a certain figure or "b", else "?". */
  async function read(numbers: readonly number[]): Promise<string[]> {
    const text = lines.map((line) =>
      numbers.reduce(
        (rest, number) =>
          rest.replace(
            counted(number),
            (_, label, ...between) => " ".repeat(label.length) + between.slice(0, 2).join(""),
          ),
        line,
      ),
    );
    const { tables } = await extractBytes("a.txt", Buffer.from(text.join("\n")));
    return tables
      .flatMap(({ cells }) => cells)
      .filter(({ table }) => table === "indicators.fujian_annex")
      .map(
        ({ row, column, value, doubts }) => `${row}/${column} ${doubts.length > 0 ? "?" : (value ?? "b")}`,
      );
  }

  test.each([
    ["without a figure", [10], 2],
    ["with a figure", [4], 2],
    ["two, one below the other", [10, 11], 4],
    ["the first", [1], 2],
    ["the last, and what the row above it prints may go on", [17], 4],
  ])("%s: none of what they print is another row's", async (_, numbers, doubted) => {
    const whole = await read([]);
    const found = await read(numbers);
    expect(found.filter((cell) => !whole.includes(cell) && !cell.endsWith("?"))).toEqual([]);
    expect(found.filter((cell) => cell.endsWith("?"))).toHaveLength(doubted);
  });
});
