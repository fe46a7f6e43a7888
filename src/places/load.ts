// Reads the tables of places and the words of organs that a pipeline names.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { systemWords } from "../text/system-words.ts";
import { readWhole } from "../text/yaml.ts";
import { Gazetteer, type Row } from "./gazetteer.ts";
import { Linker } from "./link.ts";
import { type OrganRules, organRulesSchema } from "./vocabulary.ts";

/** @throws naming the file when a table or the rules cannot be read */
export function loadLinker(places: string, organs: string, moreHosts: string | null): Linker {
  const hosts = [
    ...readTable(join(places, "hosts.csv")),
    ...(moreHosts === null ? [] : readTable(moreHosts)),
  ];
  const gazetteer = new Gazetteer({
    units: readTable(join(places, "units.csv")),
    towns: readTable(join(places, "towns.csv")),
    changes: readTable(join(places, "changes.csv")),
    since: readTable(join(places, "since.csv")),
    zones: readTable(join(places, "zones.csv")),
    hosts,
  });
  return new Linker(gazetteer, readRules(organs));
}

function readTable(path: string): Row[] {
  try {
    return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new Error(`${path}: ${systemWords(error)}`);
  }
}

function readRules(path: string): OrganRules {
  const read = readWhole(
    { file: path, text: readFileSync(path, "utf8") },
    { name: "organs", schema: () => organRulesSchema },
  );
  if ("mistakes" in read) throw new Error(read.mistakes);
  return read.value;
}
