import { expect, test } from "vitest";
import { PdfPort } from "../../../src/read/pdf-port.ts";

test("a piece keeps what its sender takes away after it was said, and its letters are no copies", async () => {
  const port = new PdfPort();
  const heard: { chunk?: { args: object[]; rest: object[] } }[] = [];
  port.addEventListener("message", ({ data }) => heard.push(data as (typeof heard)[number]));
  const letters = { unicode: "a" };
  const chunk = { args: [letters], rest: [letters] };
  port.postMessage({ stream: 4, chunk });
  chunk.args.length = 0;
  chunk.rest = [];
  expect(heard, "not in the turn in which it is said").toEqual([]);
  await Promise.resolve();
  expect(heard[0]?.chunk?.args[0]).toBe(letters);
  expect(heard[0]?.chunk?.rest[0]).toBe(letters);
});

test("what is no piece is said as it was, whatever becomes of it", async () => {
  const port = new PdfPort();
  const heard: unknown[] = [];
  const leaving = new AbortController();
  port.addEventListener("message", ({ data }) => heard.push(data), { signal: leaving.signal });
  const message = { data: { pages: [1] } };
  port.postMessage(message);
  message.data.pages.push(2);
  await Promise.resolve();
  expect(heard).toEqual([{ data: { pages: [1] } }]);
  leaving.abort();
  port.postMessage(message);
  await Promise.resolve();
  expect(heard.length).toBe(1);
});
