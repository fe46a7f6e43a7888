// Makes the sample documents from recipes: `npx tsx samples/recipe/make.ts [NAME…]`. Figures are drawn by a seeded
// generator and written down as truth.csv before any document is made of them; the extractor is never asked.
// Samples in PDF, DOC, RTF, ODT and the spreadsheets are printed from the same HTML by LibreOffice or Chromium.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import iconv from "iconv-lite";
import { makeFigures } from "../../src/dev/made/figures.ts";
import { type Figures, figureKey, printTable, type Sheet } from "../../src/dev/made/print-form.ts";
import { docxPackage, docxParagraph, docxTable } from "../../src/dev/made/write-docx.ts";
import { escapeHtml, htmlPage, htmlTable } from "../../src/dev/made/write-html.ts";
import { boxes, cellLines, glued, pipes, tabCells } from "../../src/dev/made/write-text.ts";
import { loadForms } from "../../src/forms/load.ts";
import type { Form } from "../../src/model/form.ts";
import { ofdOf } from "../../tests/builders/ofd.ts";
import { RECIPES, type Recipe } from "./recipes.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

function loadForm(edition: string): Form {
  const file = join(ROOT, `pipelines/disclosure/forms/${edition}.yaml`);
  const [form] = loadForms([{ file, text: readFileSync(file, "utf8") }]);
  if (!form) throw new Error(`${file} holds no form`);
  return form;
}

/** A report before it has a container: its title, and sections of paragraphs and tables. */
interface Draft {
  readonly title: string;
  readonly sections: readonly { heading: string; prose: readonly string[]; sheet: Sheet | null }[];
}

function draft(recipe: Recipe, form: Form, printed: Figures): Draft {
  const tables = form.tables.filter((table) => !recipe.tables || recipe.tables.includes(table.key));
  const headings = [
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
  ];
  const sheets = tables.map(
    (table) => recipe.bend?.(printTable(table, printed), table.key) ?? printTable(table, printed),
  );
  return {
    title: recipe.title,
    sections: [
      { heading: "一、总体情况", prose: recipe.prose, sheet: null },
      ...sheets.map((sheet, index) => ({
        heading: `${"二三四五六"[index]}、${tables.length === 1 ? (tables[0]?.title.text ?? "") : (headings[index] ?? "")}`,
        prose: [],
        sheet,
      })),
      {
        heading: `${"二三四五六"[sheets.length]}、存在的主要问题及改进情况`,
        prose: ["目录更新偶有滞后。下一年将按月核对目录，并安排两次培训。"],
        sheet: null,
      },
    ],
  };
}

function asHtml({ title, sections }: Draft, recipe: Recipe): string {
  const body = sections
    .map(
      ({ heading, prose, sheet }) =>
        `<h2>${escapeHtml(heading)}</h2>\n${prose.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}\n${sheet ? (recipe.table ?? htmlTable)(sheet) : ""}`,
    )
    .join("\n");
  const page = `<h1>${escapeHtml(title)}</h1>\n${body}`;
  return recipe.page ? recipe.page(page, title) : htmlPage(title, page);
}

function asText({ title, sections }: Draft, write: (sheet: Sheet) => string): string {
  return `${[title, ...sections.flatMap(({ heading, prose, sheet }) => [heading, ...prose, ...(sheet ? [write(sheet)] : [])])].join("\n\n")}\n`;
}

function asDocx({ title, sections }: Draft, recipe: Recipe): Uint8Array {
  const body = sections.map(
    ({ heading, prose, sheet }) =>
      docxParagraph(heading) +
      prose.map((text) => docxParagraph(text)).join("") +
      (sheet ? docxTable(sheet, recipe.docx) : ""),
  );
  return docxPackage(docxParagraph(title, "1") + body.join(""));
}

function asOfd({ title, sections }: Draft): Uint8Array {
  const blocks = sections.flatMap(({ heading, prose, sheet }) => [
    heading,
    ...prose,
    ...(sheet ? [sheet] : []),
  ]);
  return ofdOf(title, [title, ...blocks]);
}

