// All tables of a release, in the order in which they are told. Must not know how they are filled.
import type { ProseRules } from "../model/prose.ts";
import type { Concepts } from "./concepts.ts";
import {
  acrossSheet,
  cellsSheet,
  checksSheet,
  organsSheet,
  panelSheet,
  relationsSheet,
  reportsSheet,
  type Sheet,
} from "./layout.ts";
import { proseColumns, proseFields, proseSheet } from "./prose.ts";

export function releaseSheets(concepts: Concepts, prose: ProseRules | null): Sheet[] {
  return [
    panelSheet(concepts, proseFields(proseColumns(prose))),
    // Counts of relations are made from it.
    reportsSheet(),
    cellsSheet(),
    checksSheet(),
    acrossSheet(),
    organsSheet(),
    relationsSheet(),
    proseSheet(),
  ];
}
