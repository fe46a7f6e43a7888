// Samples of an audit, what is made of what was typed, and whether its interval holds the truth as often as it says.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Drawn, LEAST_CELLS, MERGED, Urn } from "../../src/audit/draw.ts";
import { exactInterval } from "../../src/audit/interval.ts";
import {
  type AuditedCell,
  type AuditResult,
  judgementOf,
  resultOf,
  type Told,
  type Typing,
  UNSEEN,
} from "../../src/audit/judge.ts";
import { AuditSession } from "../../src/audit/session.ts";
import { paragraph } from "../../src/audit/told.ts";
import { turnOf } from "../../src/audit/turns.ts";
import type { Report } from "../../src/model/report.ts";
import { serveReview } from "../../src/review/serve.ts";
import type { AuditAnswer } from "../../src/review/wire.ts";
import { datasetOf, PIPELINE } from "./desk.ts";

const figure = (value: string) => ({ state: "reported" as const, value });
const cellOf = (n: number, value: string): AuditedCell => ({
  ...{ sha256: `${n}`, source: `${n}`, table: "t", row: "r", column: "c" },
  read: figure(value),
});
const WHEN = "2026-01-01T00:00:00Z";

test("intervals are those of Clopper and Pearson", () => {
  // Tables of the method: 0 of 10, 1 of 20, 4 of 400, 10 of 10.
  for (const [errors, cells, low, high] of [
    [0, 10, 0, 0.3085],
    [1, 20, 0.00127, 0.24873],
    [4, 400, 0.00273, 0.02541],
    [10, 10, 0.6915, 1],
  ] as const) {
    const interval = exactInterval(errors, cells);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  }
});

/** Strata as a national year has them: few are large, many are small. */
const SIZES = {
  "2021 × html": 4_000,
  "2021 × docx": 1_800,
  "2021 × pdf": 1_200,
  "2014 × doc": 140,
  "2021 × ofd": 60,
};

function drawn(seed: string, isWrong: (n: number) => boolean): Drawn<AuditedCell & { wrong: boolean }> {
  const urn = new Urn<AuditedCell & { wrong: boolean }>(400, seed);
  let n = 0;
  for (const [stratum, size] of Object.entries(SIZES))
    for (let one = 0; one < size; one += 1) {
      urn.add(stratum, `${n}`, { ...cellOf(n, "1"), wrong: isWrong(n) });
      n += 1;
    }
  return urn.draw();
}

describe("a sample", () => {
  test("is drawn by its seed, in proportion, and small strata are merged and said to be", () => {
    const one = drawn("a", () => false);
    expect(drawn("a", () => false)).toEqual(one);
    expect(drawn("b", () => false).cells).not.toEqual(one.cells);
    expect(one.cells).toHaveLength(400);
    expect(one.strata.map(({ name }) => name)).toEqual(["2021 × html", "2021 × docx", MERGED]);
    expect(one.strata.at(-1)?.of).toEqual(["2014 × doc", "2021 × ofd", "2021 × pdf"]);
    for (const { cells, population } of one.strata) {
      expect(cells).toBeGreaterThanOrEqual(LEAST_CELLS);
      expect(Math.abs(cells - (400 * population) / 7_200)).toBeLessThan(1);
    }
  });

  test("of fewer cells than are wanted takes all", () => {
    const urn = new Urn<AuditedCell>(400, "a");
    for (let n = 0; n < 20; n += 1) urn.add("x", `${n}`, cellOf(n, "1"));
    expect(urn.draw().cells).toHaveLength(20);
  });
});

test("with one cell in a hundred wrong, the interval of 400 cells holds the truth in at least 93 of 100 audits", () => {
  let [held, wide] = [0, 0];
  for (let audit = 0; audit < 100; audit += 1) {
    const sample = drawn(`seed ${audit}`, (n) => n % 100 === 7);
    const typings = sample.cells.flatMap(({ cell }, index): Typing[] => {
      const typed = { cell: index, by: "Li", when: WHEN, ...figure(cell.wrong ? "2" : "1") };
      return cell.wrong ? [typed, typed] : [typed];
    });
    const { whole, open } = resultOf(sample, typings);
    expect(open).toBe(0);
    if (whole.low <= 0.01 && whole.high >= 0.01) held += 1;
    if (whole.high - whole.low > 0.03) wide += 1;
  }
  expect(held).toBeGreaterThanOrEqual(93);
  expect(wide).toBeLessThanOrEqual(10);
});

