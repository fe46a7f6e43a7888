// A real browser before the sources of the review page: what is marked is the cell's, is in view, and is moved by keys.
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AuditSession } from "../../src/audit/session.ts";
import { collection } from "../../src/dev/extract-file.ts";
import type { ReportCell } from "../../src/model/report.ts";
import { type Served, serveReview } from "../../src/review/serve.ts";
import { CHROMIUM, cellsOf, datasetOf, hasNoBrowser, openAt, PIPELINE, serveDataset } from "./desk.ts";

/** Rows of the form of 2014: label, unit, a figure, and that of the year before. */
const ROWS = (collection.forms.find(({ edition }) => edition === "2014")?.tables ?? [])
  .flatMap(({ blocks }) => blocks.flatMap(({ rows }) => rows))
  .filter(({ key }) => key !== null)
  .map(({ label, unit }, at) => [label.text, unit ?? "", `${at + 101}`, `${at + 301}`] as const);
const page2016 = (table: string) =>
  `<!doctype html><meta charset="utf-8"><title>青禾县民政局2016年政府信息公开工作年度报告</title>
<h1>青禾县民政局2016年政府信息公开工作年度报告</h1><p>政府信息公开情况统计表</p>${table}`;
const cell = (text: string) => `<td>${text}</td>`;

/** Labels, units and figures each in the lines of one cell; the cell is as tall as all of them. */
const brColumns = page2016(
  `<table><tr><th>统计指标</th><th>单位</th><th>统计数</th></tr><tr>${([0, 1, 2] as const)
    .map((column) => cell(ROWS.map((row) => row[column]).join("<br>")))
    .join("")}</tr></table>`,
);

/** Figures of two years under heads that say nothing of the report's own. */
const twoYears = page2016(
  `<table><tr><th>统计指标</th><th>单位</th><th colspan="2">统计数</th></tr>${ROWS.map(
    (row) => `<tr>${row.map(cell).join("")}</tr>`,
  ).join("")}</table>`,
);

/** A table whose columns are so wide that no pane shows all of them. */
const wideText = (() => {
  const rows = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "7"],
    ["行政规范性文件", "5", "14", "31"],
  ];
  const line = (row: readonly string[]) => `| ${row.map((text) => text.padEnd(90, " ")).join(" | ")} |`;
  return [
    "青禾县民政局2021年政府信息公开工作年度报告",
    "",
    "二、主动公开政府信息情况",
    "",
    ...rows.map(line),
  ].join("\n");
})();

