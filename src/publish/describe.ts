// Describes a release to machines: data package, Croissant, citation. One layout gives them all; nothing is described twice by hand.
// Must not write tables.
import { enumOf, type Field, type Sheet, storedFields } from "./layout.ts";

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
    fields: storedFields(sheet).map((field) => ({
      name: field.name,
      type: field.type,
      title: field.zh,
      description: described(field),
      ...constraints(field),
    })),
    missingValues: [""],
    primaryKey: sheet.key,
    foreignKeys: sheet.foreign.map(({ fields, sheet: other, to }) => ({
      fields,
      reference: { resource: resourceName(other, sheets, files), fields: to },
    })),
  };
}

function constraints(field: Field) {
  const values = enumOf(field);
  return values === null ? {} : { constraints: { enum: values } };
}

function resourceName(sheet: string, sheets: readonly Sheet[], files: readonly ReleaseFile[]): string {
  const file = files.find(({ path }) => sheetOf(path) === sheet && sheets.some(({ name }) => name === sheet));
  return file ? resource(file).name : sheet;
}

/** What a column is, in English, with its unit and how it is made. */
export function described(field: Field): string {
  const unit = field.unit ? ` (${field.unit})` : "";
  const formula = field.formula ? `; derived: ${field.formula}` : "";
  return `${field.en}${unit}${formula}`;
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
