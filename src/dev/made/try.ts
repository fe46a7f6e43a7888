// Makes one document, reads it, judges it.
import { collection, extractBytes } from "../extract-file.ts";
import { ACCIDENTS, type Accident } from "./accidents.ts";
import { BLANKS, DIGITS, type MadeDocument, makeDocument, type Recipe, ZEROS } from "./document.ts";
import { judge, type Verdict } from "./judge.ts";
import { type Random, random } from "./random.ts";
import { WAYS } from "./ways.ts";

/** What a kind of made document is called by: everything but figures, look and spot. */
export type Kind = Pick<Recipe, "way" | "accident" | "edition">;

/** Least share of the cells that no accident reached which must be certain and right. */
export const LEAST_KEPT = 0.9;

export const nameOf = ({ way, accident, edition }: Kind): string => `${way} × ${accident} × ${edition}`;

export function kindsOf(accidents: readonly Accident[] = ACCIDENTS): Kind[] {
  const editions = collection.forms.map(({ edition }) => edition);
  return WAYS.flatMap((way) =>
    accidents.flatMap((accident) => editions.map((edition) => ({ way, accident, edition }))),
  );
}

export function drawRecipe(kind: Kind, seed: number): Recipe {
  const next = random(seed);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(next() * from.length)] ?? from[0];
  return {
    ...kind,
    figures: wholeNumber(next),
    zeros: pick(ZEROS),
    digits: pick(DIGITS),
    blanks: pick(BLANKS),
    spot: wholeNumber(next),
  };
}

const wholeNumber = (next: Random) => Math.floor(next() * 1_000_000);

export interface Attempt {
  readonly recipe: Recipe;
  readonly made: MadeDocument;
  readonly verdict: Verdict;
}

/** @returns null where the form has nothing that the accident could befall */
export async function attempt(recipe: Recipe): Promise<Attempt | null> {
  const made = makeDocument(collection, recipe);
  if (!made) return null;
  const report = await extractBytes(made.name, made.bytes);
  return { recipe, made, verdict: judge(made, report) };
}

/** What is wrong with what was read of one document, as sentences; none when all is as it must be. */
export function faults({ verdict }: Attempt): readonly string[] {
  return verdict.falseClean && verdict.wrong.length === 0
    ? ["the report is called clean, and not every cell of it is certain"]
    : verdict.wrong;
}

export function keepsTooFew({ kept, untouched }: Pick<Verdict, "kept" | "untouched">): boolean {
  return kept < LEAST_KEPT * untouched;
}
