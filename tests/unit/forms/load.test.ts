import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadForms } from "../../../src/forms/load.ts";

const file = "2021.yaml";
const text = readFileSync(new URL("../../../pipelines/disclosure/forms/2021.yaml", import.meta.url), "utf8");
const load = (changed: string) => () => loadForms([{ file, text: changed }]);
const lineOf = (changed: string, part: string) =>
  changed.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("form files", () => {
  test("load, with relations expanded over the keys of their tables", () => {
    const [form] = loadForms([{ file, text }]);
    const outcomes = form?.relations.find((relation) => relation.id === "requests.outcomes");
    expect(outcomes?.right.map((term) => term.key)).toContain("outcome.refused.state_secret");
    expect(outcomes?.right.length).toBeGreaterThan(15);
  });

  test("an unknown key in a relation is refused with file and line", () => {
    const changed = text.replace("new + carried_in = outcome.total", "new + carried_over = outcome.total");
    expect(load(changed)).toThrow(`${file}:${lineOf(changed, "carried_over")}: `);
    expect(load(changed)).toThrow("carried_over");
  });

  test("a key that stands twice is refused", () => {
    expect(load(text.replace("key: repealed", "key: issued"))).toThrow(/issued stands twice/);
  });

  test("a wrong type is refused with its line", () => {
    const changed = text.replace(/years: \[.*\]/, "years: soon");
    expect(changed).not.toBe(text);
    expect(load(changed)).toThrow(`${file}:${lineOf(changed, "years: soon")}: years`);
  });

  test("an unknown word in the file is refused", () => {
    expect(load(text.replace("    scope: each column", "    scope: each colum"))).toThrow(/scope/);
    expect(load(`${text}\nextra: 1\n`)).toThrow(/extra/);
  });

  test("two files of one edition are refused", () => {
    expect(() =>
      loadForms([
        { file, text },
        { file: "again.yaml", text },
      ]),
    ).toThrow(/again.yaml:1: edition 2021/);
  });
});
