// A row of figures printed without anything between them, as a lattice: every cut, no leading zeros.
import type { Lattice, Step } from "../../../src/solve/lattice.ts";

export function gluedLattice(digits: string, width: number): Lattice {
  return {
    start: 0,
    steps(column, from) {
      const steps: Step[] = [];
      const left = width - column - 1;
      for (let to = from + 1; to <= digits.length - left; to += 1) {
        const text = digits.slice(from, to);
        if (text.length > 1 && text.startsWith("0")) break;
        steps.push({ value: Number(text), text, to });
      }
      return steps;
    },
    ends: (at) => at === digits.length,
  };
}