let served: Served;
let browser: Browser;
beforeAll(async () => {
  if (hasNoBrowser) return;
  const texts = { "columns.html": brColumns, "wide.txt": wideText, "years.html": twoYears };
  const { dataset } = await datasetOf(["2021-html-plain", "2021-pdf-libreoffice"], texts);
  served = await serveDataset(dataset);
  browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const choose = (page: Page, of: { table: string; row: string; column: string }) =>
  page.locator(`[data-cell="${[of.table, of.row, of.column].join("\\a ")}"]`).click();

async function shown(page: Page, key: string): Promise<Frame> {
  const asked = new URLSearchParams({ cell: key }).toString();
  await expect.poll(() => page.frames().some((frame) => frame.url().includes(asked))).toBe(true);
  const frame = page.frames().find((one) => one.url().includes(asked)) as Frame;
  await frame.waitForLoadState();
  return frame;
}

/** Run in the browser: what is marked, and whether it is within the pane both ways. */
const MARK = `(() => {
  const mark = document.getElementById("here");
  const { left, right, top, bottom } = mark.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  return {
    text: mark.textContent,
    beside: mark.parentElement.textContent,
    inView: left >= 0 && right <= clientWidth && top >= 0 && bottom <= clientHeight,
  };
})()`;
interface Mark {
  readonly text: string;
  readonly beside: string;
  readonly inView: boolean;
}
const keyOf = (of: { table: string; row: string; column: string }) =>
  [of.table, of.row, of.column].join("\n");

describe.skipIf(hasNoBrowser)("the mark", () => {
  test("of a text table is the characters of its cell, brought into view sideways as well", async () => {
    const { page, answer } = await openAt(browser, served, "wide");
    const cells = cellsOf(answer).filter(({ value }) => value !== null && Number(value) > 0);
    expect(cells.map(({ value }) => value)).toEqual(expect.arrayContaining(["7", "14", "31"]));
    for (const one of cells) {
      await choose(page, one);
      const frame = await shown(page, keyOf(one));
      await expect.poll(() => frame.evaluate<Mark>(MARK)).toMatchObject({ text: one.value, inView: true });
    }
    await page.close();
  });

  test("of a line within a cell stands beside the label of its row", async () => {
    const { page, answer } = await openAt(browser, served, "columns");
    const cells = cellsOf(answer).filter(({ value }) => value !== null);
    expect(cells.length).toBe(ROWS.length);
    for (const one of [cells[0], cells.at(-1)] as ReportCell[]) {
      await choose(page, one);
      const frame = await shown(page, keyOf(one));
      const mark = await frame.evaluate<Mark>(MARK);
      const [label = ""] = ROWS.find(([, , figure]) => figure === one.value) ?? [];
      expect(mark.text).toBe(one.value);
      expect(mark.beside).toContain(label);
    }
    await page.close();
  });

  test("is all figures among which the cell's is, and it is said that it is not known which", async () => {
    const { page, answer } = await openAt(browser, served, "years");
    const open = cellsOf(answer).filter(
      ({ value, alternatives }) => value === null && alternatives?.length === 2,
    );
    expect(open.length).toBe(ROWS.length);
    for (const one of open.slice(0, 3)) {
      await choose(page, one);
      const frame = await shown(page, keyOf(one));
      const marked = await frame.locator("#here, [data-among]").allTextContents();
      expect(marked).toEqual(expect.arrayContaining([...(one.alternatives ?? [])]));
      await page.locator(".detail .unmarked").waitFor();
    }
    await page.close();
  });

  test("of a PDF covers no ink, and a page is drawn at twice the pixels of the screen", async () => {
    const { page, answer } = await openAt(browser, served, "2021-pdf-libreoffice");
    const one = cellsOf(answer).find(({ value }) => value === "0");
    if (!one) throw new Error("no figure of one digit");
    await choose(page, one);
    await page.locator(".paper #here").waitFor();
    const seen = await page.evaluate<{ fine: number; frame: number; blend: string }>(`(() => {
      const canvas = document.querySelector(".paper canvas");
      const here = document.getElementById("here");
      return {
        fine: canvas.width / canvas.clientWidth,
        frame: parseFloat(getComputedStyle(here).borderWidth) || 0,
        blend: getComputedStyle(here, "::before").mixBlendMode,
      };
    })()`);
    expect(seen.fine).toBeGreaterThan(1.9);
    expect(seen).toMatchObject({ frame: 0, blend: "multiply" });
    await page.close();
  });
});

describe.skipIf(hasNoBrowser)("keys", () => {
  test("scroll and enlarge the source, also from within it, and leave the cell in hand alone", async () => {
    const { page, answer } = await openAt(browser, served, "2021-html-plain");
    const one = cellsOf(answer).find(({ value }) => value !== null);
    if (!one) throw new Error("no figure");
    await choose(page, one);
    const frame = await shown(page, keyOf(one));
    const top = () => frame.evaluate<number>("document.scrollingElement.scrollTop");
    await expect.poll(() => frame.evaluate<Mark>(MARK)).toMatchObject({ inView: true });
    const before = await top();
    await page.keyboard.press("PageDown");
    await expect.poll(top).toBeGreaterThan(before);
    const lower = await top();
    await page.keyboard.press("Shift+ArrowUp");
    await expect.poll(top).toBeLessThan(lower);
    await page.keyboard.press("+");
    await expect.poll(() => frame.evaluate<string>("document.documentElement.style.zoom")).toBe("1.25");
    await frame.locator("body").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("-");
    await expect.poll(() => frame.evaluate<string>("document.documentElement.style.zoom")).toBe("1");
    expect(await page.locator('[aria-current="true"]').getAttribute("data-cell")).toBe(keyOf(one));
    await page.close();
  });

  test("help comes by ? and goes by Escape; documents are stepped through as often as is pressed, from a filter too", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(served.address);
    await page.getByLabel(/Only open|只看未完成/).uncheck();
    const links = page.locator(".queue a");
    await expect.poll(() => links.count()).toBe(5);
    const third = await links.nth(2).getAttribute("href");
    await page.keyboard.press("?");
    await page.locator(".help").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".help").waitFor({ state: "detached" });
    await page.getByLabel(/Any status|全部状态/).focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("]");
    await expect.poll(() => page.evaluate<string>("location.hash")).toBe(`${third}/2`);
    await page.close();
  });
});

test.skipIf(hasNoBrowser)(
  "a coder who cannot see a cell says so by a key, goes back by another, and learns nothing by what is counted",
  async () => {
    const { dataset } = await datasetOf(["2021-html-plain"]);
    const audit = await AuditSession.open(dataset, { cells: 4, seed: "s", by: ["edition"] });
    const own = await serveReview({
      ...{ dataset, sources: [], pipeline: PIPELINE, onProgress: () => undefined, by: "Li", audit },
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(own.address);
    const counted = () => page.locator(".typing progress").evaluate((one: { value: number }) => one.value);
    const send = async (text: string, after: number) => {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await expect.poll(counted).toBe(after);
    };
    await page.waitForSelector("#typed:focus");
    await send("x", 1);
    await send("987654321", 2);
    await send("z", 1);
    await page.keyboard.type("lost");
    await page.keyboard.press("Enter");
    await page.locator("p.warning").waitFor();
    await page.locator("#typed").fill("");
    for (let cell = 1; cell < 4; cell += 1) {
      await page.keyboard.type("x");
      await page.keyboard.press("Enter");
      if (cell < 3) await expect.poll(counted).toBe(cell + 1);
    }
    await expect.poll(() => audit.turn("Li").pass).toBe("again");
    for (let cell = 0; cell < 4; cell += 1) {
      await page.waitForSelector("#typed:focus");
      await expect.poll(counted).toBe(cell);
      await page.keyboard.type("x");
      await page.keyboard.press("Enter");
    }
    expect(await page.locator(".told").textContent()).toContain("4 more could not be seen");
    expect(audit.result).toMatchObject({ whole: { cells: 0, wrong: 0, unjudged: 4 }, errors: [] });
    await page.close();
    await own.close();
  },
);
