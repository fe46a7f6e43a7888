// The words that names of organs are made of, as data. Must not hold any of them, nor read files.
import { z } from "zod";
import { ORGAN_KINDS, type OrganKind } from "./kinds.ts";

const words = z.array(z.string()).readonly();
const levels = z.record(z.string(), z.number().int().min(0).max(5));

const KINDS = Object.keys(ORGAN_KINDS) as OrganKind[];

export const organRulesSchema = z.strictObject({
  places: z.strictObject({
    left_out: words,
    left_out_of_province: words,
    autonomous: words,
    nationalities: words,
    never_short: words,
    never_after_short: words,
    signs: words,
  }),
  levels: z.strictObject({ words: levels, signs: levels, province_endings: words, not_province: words }),
  selves: z.record(z.string(), z.union([z.enum(KINDS), z.literal("")])),
  unknown_organs: words,
  towns: z.strictObject({
    endings: z.array(z.strictObject({ printed: z.string(), table: words })).readonly(),
    subdistricts: words,
    never: words,
  }),
  zones: z.strictObject({ endings: words, same: z.array(words).readonly(), bodies: words }),
  branches: z.strictObject({ after: words, ends: words, ends_of_others: words }),
  government: words,
  party: z.strictObject({ front: words, after: words }),
  fronts: words,
  centre: words,
  not_centre: words,
  kinds: z
    .array(
      z.strictObject({
        ends: words,
        kind: z.enum(KINDS),
        function: z.string().optional(),
        station: z.boolean().optional(),
      }),
    )
    .readonly(),
  vertical_functions: words,
  fillers: words,
  functions: z.record(z.string(), words),
  several: z.record(z.string(), words),
  same_organ: z.array(words).readonly(),
  organ_nouns: words,
});

export type OrganRules = z.infer<typeof organRulesSchema>;

/** The first of the words that the text begins with, longest first. */
export function frontOf(text: string, words: readonly string[]): string | null {
  return longest(words.filter((word) => text.startsWith(word)));
}

export function endOf(text: string, words: readonly string[]): string | null {
  return longest(words.filter((word) => text.endsWith(word)));
}

function longest(words: readonly string[]): string | null {
  return words.reduce<string | null>(
    (best, word) => (best && best.length >= word.length ? best : word),
    null,
  );
}
