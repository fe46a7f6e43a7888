// All tables of a release, in the order in which they are told. Must not know how they are filled.
import type { Form } from "../model/form.ts";
import type { ProseRules } from "../model/prose.ts";
import { type Concepts, editionName } from "./concepts.ts";
import type { Codes, Sheet } from "./layout.ts";
import { proseColumns, proseFields, proseSheet } from "./prose.ts";
import { organsSheet, panelSheet, panelStatesSheet, reportsSheet } from "./sheets-documents.ts";
import { crosswalkSheet, dictionarySheet, placesSheet } from "./sheets-lists.ts";
import { acrossSheet, cellsSheet, checksSheet, relationsSheet } from "./sheets-long.ts";

/** What the tables of a release are made by. */
export interface Makings {
  readonly concepts: Concepts;
  readonly forms: readonly Form[];
  readonly prose: ProseRules | null;
}

export function releaseSheets({ concepts, forms, prose }: Makings): Sheet[] {
  const editions = editionCodes(forms);
  const stated = proseFields(proseColumns(prose));
  return [
    panelSheet(concepts, stated, editions),
    // States and organs are taken from it.
    panelStatesSheet(concepts, stated),
    // Counts of relations are made from it.
    reportsSheet(editions),
    cellsSheet(editions),
    checksSheet(editions),
    relationsSheet(editions),
    acrossSheet(),
    organsSheet(),
    proseSheet(prose),
    crosswalkSheet(concepts, editions),
    dictionarySheet(forms, concepts, editions),
    placesSheet(),
  ];
}

function editionCodes(forms: readonly Form[]): Codes {
  return Object.fromEntries(
    forms.map(({ edition, basis, years: [from, to] }) => [
      editionName(edition),
      {
        en: `${basis}; meant for reports of ${from}${to === null ? " and later" : `–${to}`}`,
        zh: `${basis}；用于${from}${to === null ? "年及以后" : `—${to}年`}的报告`,
      },
    ]),
  );
}
