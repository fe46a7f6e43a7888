// Links every document to its organ and place, and chooses the one document that stands for an organ and a year.
// Must not read cells' values.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { Explained } from "../model/explained.ts";
import type { Link, Linker } from "../places/link.ts";
import { type Engine, quoted } from "./engine.ts";

const COLUMNS = [
  "document_key",
  "organ_code",
  "organ_name_zh",
  "organ_type",
  "organ_function",
  "level",
  "code_then",
  "code_2023",
  "zone",
  "place_evidence",
  "place_doubt",
  "place_candidates",
  "place_within",
] as const;

/** Which lines of a table of documents hold a report. */
export const holdsReport = (table: string): string => `${table}.status not in ('not_a_report', 'failed')`;

/** Which of them may stand for a report: what its publisher calls test material is told and stands for none. */
export const mayStand = (table: string): string => `(${holdsReport(table)} and not ${table}.is_test)`;

export async function linkDocuments(engine: Engine, linker: Linker, scratch: string): Promise<void> {
  const path = `${scratch}/links.csv`;
  const file = createWriteStream(path);
  file.write(stringify([COLUMNS]));
  const known = new Map<string, Link>();
  const sql = "select document_key, issuer, title, host, year from documents order by document_key";
  for await (const rows of engine.stream(sql)) {
    const lines = rows.map(([key, issuer, title, host, year]) => {
      const asked = [String(issuer), String(title), String(host), String(year)];
      const id = asked.join("\0");
      const link = known.get(id) ?? ask(linker, asked);
      known.set(id, link);
      return linkLine(String(key), link, String(issuer));
    });
    if (!file.write(stringify(lines))) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  await engine.run(`create table links as select * replace (try_cast(level as smallint) as level)
    from read_csv(${quoted(path)}, all_varchar = true, header = true, nullstr = '\\N')`);
}

function ask(linker: Linker, [name = "", context = "", host = "", year = ""]: readonly string[]): Link {
  return linker.link({ name, context, host, year: /^\d{4}$/.test(year) ? Number(year) : null });
}

function linkLine(key: string, link: Link, issuer: string): string[] {
  return [
    key,
    organCode(link),
    issuer,
    link.kind ?? "",
    link.functions.join("+"),
    link.level === null ? "\\N" : String(link.level),
    link.codeThen,
    link.code2023,
    link.zone,
    link.evidence,
    link.doubt,
    link.candidates.join(";"),
    link.within,
  ];
}

/** Place of today, kind and eight digits of the organ's name: a new organ changes no other's code. Empty without a place. */
function organCode(link: Link): string {
  const place = link.code2023 || link.codeThen;
  if (place === "" || link.kind === null) return "";
  const name = createHash("sha256").update(`${link.zone}\0${link.organ}`).digest("hex").slice(0, 8);
  return `${place}-${link.kind}-${name}`;
}

/**
 * One primary document for each organ and year: the better read one first, one whose organ is known, an official host before a
 * mirror, the latest capture, a document of its own before a copy; then the order of the run. The same bytes are one
 * report wherever they were found: of the organ that is known from one of the places, or of none.
 */
export async function chooseReports(engine: Engine): Promise<void> {
  await engine.run(`
    create table keyed as
    select d.*, l.* exclude (document_key), ${mayStand("d")} as may_stand,
      case when l.organ_code <> '' and d.year is not null and ${mayStand("d")} then l.organ_code || '-' || d.year end as own_key
    from documents d join links l using (document_key)`);
  await engine.run(`
    create table ranked as
    select k.* exclude (may_stand, own_key),
      case when not k.may_stand then k.document_key
        else coalesce(k.own_key, case when b.keys = 1 then b.own_key end, b.document_key) end as report_key,
      case k.status when 'clean' then 1 when 'flagged' then 2 when 'partial' then 3 else 4 end as by_reading,
      case when k.own_key is null then 2 else 1 end as by_organ,
      case when k.host = '' then 2 when k.host like '%.gov.cn' then 1 else 3 end as by_host,
      case when k.duplicate_of = '' and k.attachment_of = '' then 1 else 2 end as by_copy
    from keyed k join (
      select sha256, count(distinct own_key) as keys, min(own_key) as own_key, min(document_key) as document_key
      from keyed group by sha256) b using (sha256)`);
  await engine.run(`
    create table placed as
    select *, row_number() over key_order as place_in_key, count(*) over (partition by report_key) as documents_of_key,
      first_value(document_key) over key_order as primary_key
    from ranked
    window key_order as (partition by report_key
      order by by_reading, by_organ, by_host, captured_at desc, by_copy, line, document_key
      rows between unbounded preceding and unbounded following)`);
}

/** What a document is to the primary one of its organ and year; nothing for that one itself. */
export const RELATION_TO_PRIMARY = `
  case when place_in_key = 1 then null when duplicate_of <> '' then 'copy'
    when differs_from <> '' then 'version' else 'other' end`;

export const RELATIONS_TO_PRIMARY = {
  copy: {
    en: "the same report, read to the same figures, found elsewhere",
    zh: "同一报告，别处的副本，数字相同",
  },
  version: { en: "the same report with other figures", zh: "同一报告，数字不同的版本" },
  other: {
    en: "another document of the same organ and year: its relation is not known",
    zh: "同一机关同一年度的其他文件，关系不明",
  },
} as const satisfies Record<string, Explained>;