/** Headings and paragraphs as Markdown writes them, tables with spans as the HTML that it allows. */
function asMarkdown({ title, sections }: Draft): string {
  const parts = sections.flatMap(({ heading, prose, sheet }) => [
    `## ${heading}`,
    ...prose,
    ...(sheet ? [htmlTable(sheet)] : []),
  ]);
  return `${[`# ${title}`, ...parts].join("\n\n")}\n`;
}

/** A PDF whose Chinese font is named and not embedded, as many programs of the form's time left it. */
function withReportlab(made: Draft, target: string): void {
  const { status, stderr } = spawnSync(
    "/usr/bin/python3",
    [join(ROOT, "samples/recipe/print_pdf.py"), target],
    { encoding: "utf8", input: JSON.stringify(made) },
  );
  if (status !== 0) throw new Error(`reportlab: ${stderr}`);
}

const TEXTS: Readonly<Record<string, (sheet: Sheet) => string>> = {
  tabs: tabCells,
  pipes,
  boxes,
  lines: (sheet) => cellLines(sheet),
  glued,
  unique: (sheet) => [...new Set(cellLines(sheet).split("\n"))].join("\n"),
};

function write(recipe: Recipe, folder: string): void {
  const form = loadForm(recipe.edition);
  const figures = makeFigures(form, recipe.seed, recipe.zeros ?? 0.4);
  recipe.spoil?.(figures);
  const printed = new Map([...figures].map(([key, value]) => [key, recipe.print?.(value, key) ?? value]));
  const made = draft(recipe, form, printed);
  const html = () => asHtml(made, recipe);
  const [kind, way = "", turn = "0"] = recipe.as.split(" ");
  const target = join(folder, `source.${kind}`);
  if (kind === "html") writeFileSync(target, iconv.encode(html(), way === "" ? "utf8" : way));
  else if (kind === "docx") writeFileSync(target, asDocx(made, recipe));
  else if (way === "html") writeFileSync(target, html());
  else if (kind === "md") writeFileSync(target, asMarkdown(made));
  else if (kind === "ofd") writeFileSync(target, asOfd(made));
  else if (kind === "wps") convert(html(), "doc", way, target);
  else if (way === "reportlab") withReportlab(made, target);
  else if (way === "layout") withLayout(html(), target);
  else if (way === "scan") withScanner(html(), Number(turn), target);
  else if (kind === "txt") writeFileSync(target, asText(made, TEXTS[way] ?? cellLines));
  else convert(html(), kind ?? "", way, target);
  writeFileSync(join(folder, "truth.csv"), truthCsv(recipe, form, printed));
  const { name, edition, as, seed, title, about } = recipe;
  writeFileSync(
    join(folder, "recipe.json"),
    `${JSON.stringify({ name, about, edition, as, seed, title }, null, 1)}\n`,
  );
}

/** What the document prints, key by key: the typed side, never read back from the document. */
function truthCsv(recipe: Recipe, form: Form, printed: Figures): string {
  const lines = ["table,row,column,value"];
  for (const table of form.tables) {
    if (recipe.tables && !recipe.tables.includes(table.key)) continue;
    for (const block of table.blocks)
      for (const row of block.rows)
        for (const column of block.columns) {
          if (row.key === null) continue;
          const text = printed.get(figureKey(table.key, row.key, column.key)) ?? "";
          lines.push(`${table.key},${row.key},${column.key},${recipe.meant?.(text) ?? text}`);
        }
  }
  for (const line of recipe.extraTruth ?? []) lines.push(line);
  return `${lines.join("\n")}\n`;
}

/** The text of a printed page as poppler lays it out, each word at its place. */
function withLayout(html: string, target: string): void {
  const printed = `${target}.pdf`;
  convert(html, "pdf", "libreoffice", printed);
  run("pdftotext", ["-layout", printed, target]);
  rmSync(printed);
}

/** A printed page scanned: pictures askew, turned by so many degrees, and no text at all. */
function withScanner(html: string, turn: number, target: string): void {
  const printed = `${target}.pdf`;
  convert(html, "pdf", "libreoffice", printed);
  run("/usr/bin/python3", [join(ROOT, "samples/recipe/scan_pdf.py"), printed, target, String(turn)]);
  rmSync(printed);
}