describe("what was typed", () => {
  test("a reading typed blind is right; one slip is typed again; two that agree against it make it wrong", () => {
    const [one, two, three] = [figure("1"), figure("2"), figure("3")];
    const blank = { state: "blank" as const, value: null };
    expect(judgementOf(one, [])).toBe("open");
    expect(judgementOf(one, [one])).toBe("right");
    expect(judgementOf(one, [two])).toBe("open");
    expect(judgementOf(one, [two, two])).toBe("wrong");
    expect(judgementOf(one, [two, one])).toBe("open");
    expect(judgementOf(one, [two, one, one])).toBe("right");
    expect(judgementOf(one, [two, three])).toBe("open");
    expect(judgementOf(figure("0"), [blank, blank])).toBe("wrong");
    expect(judgementOf(figure("1.50"), [figure("1.5")])).toBe("right");
    expect(judgementOf(figure("100"), [figure("1"), figure("1")])).toBe("wrong");
  });

  test("that a coder cannot see a cell says nothing of its reading, and a print that nobody can read does", () => {
    const [read, unseen] = [figure("1"), { state: UNSEEN, value: null } as const];
    const illegible = { state: "unreadable" as const, value: null };
    expect(judgementOf(read, [unseen])).toBe("open");
    expect(judgementOf(read, [unseen, unseen])).toBe("unjudged");
    expect(judgementOf(read, [unseen, read])).toBe("right");
    expect(judgementOf(read, [unseen, unseen, read])).toBe("right");
    expect(judgementOf(read, [unseen, figure("2")])).toBe("open");
    expect(judgementOf(read, [illegible, illegible])).toBe("wrong");
    const cells = Array.from({ length: 20 }, (_, n) => ({ stratum: "x", cell: cellOf(n, "1") }));
    const typed = (cell: number, told: Told): Typing => ({ cell, by: "Li", when: WHEN, ...told });
    const typings = cells.flatMap((_, n) => {
      if (n === 4 || n === 9) return [typed(n, unseen), typed(n, unseen)];
      return n === 12 ? [typed(n, illegible), typed(n, illegible)] : [typed(n, read)];
    });
    const strata = [{ name: "x", population: 100, cells: 20, of: [] }];
    const result = resultOf({ strata, cells }, typings);
    expect(result).toMatchObject({
      open: 0,
      whole: { cells: 18, wrong: 1, illegible: 1, unjudged: 2, rate: 1 / 18 },
      strata: [{ cells: 18, unjudged: 2 }],
      errors: [{ sha256: "12" }],
      unjudged: [{ sha256: "4" }, { sha256: "9" }],
    });
    // Tables of the method: 1 and 3 of 20.
    expect(result.whole.ifRight.rate).toBe(1 / 20);
    expect(result.whole.ifRight.low).toBeCloseTo(0.00127, 4);
    expect(result.whole.ifWrong.rate).toBe(3 / 20);
    expect(result.whole.ifWrong.high).toBeCloseTo(0.37893, 4);
    const about = { seed: "s", by: ["x"], coders: ["Li"], population: 100 };
    const told = paragraph(result, about);
    expect(told).toContain("1 of 18 readings are wrong");
    expect(told).toContain("2 more could not be seen");
    expect(told).toContain("5.00 % [0.13 %, 24.87 %] if all were read right");
    expect(told).toContain("15.00 % [3.21 %, 37.89 %] if all were read wrong");
    expect(told).toContain("另有 2 个录入者看不到");
  });

  test("neither what is counted nor what is asked again tells whether the typing agrees", () => {
    const cells = Array.from({ length: 12 }, (_, n) => cellOf(n, "1"));
    const typing = (cell: number, value: string): Typing => ({
      cell,
      by: "Li",
      when: WHEN,
      ...figure(value),
    });
    const [right, wrong]: [Typing[], Typing[]] = [[], []];
    for (let n = 0; n < 12; n += 1) {
      expect(turnOf(cells, wrong, "Li", 0)).toEqual(turnOf(cells, right, "Li", 0));
      expect(turnOf(cells, wrong, "Li", 0)).toEqual({ cell: n, pass: "first", done: n, of: 12 });
      right.push(typing(n, "1"));
      wrong.push(typing(n, n === 3 || n === 7 ? "2" : "1"));
    }
    expect(turnOf(cells, right, "Li", 0)).toMatchObject({ cell: null, of: 0 });
    const again: number[] = [];
    for (;;) {
      const { cell, pass, done, of } = turnOf(cells, wrong, "Li", 0);
      if (cell === null) break;
      expect([pass, done, of]).toEqual(["again", again.length, 4]);
      again.push(cell);
      wrong.push(typing(cell, cell === 3 ? "2" : "1"));
      if (cell === 7) wrong.push({ ...typing(7, "1"), by: "Wang" });
    }
    expect(again).toHaveLength(4);
    expect(again).toEqual(expect.arrayContaining([3, 7]));
  });

  test("two people's agreement is counted on their first typings", () => {
    const sample = {
      strata: [],
      cells: [1, 2, 3, 4].map((n) => ({ stratum: "x", cell: cellOf(n, `${n % 2}`) })),
    };
    const typed = (cell: number, by: string, value: string) => ({ cell, by, when: WHEN, ...figure(value) });
    const { agreement } = resultOf(sample, [
      typed(0, "Li", "1"),
      typed(0, "Wang", "1"),
      typed(1, "Li", "0"),
      typed(1, "Wang", "0"),
      typed(2, "Li", "1"),
      typed(2, "Wang", "0"),
      typed(3, "Li", "0"),
    ]);
    // Po = 2/3; Pe = 2/3 · 1/3 + 1/3 · 2/3 = 4/9.
    expect(agreement).toMatchObject({ cells: 3, same: 2 });
    expect(agreement?.kappa).toBeCloseTo((2 / 3 - 4 / 9) / (1 - 4 / 9), 10);
  });
});

