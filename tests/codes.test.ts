// Every doubt and every diagnostic code occurs in a sample or in a document made here; what never does is deleted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { collection, extractBytes, extractFile } from "../src/dev/extract-file.ts";
import { makeDocument } from "../src/dev/made/document.ts";
import { recipeOf } from "../src/dev/made/known.ts";
import type { Sheet, SheetCell } from "../src/dev/made/print-form.ts";
import { listSamples } from "../src/dev/sample-files.ts";
import { codebookLines } from "../src/export/codebook.ts";
import { layOut } from "../src/grid/flow.ts";
import { bindForms } from "../src/match/edition.ts";
import { CODES } from "../src/model/diagnostic.ts";
import type { Mark } from "../src/model/document.ts";
import { DOUBTS } from "../src/model/doubts.ts";
import type { Flow, Slot } from "../src/model/grid.ts";
import type { Report, ReportCell } from "../src/model/report.ts";
import { SIGNS, type Sign } from "../src/model/signs.ts";
import { readDocument } from "../src/read/read.ts";
import { cellLines } from "../src/run/explain-cells.ts";
import { extractDocument } from "../src/run/extract.ts";
import { readCsv } from "../src/truth/truth-files.ts";
import { DISCLOSED, linesOfDisclosure } from "./builders/disclosure-lines.ts";
import { figuresOf, made, relabel, rowWith } from "./builders/made.ts";
import { pdfOf, show, WHOLE_PAGE_PICTURE } from "./builders/pdf.ts";
import { trimmedBars } from "./builders/requests.ts";

const seen = new Set<string>();
const reasons = new Set<string>();
const signs = new Set<string>();

/** For each sign a cell that it stands at, in a whole report. */
const examples = new Map<Sign, { readonly report: Report; readonly cell: ReportCell }>();

function see(report: Report | Pick<Report, "tables" | "diagnostics" | "reasons">): void {
  for (const { cells } of report.tables)
    for (const cell of cells) {
      for (const one of cell.doubts) seen.add(one);
      for (const sign of cell.signs ?? []) {
        signs.add(sign);
        if ("identity" in report && !examples.has(sign)) examples.set(sign, { report, cell });
      }
    }
  for (const { code } of report.diagnostics) seen.add(code);
  for (const reason of report.reasons) reasons.add(reason.split(":")[0] ?? "");
}

/** The rows of the table of requests, each a list of cells. */
function requestRows(change: (sheet: Sheet) => void = () => {}): Sheet {
  let rows: Sheet = [];
  made(
    "html",
    ([sheet = []]) => {
      change(sheet);
      rows = sheet;
    },
    "requests",
  );
  return rows;
}

const requestLines = (write: (row: SheetCell[], rank: number) => string, rows = requestRows()): string =>
  [
    ...made("lines", () => {}, "requests")
      .split("\n")
      .slice(0, 6),
    ...rows.map(write),
  ].join("\n");

/** The table of requests as a page prints one row of cells with many lines: what breaks a label pushes labels down, and no figures. */
function lineByLine(): string {
  const text = made("lines", () => {}, "requests");
  const rows = requestRows().filter((row) => row.some(isFigure));
  const figures = rows.map((row) => row.filter(isFigure).map(({ text }) => text));
  const labels = rows.flatMap((row) => {
    const label = row.filter((cell) => !isFigure(cell)).at(-1)?.text ?? "";
    return label.length > 20 ? [label.slice(0, 18), label.slice(18)] : [label];
  });
  const heads = text.slice(0, text.indexOf(labels[0] ?? ""));
  return heads + labels.map((label, at) => `${label} ${figures[at]?.join(" ") ?? ""}\n`).join("");
}