/** Prints a page with a real program. `way` names it where several write the same kind. */
function convert(html: string, kind: string, way: string, target: string): void {
  const work = mkdtempSync(join(tmpdir(), "sample-"));
  const page = join(work, "page.html");
  const made = join(work, `page.${kind}`);
  const office = (input: string, to: string, filter: string) =>
    run("soffice", ["--headless", "--convert-to", to, "--outdir", work, `--infilter=${filter}`, input]);
  const written = (to: string) => {
    // A page opened as a web document keeps no pages: it goes through ODT first.
    office(page, "odt:writer8", "HTML (StarWriter)");
    if (to !== "") office(join(work, "page.odt"), to, "writer8");
  };
  try {
    writeFileSync(page, html);
    if (kind === "mhtml") writeFileSync(made, snapshot(page));
    else if (SHEETS.has(kind)) office(page, kind, "HTML (StarCalc)");
    else if (way === "chromium") {
      const flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer"];
      run("chromium", [...flags, `--print-to-pdf=${made}`, page]);
    } else written(WRITERS[kind] ?? "");
    if (way === "ghostscript" || way === "qpdf" || way === "protected") {
      renameSync(made, join(work, "first.pdf"));
      // No password to open it, one to change it: as offices protect what they publish.
      if (way === "protected")
        run("qpdf", [
          "--static-id",
          "--static-aes-iv",
          ...["--encrypt", "", "owner", "256", "--print=none", "--extract=n", "--"],
          join(work, "first.pdf"),
          made,
        ]);
      else if (way === "qpdf")
        run("qpdf", ["--object-streams=generate", "--linearize", join(work, "first.pdf"), made]);
      else
        run("gs", [
          "-q",
          "-sDEVICE=pdfwrite",
          `-sOutputFile=${made}`,
          "-dNOPAUSE",
          "-dBATCH",
          join(work, "first.pdf"),
        ]);
    }
    renameSync(made, `${target}.new`);
    renameSync(`${target}.new`, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const SHEETS = new Set(["xls", "xlsx", "ods"]);
const WRITERS: Readonly<Record<string, string>> = {
  doc: "doc:MS Word 97",
  rtf: "rtf:Rich Text Format",
  pdf: "pdf:writer_pdf_Export",
};

/** A page saved as one file by the browser, asked for over its pipe. */
function snapshot(page: string): string {
  const script = `
    const { spawn } = require("node:child_process");
    const browser = spawn("chromium", ["--headless", "--no-sandbox", "--remote-debugging-pipe", ${JSON.stringify(`file://${page}`)}], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const [, , , input, output] = browser.stdio;
    let id = 0; let text = "";
    const ask = (method, params = {}, sessionId) => input.write(JSON.stringify({ id: ++id, method, params, sessionId }) + "\\0");
    let session; let saved = false;
    output.on("data", (chunk) => {
      text += chunk;
      for (let end; (end = text.indexOf("\\0")) >= 0; text = text.slice(end + 1)) {
        const message = JSON.parse(text.slice(0, end));
        const target = message.result?.targetInfos?.find((one) => one.type === "page");
        if (target) ask("Target.attachToTarget", { targetId: target.targetId, flatten: true });
        if (message.result?.sessionId) { session = message.result.sessionId; setTimeout(() => ask("Page.captureSnapshot", {}, session), 1500); }
        if (message.result?.data) { process.stdout.write(message.result.data, () => { browser.kill(); process.exit(0); }); }
      }
    });
    setTimeout(() => ask("Target.getTargets"), 1500);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`chromium: ${stderr}`);
  return stdout;
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, [...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

const wanted = process.argv.slice(2);
for (const recipe of RECIPES) {
  if (wanted.length > 0 && !wanted.includes(recipe.name)) continue;
  const folder = join(ROOT, "samples", recipe.as.includes("scan") ? "scans" : "documents", recipe.name);
  mkdirSync(folder, { recursive: true });
  write(recipe, folder);
  process.stdout.write(`${recipe.name}\n`);
}
