// A document becomes a sample from the page: with what people decided or typed of it, and nothing that nobody looked at.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AuditSession } from "../../src/audit/session.ts";
import type { ReportCell } from "../../src/model/report.ts";
import type { Served } from "../../src/review/serve.ts";
import type { DocumentAnswer, Draft } from "../../src/review/wire.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";
import { measure, typedIn } from "../../src/truth/measure.ts";
import { datasetOf, type Made, numberOf, PIPELINE, serveDataset } from "./desk.ts";

const samples = mkdtempSync(join(tmpdir(), "samples-"));
let made: Made;
let served: Served;
beforeAll(async () => {
  made = await datasetOf(["2021-html-plain", "2021-txt-glued"]);
  served = await serveDataset(made.dataset, "Li", samples);
});
afterAll(() => served.close());

const post = (path: string, body: object) =>
  fetch(`${served.address}api/${path}`, {
    method: "POST",
    headers: { Origin: new URL(served.address).origin, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function documentOf(name: string): Promise<DocumentAnswer> {
  const n = await numberOf(served.address, name);
  return (await (await fetch(`${served.address}api/documents/${n}`)).json()) as DocumentAnswer;
}

const keep = ({ n }: DocumentAnswer, name: string, more: object = {}) =>
  post("samples", { n, name, whole: false, replacements: [], ...more });

function decided({ report }: DocumentAnswer, cell: ReportCell, value: string): Draft {
  const { table, row, column, state, raw } = cell;
  return {
    about: "cell",
    sha256: report.sha256,
    table,
    row,
    column,
    read: { state, value: cell.value, raw },
    decided: { state: "reported", value },
    by: "Li",
    why: "",
    over: [],
  };
}

const linesOf = (name: string, file: string) =>
  readFileSync(join(samples, name, file), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1);

test("cells that were decided or typed blind are its truth, of the others it says nothing", async () => {
  const document = await documentOf("2021-txt-glued");
  const [doubted] = document.report.tables.flatMap(({ cells }) =>
    cells.filter(({ doubts }) => doubts.length > 0),
  );
  if (!doubted) throw new Error("nothing is in doubt");
  expect(await (await keep(document, "none")).text()).toContain("nothing of this document has been decided");
  await post("decisions", { n: document.n, decisions: [decided(document, doubted, "77")] });
  const audit = await AuditSession.open(made.dataset, { cells: 2000, seed: "1", by: ["container"] });
  const index = audit.sample.cells.findIndex(
    ({ cell }) => cell.sha256 === document.report.sha256 && cell.read.value !== null,
  );
  const drawn = audit.sample.cells[index]?.cell;
  if (!drawn) throw new Error("no cell was drawn");
  audit.type({ cell: index, by: "Wang", when: "2026-01-01T00:00:00.000Z", ...drawn.read });

  const answer = await keep(document, "glued");
  expect(await answer.json()).toMatchObject({ review: "proposed", cells: 2, silent: 0 });
  const key = ({ table, row, column }: { table: string; row: string; column: string }) =>
    `${table},${row},${column}`;
  expect(linesOf("glued", "typed.csv").sort()).toEqual(
    [`${key(doubted)},77`, `${key(drawn)},${drawn.read.value}`].sort(),
  );
  const { groups } = await measure(typedIn(join(samples, "glued")), loadPipeline(PIPELINE));
  expect(groups.get("all")).toMatchObject({ cells: 2, invented: 0, silent: 0 });
});

test("a document that was compared whole is reviewed, its names replaced", async () => {
  const document = await documentOf("2021-html-plain");
  const issuer = document.report.identity.issuer?.value ?? "";
  const replacements = [{ name: issuer, by: "某某局" }];
  const answer = await keep(document, "whole", { whole: true, replacements });
  expect(await answer.json()).toMatchObject({ review: "reviewed", silent: 0 });
  const printed = document.report.tables.flatMap(({ cells }) =>
    cells.filter(({ state }) => state !== "absent"),
  );
  expect(linesOf("whole", "truth.csv")).toHaveLength(printed.length);
  expect(readFileSync(join(samples, "whole", "source.html"), "utf8")).not.toContain(issuer);
  const expected = JSON.parse(readFileSync(join(samples, "whole", "expected.json"), "utf8"));
  expect(expected).toMatchObject({ review: "reviewed", record: { status: "clean", issuer: "某某局" } });
});

test("a mistake keeps nothing and says what it is", async () => {
  const glued = await documentOf("2021-txt-glued");
  const before = readdirSync(samples);
  for (const [name, more, told] of [
    ["../out", {}, "letters, digits"],
    ["open", { whole: true }, "cells are still in doubt"],
    ["glued", {}, "there is a sample of this name"],
    ["named", { replacements: [{ name: "没有此人", by: "某" }] }, "stands nowhere"],
  ] as const) {
    const answer = await keep(glued, name, more);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(told);
  }
  expect(readdirSync(samples)).toEqual(before);
  expect(existsSync(join(samples, "..", "out"))).toBe(false);
});
