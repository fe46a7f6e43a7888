// Reads the rules by which a crawl finds reports, with the families of systems that they name.
// Must not know what the rules are used for.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { systemWords } from "../text/system-words.ts";
import { readWhole } from "../text/yaml.ts";
import type { Family, LinkRules } from "./rules.ts";

/** Rules that cannot be used: the message names the file and what is wrong with it. */
export class RulesError extends Error {
  override readonly name = "RulesError";
}

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, "iu");
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});
const patterns = <const Names extends readonly string[]>(...names: Names) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, pattern])) as Record<Names[number], typeof pattern>,
  );

const familySchema = z.strictObject({
  name: z.string(),
  sign: pattern,
  calls: z
    .array(
      z.strictObject({
        call: pattern,
        arguments: z.array(z.string()).default([]),
        names: z.record(z.string(), z.string()).default({}),
        address: z.string(),
        method: z.enum(["GET", "POST"]).default("GET"),
      }),
    )
    .default([]),
  more: pattern.nullable().default(null),
  record: pattern.nullable().default(null),
  elements: z
    .array(
      z.strictObject({
        address: z.string(),
        spread: z.string(),
        whole: z.record(z.string(), z.string()).default({}),
        unsaid: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  interface: z
    .strictObject({
      address: z.string(),
      values: z.record(z.string(), pattern),
      defaults: z.record(z.string(), z.string()).default({}),
      columns: z.array(pattern),
      own: pattern,
    })
    .nullable()
    .default(null),
});

const rulesSchema = z.strictObject({
  titles: patterns(
    "report",
    "in_context",
    "about",
    "published",
    "other",
    "section",
    "cut",
    "cut_short",
    "begins",
    "organ",
    "elsewhere",
  ),
  years: patterns("dates", "range", "year", "digits", "only", "month", "parameter"),
  files: patterns("name", "download", "said", "view", "viewer", "viewer_parameter", "shown_by"),
  parts: patterns(
    "numbered",
    "ranged",
    "chapter",
    "next",
    "arrow",
    "back_arrow",
    "next_class",
    "vague",
    "drawn_by",
    "around",
    "last",
    "back",
    "more",
    "number",
    "parts",
    "entries",
    "size",
    "in_words",
    "told_entries",
    "told_parts",
    "place",
    "header_parts",
    "header_entries",
    "from",
    "to",
    "goes_on",
    "no_more",
    "mark",
  ).extend({
    usual: z.tuple([z.string(), z.string()]),
    usual_name: z.string(),
    usual_extension: z.string(),
  }),
  entries: patterns("title", "address", "fault", "fault_value", "ask"),
  elements: patterns("address"),
  tables: patterns("fields", "drawn", "dress").extend({
    toggled: z.record(z.string(), z.string()),
    calls: z.array(
      z.strictObject({
        call: pattern,
        number: z.string(),
        size: z.string(),
        first: z.int().default(1),
        paged: z.string().nullable().default(null),
        method: z.enum(["GET", "POST"]).default("GET"),
      }),
    ),
  }),
  scripts: patterns("library"),
  same: patterns("parameters", "on_files", "session", "hosts", "path"),
  furniture: pattern,
  soft: z
    .array(z.strictObject({ kind: z.string(), says: pattern, mentioned: z.boolean().default(false) }))
    .default([]),
  families: z.array(z.string()).default([]),
});

/** @throws RulesError naming the file that cannot be read or is mistaken. */
export function loadLinkRules(file: string): LinkRules {
  const { titles, files, parts, entries, same, families, ...rest } = parse(file, rulesSchema);
  return {
    ...rest,
    titles: { ...titles, inContext: titles.in_context, cutShort: titles.cut_short },
    files: { ...files, viewerParameter: files.viewer_parameter, shownBy: files.shown_by },
    parts: {
      ...parts,
      nextClass: parts.next_class,
      backArrow: parts.back_arrow,
      drawnBy: parts.drawn_by,
      inWords: parts.in_words,
      toldEntries: parts.told_entries,
      toldParts: parts.told_parts,
      headerParts: parts.header_parts,
      headerEntries: parts.header_entries,
      goesOn: parts.goes_on,
      noMore: parts.no_more,
      usualName: parts.usual_name,
      usualExtension: parts.usual_extension,
    },
    entries: { ...entries, faultValue: entries.fault_value },
    same: { ...same, onFiles: same.on_files },
    families: families.map((name): Family => parse(resolve(dirname(file), name), familySchema)),
  };
}

function parse<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new RulesError(`${file}: cannot be read: ${systemWords(error)}`);
  }
  const read = readWhole({ file, text }, { name: "rules", schema: () => schema });
  if ("mistakes" in read) throw new RulesError(read.mistakes);
  return read.value;
}
