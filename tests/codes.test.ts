// Every doubt and every diagnostic code occurs in a sample or in a document made here; what never does is deleted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { collection, extractBytes, extractFile } from "../src/dev/extract-file.ts";
import { makeFigures } from "../src/dev/made/figures.ts";
import { printTable, type Sheet, type SheetCell } from "../src/dev/made/print-form.ts";
import { print, type Way } from "../src/dev/made/ways.ts";
import { listSamples } from "../src/dev/sample-files.ts";
import { codebookLines } from "../src/export/codebook.ts";
import { layOut } from "../src/grid/flow.ts";
import { bindForms } from "../src/match/edition.ts";
import { CODES } from "../src/model/diagnostic.ts";
import type { Mark } from "../src/model/document.ts";
import { DOUBTS } from "../src/model/doubts.ts";
import type { Flow, Slot } from "../src/model/grid.ts";
import type { Report } from "../src/model/report.ts";
import { readDocument } from "../src/read/read.ts";
import { extractDocument } from "../src/run/extract.ts";
import { pdfOf, show, WHOLE_PAGE_PICTURE } from "./builders/pdf.ts";

const seen = new Set<string>();
const reasons = new Set<string>();

function see(report: Pick<Report, "tables" | "diagnostics" | "reasons">): void {
  for (const { cells } of report.tables)
    for (const { doubts } of cells) for (const one of doubts) seen.add(one);
  for (const { code } of report.diagnostics) seen.add(code);
  for (const reason of report.reasons) reasons.add(reason.split(":")[0] ?? "");
}

/** A report of 2021 with one table, or all of them, changed before it is printed. */
function made(way: Way, change: (sheets: Sheet[]) => void = () => {}, key?: string): string {
  const form = collection.forms.find(({ edition }) => edition === "2021");
  if (!form) throw new Error("there is no form of 2021");
  const figures = makeFigures(form, 5, 0.3);
  const tables = form.tables.filter((table) => key === undefined || table.key === key);
  const sheets = tables.map((table) => printTable(table, figures));
  change(sheets);
  const named = sheets.map((sheet, index) => ({
    heading: tables[index % tables.length]?.title.text ?? "",
    sheet,
  }));
  const [title = ""] = collection.identity.reportTitles;
  return print({ title: `青石县水务局2021年${title}`, prose: "全年如下。", tables: named }, way, 1).text;
}

const figuresOf = (sheet: Sheet | undefined): SheetCell[] =>
  (sheet ?? []).flat().filter(({ of }) => of !== undefined && of.column !== null);

async function read(name: string, text: string | Uint8Array): Promise<void> {
  see(await extractBytes(name, typeof text === "string" ? new TextEncoder().encode(text) : text));
}

/** As read of the page, but that one cell shows something beside its letters. */
async function readMarked(mark: Mark): Promise<void> {
  const bytes = new TextEncoder().encode(made("html"));
  const flow = layOut(await readDocument(bytes, { name: "made.html" }), () => {});
  const marked = flow.map((block) =>
    block.kind === "grid"
      ? { ...block, rows: block.rows.map((row) => row.map((slot) => withMark(slot, mark))) }
      : block,
  );
  const { forms, conventions, identity } = collection;
  const perspective = {
    subject: { year: "2021", issuer: null },
    words: conventions.subjectWords,
    organEndings: identity.organEndings,
  };
  const { tables } = bindForms({ flow: marked as Flow, forms, conventions, perspective }, () => {});
  see({
    tables: tables.map(({ table, cells }) => ({ table: table.key, cells })),
    diagnostics: [],
    reasons: [],
  });
}

function withMark(slot: Slot, mark: Mark): Slot {
  return slot.kind === "cell" && /^\d+$/.test(slot.text) ? { ...slot, marks: [mark] } : slot;
}