const isFigure = ({ of }: SheetCell) => of !== undefined && of.column !== null;

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
    titleOf: () => null,
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
  "a group's first row, cut off behind its label": () =>
    read(
      "a.html",
      made("html", ([, requests = []]) => {
        const row = requests.find((cells) => cells.findIndex(isFigure) === 2);
        row?.splice(2);
      }),
    ),
  "two figures in one cell, and none below": () =>
    read(
      "a.html",
      made("html", ([, requests = []]) => {
        const [above, below] = [requests.at(-2), requests.at(-1)].map((row) => row?.at(-1));
        if (!above || !below) return;
        above.text = `${above.text}\n${below.text}`;
        below.text = "";
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
  "another year over a table": () =>
    read("a.html", made("html").replace("收到和处理政府信息公开", "1999年$&")),
  "another organ over a table": () =>
    read("a.html", made("html").replace(/<h2>收到[^<]*/u, "<h2>白石县教育局")),
  "a sample over a table": () => read("a.html", made("html").replace(/<h2>收到[^<]*/u, "<h2>（样表）")),
  "a figure that ran into the cell of its unit": async () => {
    const text = readFileSync("samples/documents/2014-html-plain/source.html", "utf8");
    const into = text.replace("<td>条</td><td>10</td>", "<td>条 10</td><td></td>");
    expect(into).not.toBe(text);
    await read("a.html", into);
  },
  "figures of a row on several lines, by their heights": () =>
    read(
      "a.txt",
      requestLines((row, rank) => {
        const figures = row.filter(isFigure).map(({ text }) => text);
        const label = row.filter((cell) => !isFigure(cell)).map(({ text }) => text);
        const [first = "", second = "", ...others] = figures;
        const printed =
          rank > 5 && rank < 20 && first !== second
            ? [second, `${first}\n${others[0]}`, ...others.slice(1)]
            : figures;
        return [...label, ...(rank % 3 === 0 ? printed : figures)].join(" ");
      }),
    ),
  "rows whose figures are exchanged": () =>
    read(
      "a.txt",
      linesOfDisclosure({ ...DISCLOSED, 行政处罚: ["-2", "31", "77"], 政府集中采购: ["18.5", "6"] }),
    ),
  "counts in ten thousands": () =>
    read("a.html", made("html").replace(/<h2>收到[^<]*<\/h2>/u, "$&<p>单位：万件</p>")),
  "labels a row off": () =>
    read(
      "a.html",
      made("html", ([, requests = []]) => {
        const from = rowWith(requests, "1.属于国家秘密");
        const labels = requests.slice(from, from + 8).map((row) => row.find(({ of }) => of?.column === null));
        labels.forEach((label, at) => {
          if (label) label.text = labels[at + 1]?.text ?? "";
        });
      }),
    ),
  "sums broken all over": () =>
    read(
      "a.html",
      made("html", ([, requests]) => {
        for (const cell of figuresOf(requests).filter(({ of }) => of?.column === "total")) cell.text = "9999";
      }),
    ),
  "a column that was run together": () =>
    read(
      "a.html",
      made("html", ([, requests]) => {
        const [first, ...others] = figuresOf(requests).filter(({ of }) => of?.column === "total");
        if (first) first.text = [first, ...others].map(({ text }) => text).join("");
      }),
    ),
  "labels of more lines than figures": () => read("a.txt", lineByLine()),
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
  "a total that stands a cell early": () =>
    read(
      "a.html",
      made("html", ([, requests]) => {
        const row = requests?.at(-1) ?? [];
        ["1", "", "", "", "", "1", ""].forEach((text, at) => {
          const cell = row.at(at - 7);
          if (cell) cell.text = text;
        });
      }),
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
  "a sentence that corrects a figure": () =>
    read("a.html", `${made("html")}<p>更正：表中“行政许可”的“本年处理决定数量”应为7。</p>`),
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
  "a label in other words whose neighbours are not there": () =>
    read(
      "a.html",
      made(
        "html",
        ([sheet = []]) => {
          relabel(sheet, "2.没有现成信息需要另行制作", "2.没有现成信息需另外整理");
          for (const word of ["3.补正后申请内容", "1.本机关不掌握"]) sheet.splice(rowWith(sheet, word), 1);
        },
        "requests",
      ),
    ),
  "a row with half a label": () =>
    read(
      "a.html",
      made(
        "html",
        ([sheet = []]) => {
          const at = rowWith(sheet, "2.申请人逾期");
          const row = structuredClone(sheet[at] ?? []).map(({ of: _, ...cell }) => cell);
          for (const cell of row) if (cell.text.startsWith("2.")) cell.text = "2.申请人逾期未按收费";
          sheet.splice(at + 1, 0, row);
        },
        "requests",
      ),
    ),
  "two rows of figures where one has room": () =>
    read(
      "a.html",
      made(
        "html",
        ([, , sheet = []]) => void sheet.push((sheet.at(-1) ?? []).map((cell) => ({ ...cell, text: "3" }))),
      ),
    ),
  "few rows of a table": () =>
    read(
      "a.html",
      made("html", ([sheet]) => void sheet?.splice(8), "requests"),
    ),
  "a page that ends in its table": () =>
    read(
      "a.html",
      made("html", () => {}, "requests")
        .split("</tr>")
        .slice(0, 12)
        .join("</tr>"),
    ),
  "a column that no head names": () =>
    read(
      "a.html",
      made(
        "html",
        ([sheet = []]) => {
          for (const row of sheet) {
            const at = row.findIndex(
              ({ text, of }) => text === "法律服务机构" || of?.column === "legal_service_institution",
            );
            if (at >= 0) row.splice(at, 1);
            for (const cell of row)
              if (["法人或其他组织", "申请人情况"].includes(cell.text)) cell.colSpan -= 1;
          }
        },
        "requests",
      ),
    ),
  "two heads that changed places": () =>
    read(
      "a.txt",
      made(
        "lines",
        ([sheet = []]) => {
          for (const [from, to] of [
            ["商业企业", "×"],
            ["科研机构", "商业企业"],
            ["×", "科研机构"],
          ] as const)
            relabel(sheet, from, to);
        },
        "requests",
      ),
    ),
  "rows of which two editions have the same": () =>
    read(
      "a.txt",
      made(
        "lines",
        ([sheet = []]) => {
          for (const word of ["7.属于行政执法", "8.属于行政查询", "1.申请人无正当", "2.申请人逾期", "3.其他"])
            sheet.splice(rowWith(sheet, word), 1);
        },
        "requests",
      ),
    ),
  "figures that are run together": () => read("a.txt", made("lines").replace(/\n+(?=\d)/g, "")),
  "a sign for nothing where a unit may stand": () =>
    read(
      "a.txt",
      made(
        "lines",
        (sheets) => {
          for (const cell of sheets.flat(2)) if (isFigure(cell)) cell.text = `— ${cell.text}`;
        },
        undefined,
        "2014",
      ),
    ),
  "a row whose line ends early": () => read("a.txt", trimmedBars(16)),
  "a row with a number that does not count it": () => {
    const seeds = { figures: 604525, spot: 0, zeros: 0.2, digits: 1, blanks: "none" } as const;
    const printed = makeDocument(collection, { way: "lines", accident: "none", edition: "local", ...seeds });
    return read("a.txt", (printed?.text ?? "").replace("\n7\n", "\n70\n"));
  },
  "figures before their labels": () =>
    read(
      "a.txt",
      requestLines((row) =>
        [
          ...row.filter(isFigure).map(({ text }) => text),
          row.flatMap((cell) => (isFigure(cell) ? [] : cell.text)).join(""),
        ].join(" "),
      ),
    ),
  "labels without cells": () =>
    read(
      "a.txt",
      requestLines(
        (row, rank) =>
          `${row
            .filter((cell) => !isFigure(cell) || (cell.text !== "0" && rank !== 5))
            .map(({ text }) => text)
            .join(" | ")} |`,
      ),
    ),
  "a file that ends within a group": () => read("a.rtf", "{\\rtf1{\\b text\\par more"),
};

const MARKS: readonly Mark[] = ["drawn", "lost", "stand-in", "overlapping", "computed", "recognised"];
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

test("every sign occurs, and raises its doubt", async () => {
  for (const line of readCsv(join(import.meta.dirname, "signs.csv"))) {
    const made = makeDocument(collection, recipeOf(line));
    const report = await extractBytes(made?.name ?? "", made?.bytes ?? new Uint8Array());
    const raised = report.tables.flatMap(({ cells }) =>
      cells.filter((cell) => cell.signs?.includes(line["sign"] as Sign)),
    );
    expect(raised.length, line["sign"]).toBeGreaterThan(0);
    for (const { doubts } of raised) expect(doubts).toContain(SIGNS[line["sign"] as Sign].doubt);
    see(report);
  }
  expect(Object.keys(SIGNS).filter((sign) => !signs.has(sign))).toEqual([]);
});

test("every sign is told by explain, beside the doubt that it raises", () => {
  for (const [sign, { report, cell }] of examples) {
    const form = collection.forms.find(({ edition }) => edition === report.identity.edition) ?? null;
    const told = cellLines(`${cell.table}/${cell.row}/${cell.column}`, report, form).join("\n");
    const { doubt } = SIGNS[sign];
    expect([sign, told]).toEqual([
      sign,
      expect.stringContaining(doubt === sign ? sign : `${doubt} (${sign})`),
    ]);
  }
  // What a mark shows is its own doubt, and need not stand in a whole report here.
  expect(Object.keys(SIGNS).filter((sign) => !examples.has(sign as Sign) && !(sign in DOUBTS))).toEqual([]);
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
