// A document that is about nothing known: no words around its tables speak for or against them.
import type { Perspective } from "../../src/match/labels/standing.ts";
import { CONVENTIONS } from "./words.ts";

export const NOBODY: Perspective = {
  subject: { year: null, issuer: null },
  words: CONVENTIONS.subjectWords,
  organEndings: [],
  titleOf: () => null,
};
