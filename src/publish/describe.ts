// Describes a release: data package, codebook, citation. One layout gives them all; nothing is described twice by hand.
// Must not write tables.
import { stringify } from "csv-stringify/sync";
import type { Concepts } from "./concepts.ts";
import type { Field, Sheet } from "./layout.ts";

export interface Facts {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly license: string;
}

/** A file of the release with its digest. */
export interface ReleaseFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

const MEDIA: Readonly<Record<string, string>> = {
  parquet: "application/vnd.apache.parquet",
  gz: "application/gzip",
  csv: "text/csv",
  dta: "application/x-stata-dta",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  html: "text/html",
  md: "text/markdown",
  sql: "application/sql",
  json: "application/json",
};

export function dataPackage(facts: Facts, sheets: readonly Sheet[], files: readonly ReleaseFile[]): string {
  const tables = sheets.flatMap((sheet) => {
    const own = files.filter(({ path }) => sheetOf(path) === sheet.name);
    return own.map((file) => ({
      ...resource(file),
      title: `${sheet.zh} · ${sheet.en}`,
      schema: schema(sheet, sheets, files),
    }));
  });
  const others = files.filter(({ path }) => !sheets.some(({ name }) => sheetOf(path) === name)).map(resource);
  return json({
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: facts.name,
    title: facts.title,
    version: facts.version,
    licenses: [{ name: facts.license }],
    resources: [...tables, ...others],
  });
}

function sheetOf(path: string): string {
  return path.split("/")[0]?.split(".")[0] ?? "";
}

function resource({ path, sha256, bytes }: ReleaseFile) {
  const ending = path.split(".").at(-1) ?? "";
  return {
    name: path.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    path,
    format: path.endsWith(".csv.gz") ? "csv" : ending,
    mediatype: MEDIA[ending] ?? "application/octet-stream",
    ...(path.endsWith(".csv.gz") ? { compression: "gz" } : {}),
    bytes,
    hash: `sha256:${sha256}`,
  };
}

function schema(sheet: Sheet, sheets: readonly Sheet[], files: readonly ReleaseFile[]) {
  return {
    fields: sheet.fields.map((field) => ({
      name: field.name,
      type: field.type,
      title: field.zh,
      description: described(field),
      ...(field.enum ? { constraints: { enum: field.enum } } : {}),
    })),
    missingValues: [""],
    primaryKey: sheet.key,
    foreignKeys: sheet.foreign.map(({ fields, sheet: other, to }) => ({
      fields,
      reference: { resource: resourceName(other, sheets, files), fields: to },
    })),
  };
}

function resourceName(sheet: string, sheets: readonly Sheet[], files: readonly ReleaseFile[]): string {
  const file = files.find(({ path }) => sheetOf(path) === sheet && sheets.some(({ name }) => name === sheet));
  return file ? resource(file).name : sheet;
}

function described(field: Field): string {
  const unit = field.unit ? ` (${field.unit})` : "";
  const formula = field.formula ? `; derived: ${field.formula}, empty where a term is` : "";
  return `${field.en}${unit}${formula}`;
}

export function codebookCsv(sheets: readonly Sheet[], concepts: Concepts): string {
  const header = ["sheet", "name", "type", "label_zh", "label_en", "unit", "formula", "values", "printed_in"];
  const lines = sheets.flatMap((sheet) =>
    sheet.fields.map((field) => [
      sheet.name,
      field.name,
      field.type,
      field.zh,
      field.en,
      field.unit ?? "",
      field.formula ?? "",
      (field.enum ?? []).join(" | "),
      sheet.name === "panel" ? printedIn(field.name, concepts) : "",
    ]),
  );
  return `﻿${stringify([header, ...lines], { record_delimiter: "\r\n" })}`;
}

/** Where each edition prints a concept, and how far it is comparable. */
function printedIn(name: string, { crosswalk }: Concepts): string {
  return crosswalk
    .filter(({ concept }) => concept === name)
    .map((line) => `${line.edition}: ${line.table_id}/${line.row_id}/${line.column_id} (${line.grade})`)
    .join("; ");
}

export function codebookHtml(
  facts: Facts,
  sheets: readonly Sheet[],
  concepts: Concepts,
  words: string,
): string {
  const parts = sheets.map((sheet) => {
    const rows = sheet.fields.map((field) => {
      const cells = [
        field.name,
        field.type,
        field.zh,
        described(field),
        (field.enum ?? []).join(" · "),
        sheet.name === "panel" ? printedIn(field.name, concepts) : "",
      ];
      return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
    });
    const key = `<p>key: ${sheet.key.map((name) => `<code>${escapeHtml(name)}</code>`).join(", ")}</p>`;
    return `<h2 id="${sheet.name}">${escapeHtml(sheet.zh)} · ${escapeHtml(sheet.en)}</h2>${key}<table><tr><th>name<th>type<th>中文<th>English<th>values<th>printed in</tr>${rows.join("\n")}</table>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(facts.title)}: codebook</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}code,td:first-child{font-family:monospace}</style></head>
<body><h1>${escapeHtml(facts.title)}</h1>${words}${parts.join("\n")}</body></html>\n`;
}

export function citation({ title, version, license }: Facts): string {
  return `cff-version: 1.2.0
message: If you use these data, please cite them as below.
type: dataset
title: ${JSON.stringify(title)}
version: ${JSON.stringify(version)}
license: ${license}
authors:
  - name: gongkai contributors
`;
}

export function zenodo({ title, version, license }: Facts): string {
  return json({
    title,
    version,
    upload_type: "dataset",
    license,
    creators: [{ name: "gongkai contributors" }],
    language: "zho",
  });
}

export function croissant(facts: Facts, sheets: readonly Sheet[], files: readonly ReleaseFile[]): string {
  const types: Readonly<Record<Field["type"], string>> = {
    string: "sc:Text",
    integer: "sc:Integer",
    number: "sc:Float",
    date: "sc:Date",
    boolean: "sc:Boolean",
  };
  const tables = sheets.flatMap((sheet) => {
    const file = files.find(({ path }) => path === `${sheet.name}.parquet`);
    return file ? [{ sheet, file }] : [];
  });
  return json({
    "@context": {
      "@vocab": "https://schema.org/",
      sc: "https://schema.org/",
      cr: "http://mlcommons.org/croissant/",
    },
    "@type": "sc:Dataset",
    "dct:conformsTo": "http://mlcommons.org/croissant/1.0",
    name: facts.name,
    description: facts.title,
    version: facts.version,
    license: facts.license,
    distribution: files.map((file) => ({
      "@type": "cr:FileObject",
      "@id": resource(file).name,
      name: file.path,
      contentUrl: file.path,
      contentSize: `${file.bytes} B`,
      encodingFormat: resource(file).mediatype,
      sha256: file.sha256,
    })),
    recordSet: tables.map(({ sheet, file }) => ({
      "@type": "cr:RecordSet",
      "@id": sheet.name,
      name: sheet.name,
      field: sheet.fields.map((field) => ({
        "@type": "cr:Field",
        "@id": `${sheet.name}/${field.name}`,
        name: field.name,
        description: described(field),
        dataType: types[field.type],
        source: { fileObject: { "@id": resource(file).name }, extract: { column: field.name } },
      })),
    })),
  });
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
