// Which figures that were read off a picture the form's arithmetic confirms. Changes no figure.
// Must not know how pictures are read: only that one digit may have been taken for another, at times everywhere alike.
import type { Doubt } from "../model/doubts.ts";
import type { ReportCell } from "../model/report.ts";
import { withoutDoubt } from "../model/signs.ts";
import { type CheckedTable, evaluate, type PlacedTerm, type RelationPlace, relationPlaces } from "./check.ts";

const RECOGNISED: Doubt = "recognised";

/**
 * Lifts the doubt `recognised` from the figures that relations confirm, and says that arithmetic settled them.
 *
 * A digit is confirmed by a relation that holds and in which no figure on the other side has the same digit at the same
 * place: had another digit been taken for it, even wherever it is printed, the two sides would differ. Where the other
 * side has it too, as in a row of noughts or with one figure and its total, both may have been misread alike, and the
 * relation proves nothing. A figure is confirmed when each of its digits is and no relation about it fails.
 */
export function confirmRecognised(checked: CheckedTable): readonly ReportCell[] {
  const cells = new Map(checked.cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  const proven = new Map<string, Set<number>>();
  const broken = new Set<string>();
  for (const { relation, place } of relationPlaces(checked)) {
    if (relation.operator !== "=" || relation.strength === "warning") continue;
    const { status } = evaluate(relation, place, cells);
    if (status === "fails") for (const { cell } of [...place.left, ...place.right]) broken.add(cell);
    if (status !== "holds") continue;
    for (const [key, digits] of provenDigits(place, cells)) {
      const known = proven.get(key) ?? new Set();
      for (const digit of digits) known.add(digit);
      proven.set(key, known);
    }
  }
  return checked.cells.map((cell) => {
    const key = `${cell.row}\n${cell.column}`;
    const certain =
      cell.value !== null && (proven.get(key)?.size ?? 0) === cell.value.length && !broken.has(key);
    if (!certain || !cell.doubts.includes(RECOGNISED)) return cell;
    return { ...withoutDoubt(cell, RECOGNISED), settledBy: "arithmetic" };
  });
}

/** Places of digits, counted from the last, that a relation which holds proves, by cell. */
function provenDigits(
  { left, right }: RelationPlace,
  cells: ReadonlyMap<string, ReportCell>,
): [cell: string, digits: number[]][] {
  // A term that is taken away weighs like one on the other side.
  const sides = (sign: 1 | -1) => [
    ...left.filter((term) => term.sign === sign),
    ...right.filter((term) => term.sign !== sign),
  ];
  const textOf = ({ cell }: PlacedTerm) => cells.get(cell)?.value ?? "";
  const proofs = (own: readonly PlacedTerm[], other: readonly PlacedTerm[]) => {
    const against = other.map(textOf);
    return own.map((term): [string, number[]] => {
      const text = textOf(term);
      const digits = Array.from({ length: text.length }, (_, place) => place);
      return [
        term.cell,
        digits.filter((place) => against.every((one) => one.at(-1 - place) !== text.at(-1 - place))),
      ];
    });
  };
  return [...proofs(sides(1), sides(-1)), ...proofs(sides(-1), sides(1))];
}