const DOCUMENTS: Readonly<Record<string, () => Promise<void>>> = {
  "a figure over two columns": () =>
    read(
      "a.html",
      made("html", ([, requests]) => {
        const row = requests?.at(-1) ?? [];
        row.splice(-2, 2, { ...(row.at(-2) as SheetCell), colSpan: 2 });
      }),
    ),
  "a table printed twice, with other figures": () =>
    read(
      "a.html",
      made("html", (sheets) => {
        const again = structuredClone(sheets);
        for (const cell of figuresOf(again[1])) cell.text = "1";
        sheets.push(...again);
      }),
    ),
  "sums broken all over": () =>
    read(
      "a.html",
      made("html", ([, requests]) => {
        for (const cell of figuresOf(requests).filter(({ of }) => of?.column === "total")) cell.text = "9999";
      }),
    ),
  "a text that ends in its table": () => read("a.txt", made("lines").slice(0, 900)),
  "a text without its repeated lines": () =>
    read("a.txt", [...new Set(made("lines").split("\n"))].join("\n")),
  "a row too many and one too few": () =>
    read(
      "a.txt",
      made("lines", ([, requests]) => {
        const row = requests?.[9] ?? [];
        requests?.splice(9, 1);
        requests?.splice(
          6,
          0,
          row.map((cell) => (cell.of?.column ? cell : { ...cell, text: "与表式无关的一行" })),
        );
      }),
    ),
  "a table that two editions share": () =>
    read(
      "a.html",
      made("html", () => {}, "review_litigation"),
    ),
  "a row that lacks a cell": () =>
    read(
      "a.html",
      made("html", ([, requests]) => void requests?.at(-1)?.pop()),
    ),
  "a hidden table": () =>
    read(
      "a.html",
      made("html").replace("<table ", '<table style="display:none"><tr><td>9</td></tr></table><table '),
    ),
  "a byte of no character": () => {
    const bytes = new TextEncoder().encode(made("lines"));
    bytes[40] = 0xff;
    return read("a.txt", bytes);
  },
  "a page that is a picture": async () => {
    const typed = { content: show("字".repeat(40), 50, 700) + show("字".repeat(40), 50, 600) };
    await read("a.pdf", pdfOf([typed, { content: WHOLE_PAGE_PICTURE, picture: 10 }]));
  },
  "a page that lies upside down": () =>
    read("a.pdf", pdfOf([{ content: `q -1 0 0 -1 595 842 cm ${show("字".repeat(20), 50, 700)} Q` }])),
  "a document of a program that fails": async () => {
    const bytes = new TextEncoder().encode(made("html"));
    const identity = { ...collection.identity, chapter: null as never };
    const input = { source: "a.html", bytes, sha256: "", hints: { name: "a.html" } };
    see(await extractDocument(input, { ...collection, identity }));
  },
  "a file that ends within a group": () => read("a.rtf", "{\\rtf1{\\b text\\par more"),
};

const MARKS: readonly Mark[] = ["drawn", "lost", "stand-in", "overlapping", "computed"];
/** Samples for what no small document shows. */
const SAMPLES = ["2019-docx-orphan-merge", "2021-pdf-named-font"];

beforeAll(async () => {
  for (const document of Object.values(DOCUMENTS)) await document();
  for (const mark of MARKS) await readMarked(mark);
  for (const sample of listSamples("documents"))
    if (SAMPLES.includes(sample.name)) see(await extractFile(join(sample.folder, sample.source)));
  // What samples are known to say was reviewed, and is tested where they are read.
  for (const { folder } of [...listSamples("documents"), ...listSamples("scans"), ...listSamples("broken")]) {
    const expected = readFileSync(join(folder, "expected.json"), "utf8");
    for (const [, doubts = ""] of expected.matchAll(/\{([a-z,-]+)\}/g))
      for (const doubt of doubts.split(",")) seen.add(doubt);
    for (const reason of (JSON.parse(expected) as { record: { reasons: string[] } }).record.reasons)
      reasons.add(reason.split(":")[0] ?? "");
  }
});

test("every doubt occurs", () => {
  expect(Object.keys(DOUBTS).filter((doubt) => !seen.has(doubt))).toEqual([]);
});

test("every diagnostic code occurs", () => {
  expect(Object.keys(CODES).filter((code) => !seen.has(code))).toEqual([]);
});

test("the codebook explains every code in both languages", () => {
  const lines = codebookLines(collection.forms, null).filter(([edition]) => edition === "");
  const told = new Set(lines.map(([, , , code]) => code));
  expect([...seen, ...reasons].filter((code) => !told.has(code))).toEqual([]);
  for (const [, , , code, , , , , zh, en] of lines) expect([code, zh, en]).not.toContain("");
});
