// Inputs of sizes at which work that grows with the square would not end within any limit of a test: nothing is timed.
import { expect, test } from "vitest";
import type { Container } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/read/read.ts";

const read = async (text: string, container: Container) => {
  const document = await readDocument(new TextEncoder().encode(text), { name: `a.${container}` });
  expect(document.container).toBe(container);
  return document;
};

test("one line of very many links", async () => {
  const { content, links } = await read(`<html><p>${'<a href="a">x</a> '.repeat(200_000)}</p>`, "html");
  expect(links?.length).toBe(200_000);
  expect(content).toMatchObject([{ kind: "text", text: "x ".repeat(200_000).trimEnd() }]);
});

test("a heading of very many lines", async () => {
  const { content } = await read(`<html><h1>${"x <br>".repeat(200_000)}</h1>`, "html");
  expect(content).toMatchObject([{ kind: "text", role: "title", text: "x\n".repeat(200_000).trimEnd() }]);
});

test("white space without an end between words that keep it", async () => {
  const { content } = await read(`<html><pre>a${" ".repeat(1_000_000)}b</pre>`, "html");
  expect(content).toMatchObject([{ kind: "text", text: `a${" ".repeat(1_000_000)}b` }]);
});

test("very many elements in one another", async () => {
  const { content } = await read(`<html>${"<div>".repeat(300_000)}text`, "html");
  expect(content).toMatchObject([{ kind: "text", text: "text" }]);
});

test("very many lines of a sheet", async () => {
  const { content } = await read("label,1\n".repeat(150_000), "csv");
  expect(content.length).toBe(1);
  expect(content[0]).toMatchObject({ kind: "table" });
});
