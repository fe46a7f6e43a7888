// The file that says how prose is read: mistakes in it are told with file and line.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadProse } from "../../../src/forms/prose.ts";

const file = "prose.yaml";
const text = readFileSync(new URL(`../../../pipelines/disclosure/${file}`, import.meta.url), "utf8");
const load = (changed: string) => () => loadProse({ file, text: changed });
const lineOf = (part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("the file of prose", () => {
  test("loads, and has the cells that statements equal", () => {
    const received = load(text)().statements.find(({ key }) => key === "requests.received");
    expect(received?.equals.find(({ edition }) => edition === "2021")?.cells).toEqual([
      { table: "requests", row: "new", column: "total" },
    ]);
  });

  test("an unknown class in a pattern is refused with file and line", () => {
    const changed = text.replace("receive N … request", "recieve N … request");
    expect(load(changed)).toThrow(`${file}:${lineOf("key: requests.received")}: `);
    expect(load(changed)).toThrow("there is no class recieve");
  });

  test("a pattern without a figure, a class that is missing, a key that is unknown are refused", () => {
    expect(load(text.replace("receive N … request", "receive … request"))).toThrow("has no N");
    expect(load(text.replace(/^ {2}hypothetical:/m, "  hypothesis:"))).toThrow("hypothetical is missing");
    expect(load(text.replace("many: published.total", "many: published.sum"))).toThrow("published.sum");
  });

  test("a frame and a group of keys that are not there are refused", () => {
    expect(load(text.replace("- channel(website)", "- chanel(website)"))).toThrow("there is no frame chanel");
    expect(load(text.replace("- channel(website)", "- channel(websites)"))).toThrow(
      "there is no class websites",
    );
    expect(load(text.replace("after: [published.*]", "after: [issued.*]"))).toThrow("no statement issued.*");
  });

  test("a frame stands for its patterns with the class given, marks and all", () => {
    const told = (key: string) => load(text)().statements.find((one) => one.key === key)?.told;
    const [partly, answer] = ["partly", "answer"].map((name) => ({ classes: [name], optional: false }));
    expect(told("requests.partly_granted")).toEqual([
      { follows: true, open: false, nought: false, summed: false, before: [partly], after: [] },
      { follows: true, open: false, nought: false, summed: false, before: [answer, partly], after: [] },
      { follows: true, open: false, nought: false, summed: false, before: [], after: ["gap", partly] },
    ]);
  });

  test("a field of information is a class of words", () => {
    expect(load(text.replace("of_audit: [审计]", "of_nothing: [审计]"))).toThrow(
      "there is no class of_nothing",
    );
  });
});
