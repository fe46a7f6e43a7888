import { expect, test } from "vitest";
import { loadSandbox, PageWorld } from "../../src/fetch/world.ts";

const PAGE = {
  forms: [],
  named: [],
  templates: {},
  molds: [],
  tables: { calls: [], fields: "", drawn: "", size: "" },
};
const after = [{ kind: "goes", url: "/after.html" }];

test.each([
  ["loops without end", "for (;;) {}"],
  ["calls itself without end", "function f() { f(); } f();"],
  ["fills the memory", "var all = []; while (1) all.push('x'.repeat(1e6));"],
  ["asks for one very long text", "'x'.repeat(1e9)"],
  [
    "waits without end in a value",
    "Object.defineProperty(globalThis, 'odd', { enumerable: true, get() { for (;;) {} } });",
  ],
  ["evaluates a loop", "eval('while (1);'); Function('while (1);')();"],
  ["holds itself", "var a = {}; a.a = a;"],
  ["takes apart what it stands on", "JSON.stringify = null; Object.keys = null; Array.prototype.map = null;"],
  ["goes through a list that grows", "var b = [1]; $.each(b, function f() { b.push(1); $.each(b, f); });"],
  ["is no script", "{{ template }} <"],
])("a script that %s costs its own page only", async (_, script) => {
  const engine = await loadSandbox();
  const hostile = new PageWorld(engine, "http://a.gov.cn/", PAGE);
  hostile.run([script]);
  hostile.values();
  hostile.handle("go(1)", {});
  hostile.close();
  const next = new PageWorld(engine, "http://a.gov.cn/", PAGE);
  expect(next.run(["location.href = '/after.html';"])).toEqual(after);
  next.close();
});

test("a script finds neither network nor files nor the process", async () => {
  const world = new PageWorld(await loadSandbox(), "http://a.gov.cn/", PAGE);
  const effects = world.run([
    "location.href = '/' + [typeof process.env.PATH, typeof require('fs').readFileSync, typeof std].join('-');",
  ]);
  // Names that nothing stands behind are values that stand for anything.
  expect(effects.find(({ kind }) => kind === "goes")).toEqual({
    kind: "goes",
    url: "/function-function-function",
  });
  world.close();
});
