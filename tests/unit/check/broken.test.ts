// Tables whose sums cannot hold, whatever stands in the cells that were not found.
import { expect, test } from "vitest";
import { doubtBroken } from "../../../src/check/broken.ts";
import { collection } from "../../../src/dev/extract-file.ts";
import { reported } from "../../builders/cells.ts";

const form = collection.forms.find(({ edition }) => edition === "2021");
const table = form?.tables.find(({ key }) => key === "requests");
if (!form || !table) throw new Error("the form of 2021 has a table of requests");

// Rows that no sum of a column holds together.
const ROWS = [
  "outcome.granted",
  "outcome.partly_granted",
  "outcome.refused.state_secret",
  "outcome.unavailable.not_held",
];
const PARTS = ["natural_person", "commercial_enterprise", "research_institution"];

/** Whether a table is broken whose rows print three of their parts and the sum that `sumOf` gives. */
function isBroken(sumOf: (rank: number, parts: readonly number[]) => number): boolean {
  const cells = ROWS.flatMap((row, rank) => {
    const parts = PARTS.map((_, at) => rank + at + 1);
    const printed = PARTS.map((column, at) => reported("requests", row, column, String(parts[at])));
    return [...printed, reported("requests", row, "total", String(sumOf(rank, parts)))];
  });
  const [read] = doubtBroken([{ form: form as never, table: table as never, cells }]);
  return read?.cells.some(({ doubts }) => doubts.includes("relations-broken")) ?? false;
}

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);

test("parts that come to more than their sum speak against a table that lacks a column", () => {
  expect(isBroken(() => 1)).toBe(true);
});

test("a sum may be of more than the parts that were found", () => {
  expect(isBroken((rank, parts) => sum(parts) + rank)).toBe(false);
});

test("two rows whose parts come to more than their sum are the publisher's", () => {
  expect(isBroken((rank, parts) => (rank < 2 ? 1 : sum(parts)))).toBe(false);
});

/** Whether a table is broken whose row of reviews has a figure of a column of its own in each of its three sums. */
function isBrokenWith(added: readonly number[], total: (rank: number) => number): boolean {
  const reviews = form?.tables.find(({ key }) => key === "review_litigation");
  const groups = ["review", "litigation_direct", "litigation_after_review"];
  const cells = groups.flatMap((group, rank) => [
    ...["upheld", "corrected", "other", "pending"].map((name) =>
      reported("review_litigation", "cases", `${group}.${name}`, "2"),
    ),
    reported("review_litigation", "cases", `${group}.total`, String(total(rank))),
    reported(
      "review_litigation",
      "cases",
      `label:驳回${rank === 0 ? "" : `#${rank + 1}`}`,
      String(added[rank]),
    ),
  ]);
  const [read] = doubtBroken([{ form: form as never, table: reviews as never, cells }]);
  return read?.cells.some(({ doubts }) => doubts.includes("relations-broken")) ?? false;
}

test("sums that count a figure which the document added speak for the reading", () => {
  expect(isBrokenWith([3, 1, 5], (rank) => 8 + ([3, 1, 5][rank] ?? 0))).toBe(false);
});

test("sums that no added figure explains speak against it", () => {
  expect(isBrokenWith([3, 1, 5], () => 99)).toBe(true);
});
