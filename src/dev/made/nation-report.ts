// One made report of a national year, as a record: figures drawn, relations evaluated, accidents at the rates that runs show.
// No document stands behind it: what is measured with it comes after reading.
import { checkTables } from "../../check/check.ts";
import type { Container } from "../../model/document.ts";
import type { Form } from "../../model/form.ts";
import type { Place } from "../../model/place.ts";
import type { Statement } from "../../model/prose.ts";
import type { Report, ReportCell, Status } from "../../model/report.ts";
import { sha256 } from "../../store/digest.ts";
import { makeFigures } from "./figures.ts";
import type { MadeOrgan } from "./nation.ts";
import { figureKey } from "./print-form.ts";
import { type Random, random } from "./random.ts";

/** Shares of reports by container, and the accidents that befall them. */
const CONTAINERS: readonly (readonly [share: number, container: Container])[] = [
  [0.84, "html"],
  [0.91, "docx"],
  [0.98, "pdf"],
  [1, "txt"],
];
const NOTHING_PRINTED = 0.25;
const STRUCK = 0.3;
const BROKEN_SUM = 0.05;
const DOUBTED = 0.03;
const WITHOUT_TABLES = 0.01;
/** Of cells that are nought before sums: a department has next to no requests. */
const ZEROS: Readonly<Record<MadeOrgan["kind"], number>> = { government: 0.55, department: 0.93, town: 0.97 };

export interface MadeYear {
  readonly form: Form;
  readonly year: number;
  readonly published: string;
  readonly statements: readonly string[];
}

/** @param number draws the figures, and is the number of the document */
export function nationReport(organ: MadeOrgan, number: number, made: MadeYear): Report {
  const next = random(number + 1);
  const { form, year } = made;
  const container = CONTAINERS.find(([share]) => next() < share)?.[1] ?? "txt";
  const bare = next() < WITHOUT_TABLES;
  const tables = bare ? [] : madeTables({ form, seed: number, zeros: ZEROS[organ.kind], container }, next);
  const checks = checkTables(tables.map((table) => ({ form, ...table })));
  const fact = (value: string) => ({ value, from: "title", at: { line: 1 } });
  const doubted = tables.some(({ cells }) => cells.some(({ doubts }) => doubts.length > 0));
  const broken = checks.some(({ status }) => status === "fails");
  const status: Status = bare ? "partial" : doubted || broken ? "flagged" : "clean";
  return {
    ...named(organ, number, container, year),
    container,
    bytes: 20_000 + Math.floor(next() * 60_000),
    identity: {
      title: fact(`${organ.name} ${year}`),
      issuer: fact(organ.name),
      year: fact(String(year)),
      edition: form.edition,
      publishedOn: fact(made.published),
      doubts: [],
    },
    status,
    reasons: broken ? ["relation-fails"] : [],
    tables: tables.map(({ table, cells }) => ({ table: table.key, cells })),
    checks,
    otherTables: [],
    sections: [],
    prose: made.statements.map((key) => statement(key, next)),
    diagnostics: [],
    links: [],
    capturedAt: `${year + 1}-02-01T03:00:00Z`,
  };
}

/** What tells a document from others. */
export function named(organ: MadeOrgan, number: number, container: Container, year: number) {
  const digest = sha256(`${number}`);
  const site = `https://www.site${organ.code.slice(0, 6)}.gov.cn/zwgk/zfxxgk/nb`;
  const source = `${site}/${year + 1}01/t${year + 1}0118_${1_000_000 + number}.${container}`;
  return { reportId: digest.slice(0, 16), source, sha256: digest };
}

interface MadeTables {
  readonly form: Form;
  readonly seed: number;
  readonly zeros: number;
  readonly container: Container;
}

function madeTables({ form, seed, zeros, container }: MadeTables, next: Random) {
  const figures = makeFigures(form, seed, zeros);
  const habit = next();
  const nought = habit < NOTHING_PRINTED ? "" : habit < STRUCK ? "/" : "0";
  const broken = next() < BROKEN_SUM;
  const doubted = next() < DOUBTED;
  const before = Math.floor(next() * 12);
  return form.tables.map((table, number) => {
    let position = 0;
    const cells = table.blocks.flatMap((block) =>
      block.rows.flatMap((row, at) =>
        row.key === null
          ? []
          : block.columns.map((column, place): ReportCell => {
              position += 1;
              const figure = figures.get(figureKey(table.key, row.key ?? "", column.key)) ?? "0";
              const value = broken && position === 1 ? String(Number(figure) + 1) : figure;
              return {
                ...printed(value, nought),
                table: table.key,
                row: row.key ?? "",
                column: column.key,
                doubts: doubted && next() < 0.1 ? ["ambiguous-position"] : [],
                settledBy: "structure",
                at: madePlace(container, { table: number + 1, row: at + 2, cell: place + 2 }, before, next),
              };
            }),
      ),
    );
    return { table, cells };
  });
}

/** Places differ from document to document: furniture stands before, lines are broken, boxes lie where they lie. */
function madePlace(
  container: Container,
  at: { readonly table: number; readonly row: number; readonly cell: number },
  before: number,
  next: Random,
): Place {
  if (container === "pdf") {
    const [left, top] = [80 + at.cell * 52 + next() * 9, 100 + at.row * 21.3 + before + next() * 2];
    return { page: 1 + at.table, box: [left, top, left + 4 + next() * 20, top + 10.5] };
  }
  if (container === "txt") return { ...at, line: before + at.row * 9 + at.cell };
  return { ...at, table: at.table + (before % 3) };
}

function printed(value: string, nought: string): Pick<ReportCell, "value" | "raw" | "state"> {
  if (value !== "0" || nought === "0") return { value, raw: value, state: "reported" };
  return { value: null, raw: nought, state: nought === "" ? "blank" : "struck" };
}

function statement(key: string, next: Random): Statement {
  const value = String(Math.floor(next() * 500));
  const sentence = `A sentence of the usual length, which says something of the year and then ${value} of ${key}.`;
  return {
    ...{ statement: key, label: "", value, raw: value, unit: "", sentence, words: key },
    ...{ approximate: false, negated: false, period: "year", doubts: [] },
    ...{ at: { paragraph: 3 }, agreesWithTable: null, tableValue: null, tableCell: null },
  };
}