describe("an audit of a dataset on disk", () => {
  test("shows no reading, keeps what was typed, goes on where it stopped, and tells the truth", async () => {
    const made = await datasetOf(["2021-html-plain", "2021-docx-plain"]);
    const path = join(made.dataset, "reports.jsonl");
    const plan = { cells: 40, seed: "s", by: ["edition" as const] };
    const first = await AuditSession.open(made.dataset, plan);
    const served = await serveReview({
      ...{ dataset: made.dataset, sources: [], pipeline: PIPELINE, onProgress: () => undefined },
      by: "Li",
      audit: first,
    });
    const truth = new Map(
      readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Report)
        .flatMap(({ sha256, tables }) =>
          tables.flatMap(({ cells }) =>
            cells.map((cell) => [[sha256, cell.table, cell.row, cell.column].join("\n"), cell]),
          ),
        ),
    );
    const { origin } = new URL(served.address);
    const type = (typed: object) =>
      fetch(`${served.address}api/audit`, {
        method: "POST",
        headers: { Origin: origin, "Content-Type": "application/json" },
        body: JSON.stringify(typed),
      });
    expect((await type({ cell: 0, by: "Li", state: "blank", value: "1" })).status).toBe(400);
    const before = await (await fetch(`${served.address}api/audit`)).json();
    await type({ cell: 0, by: "Li", state: "reported", value: "515151" });
    const back = await fetch(`${served.address}api/audit/back`, {
      method: "POST",
      headers: { Origin: origin, "Content-Type": "application/json" },
      body: "{}",
    });
    expect(await back.json()).toEqual(before);
    let answer = (await (await fetch(`${served.address}api/audit`)).json()) as AuditAnswer;
    const wrong = answer.cell?.index;
    while (answer.cell) {
      const { index } = answer.cell;
      expect(JSON.stringify(answer)).not.toMatch(/"(?:value|raw|read|state|doubts)"/);
      const drawn = first.sample.cells[index]?.cell;
      const cell = truth.get([drawn?.sha256, drawn?.table, drawn?.row, drawn?.column].join("\n"));
      const print =
        index === wrong ? { state: "reported", value: "424242" } : { state: cell?.state, value: cell?.value };
      answer = (await (await type({ cell: index, by: "Li", ...print })).json()) as AuditAnswer;
    }
    await served.close();
    expect(answer.told).toMatch(/1 of 40 readings are wrong: 2\.50 % \[0\.06 %, 13\.16 %\]/);
    const kept = JSON.parse(readFileSync(join(made.dataset, "audit", "audit.json"), "utf8")) as AuditResult;
    expect(kept).toMatchObject({ open: 0, whole: { cells: 40, wrong: 1 } });
    expect(kept.errors).toMatchObject([{ typed: [{ value: "424242" }, { value: "424242" }] }]);
    appendFileSync(join(made.dataset, "audit", "typed.jsonl"), '{"cell": 1, "by"');
    const again = await AuditSession.open(made.dataset, plan);
    expect(again.result).toEqual(first.result);
    again.type({ cell: 0, by: "Wang", when: WHEN, state: "blank", value: null });
    expect((await AuditSession.open(made.dataset, plan)).result).toEqual(again.result);
    expect(again.result).not.toEqual(first.result);
    await expect(AuditSession.open(made.dataset, { ...plan, seed: "t" })).rejects.toThrow(/was begun here/);
  });
});
