// Strokes within the words of a drawn cell are none of its figures; in text that lost its cells they may be.
import { expect, test } from "vitest";
import { streamOf } from "../../../src/match/print/stream.ts";
import { lexiconOf, tokenAt } from "../../../src/match/print/tokens.ts";
import type { Place } from "../../../src/model/place.ts";
import { CONVENTIONS } from "../../builders/words.ts";

function strokeIn(text: string, at: Place): string | undefined {
  const stream = streamOf([{ text, at }]);
  return tokenAt(stream, text.search(/[-/]/), lexiconOf(CONVENTIONS), stream.syms.length)?.kind;
}

test.each([
  ["情况-规章-件数", "cell", undefined],
  ["情况/规章", "cell", undefined],
  ["情况-规章", "line", "struck"],
  ["情况 - 规章", "cell", "struck"],
  ["情况-", "cell", "struck"],
  ["-", "cell", "struck"],
])("%j of a %s", (text, of, kind) => {
  expect(strokeIn(text, { [of]: 1 })).toBe(kind);
});
