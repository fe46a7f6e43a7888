// A real browser before the review page: the marked place holds the figure, decisions are kept, nothing leaves the machine.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Ledger, ledgerPath } from "../../src/decisions/ledger.ts";
import type { ReportCell } from "../../src/model/report.ts";
import { SOURCE_POLICY } from "../../src/review/guard.ts";
import type { Served } from "../../src/review/serve.ts";
import type { DocumentAnswer } from "../../src/review/wire.ts";
import { CHROMIUM, cellsOf, datasetOf, hasNoBrowser, type Made, openAt, serveDataset } from "./desk.ts";
import { hostilePage } from "./hostile.ts";
import { reworded } from "./reworded.ts";

const SAMPLES = ["2021-html-plain", "2021-docx-plain", "2021-pdf-libreoffice", "2021-txt-glued", "2021-ofd"];
let made: Made;
let served: Served;
let browser: Browser;
/** What a publisher would see of those who read his page. */
let trap: Server;
let trapped: string[] = [];

beforeAll(async () => {
  if (hasNoBrowser) return;
  trap = createServer((request, response) => {
    const { url = "", headers } = request;
    const policy = url === "/by-policy" ? { "Content-Security-Policy": SOURCE_POLICY } : {};
    response.writeHead(200, { "Content-Type": "text/html", ...policy });
    if (url.startsWith("/frame/")) response.end(`<iframe sandbox src="/${url.slice(7)}"></iframe>`);
    else if (url === "/by-policy" || url === "/by-sandbox")
      response.end(hostilePage(`http://${headers.host}`));
    else {
      trapped.push(url);
      response.end();
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => trap.once("listening", resolve));
  const { port } = trap.address() as AddressInfo;
  made = await datasetOf(SAMPLES, {
    "hostile.html": hostilePage(`http://127.0.0.1:${port}`),
    "reworded.html": reworded,
  });
  served = await serveDataset(made.dataset);
  browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  trap?.close();
});

const keyOf = ({ table, row, column }: ReportCell) => `${table}\n${row}\n${column}`;
const selectorOf = (cell: ReportCell) => `[data-cell="${keyOf(cell).replaceAll("\n", "\\a ")}"]`;
const chosen = (page: Page, cell: ReportCell) => page.locator(selectorOf(cell));
/** A figure that stands once in its document, so that the wrong place cannot hold it. */
function rareFigure(answer: DocumentAnswer): ReportCell {
  const cells = cellsOf(answer);
  const cell = cells.find(
    ({ raw, value }) =>
      value !== null && value.length > 1 && cells.filter((one) => one.raw === raw).length === 1,
  );
  if (!cell) throw new Error("no figure stands only once");
  return cell;
}

async function markedIn(page: Page): Promise<Frame> {
  await page.waitForSelector("iframe.source");
  for (;;) {
    const frame = page.frames().find((one) => one.url().includes("/source/") && one.url().includes("cell="));
    if (frame) {
      await frame.waitForSelector("#here");
      return frame;
    }
    await page.waitForTimeout(50);
  }
}

/** Run in the browser: what is written within the marked box. */
const LETTERS_OF_SVG = `(() => {
  const box = document.getElementById("here").getBoundingClientRect();
  return [...document.querySelectorAll("svg text")].filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  }).map((one) => one.textContent).join("");
})()`;

/** Run in the browser: letters of the file and dark pixels of the drawing within the marked box. */
const INK_AND_LETTERS = `async (n, number) => {
  const base = new URL(".", document.baseURI);
  const library = await import(new URL("files/pdfjs/build/pdf.mjs", base).href);
  const pdf = await library.getDocument({ url: new URL("bytes/" + n, base).href }).promise;
  const page = await pdf.getPage(number);
  const canvas = document.querySelector(".paper canvas");
  const here = document.getElementById("here");
  const [left, top, wide, high] = [here.offsetLeft, here.offsetTop, here.offsetWidth, here.offsetHeight];
  const viewport = page.getViewport({ scale: canvas.clientWidth / page.getViewport({ scale: 1 }).width });
  const { items } = await page.getTextContent();
  const text = items.filter(({ transform }) => {
    const [x, y] = viewport.convertToViewportPoint(transform[4], transform[5]);
    return x >= left && x <= left + wide && y >= top && y <= top + high;
  }).map(({ str }) => str).join("");
  const fine = canvas.width / canvas.clientWidth;
  const { data } = canvas.getContext("2d").getImageData(left * fine, top * fine, wide * fine, high * fine);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 128) ink += 1;
  return { text, ink };
}`;

describe.skipIf(hasNoBrowser)("the marked place holds the figure", () => {
  test.each(["2021-html-plain", "2021-docx-plain", "2021-txt-glued"])("of %s", async (name) => {
    const { page, answer } = await openAt(browser, served, name);
    const cell = rareFigure(answer);
    await chosen(page, cell).click();
    const frame = await markedIn(page);
    const here = frame.locator("#here");
    expect((await here.textContent())?.replace(/\s/g, "")).toContain(cell.raw.replace(/\s/g, ""));
    const box = await here.boundingBox();
    const view = await page.locator("iframe.source").boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(view?.y ?? 0);
    expect(box?.y).toBeLessThan((view?.y ?? 0) + (view?.height ?? 0));
    await page.close();
  });

  test("of an OFD drawn from its words", async () => {
    const { page, answer } = await openAt(browser, served, "2021-ofd");
    const cell = rareFigure(answer);
    await chosen(page, cell).click();
    const frame = await markedIn(page);
    const inside = await frame.evaluate<string>(LETTERS_OF_SVG);
    expect(inside.replace(/\s/g, "")).toContain(cell.raw);
    await page.close();
  });

  test("of a PDF, by its ink and by its letters", async () => {
    const { page, answer } = await openAt(browser, served, "2021-pdf");
    const cell = rareFigure(answer);
    await chosen(page, cell).click();
    await page.waitForSelector(".paper #here");
    const call = `(${INK_AND_LETTERS})(${answer.n}, ${cell.at.page})`;
    const seen = await page.evaluate<{ text: string; ink: number }>(call);
    expect(seen.text.replace(/\s/g, "")).toContain(cell.raw);
    expect(seen.ink).toBeGreaterThan(5);
    await page.close();
  });
});

describe.skipIf(hasNoBrowser)("decisions on the page", () => {
  test("with the keyboard alone: typed, kept, applied by the next run, told when out of date", async () => {
    const { page, answer } = await openAt(browser, served, "2021-docx-plain");
    const cell = rareFigure(answer);
    await chosen(page, cell).click();
    await page.keyboard.press("e");
    await page.keyboard.type("７,654,321");
    await page.keyboard.press("Enter");
    await page.waitForSelector("td.decided");
    const kept = new Ledger(ledgerPath(made.dataset)).of(answer.report.sha256);
    expect(kept).toMatchObject([{ decided: { state: "reported", value: "7654321" }, by: "Li" }]);
    await made.extract();
    await page.reload();
    await page.waitForSelector("td.decided");
    expect(await chosen(page, cell).textContent()).toContain("7654321");
    const [decision] = kept;
    if (decision?.about !== "cell") throw new Error("no decision about a cell");
    const { id: _, when: __, ...draft } = decision;
    const old = { ...draft, column: cell.column, read: { ...draft.read, value: "1" }, over: [decision.id] };
    new Ledger(ledgerPath(made.dataset)).add([old], new Date());
    await page.reload();
    await page.waitForSelector("td.stale");
    expect(await chosen(page, cell).textContent()).toContain(cell.value ?? "");
    await page.close();
  });

  test("the last decision is undone from wherever one is, and the cell is decided anew without a conflict", async () => {
    const { page, answer } = await openAt(browser, served, "2021-docx-plain");
    const [cell, other] = cellsOf(answer).filter(({ state, row }) => state === "reported" && row !== "total");
    if (!cell || !other) throw new Error("no two figures");
    const decisions = () =>
      new Ledger(ledgerPath(made.dataset)).of(answer.report.sha256).filter((one) => one.by === "Undoer");
    const chosenKey = () => page.locator('[aria-current="true"]').getAttribute("data-cell");
    await page.getByLabel(/Decided by|决定人/).fill("Undoer");
    await chosen(page, other).click();
    await page.keyboard.press("z");
    await page.locator("p.warning").waitFor();
    expect(decisions()).toEqual([]);
    await chosen(page, cell).click();
    await page.keyboard.press("y");
    await chosen(page, cell).locator("sup", { hasText: "✓" }).waitFor();
    await chosen(page, cell).click();
    await chosen(page, other).click();
    await page.keyboard.press("p");
    expect(await chosenKey()).toBe(keyOf(cell));
    await chosen(page, other).click();
    await page.keyboard.press("z");
    await expect.poll(chosenKey).toBe(keyOf(cell));
    await chosen(page, cell).locator("sup").waitFor({ state: "detached" });
    await page.keyboard.press("y");
    await chosen(page, cell).locator("sup", { hasText: "✓" }).waitFor();
    expect(await page.locator("td.conflict").count()).toBe(0);
    const [first, undone, again] = decisions();
    expect(decisions()).toHaveLength(3);
    expect(undone).toMatchObject({ decided: null, over: [first?.id] });
    expect(again).toMatchObject({ decided: { state: "reported", value: cell.value }, over: [] });
    await page.close();
  });

  test("one click keeps the document as a sample with what was decided of it", async () => {
    const { page, answer } = await openAt(browser, served, "2021-ofd");
    await chosen(page, rareFigure(answer)).click();
    await page.keyboard.press("y");
    await page.waitForSelector("td.decided");
    await page.click(".keep summary");
    await page.locator(".keep textarea").pressSequentially("y1]");
    await page.locator(".keep textarea").fill("");
    await page.click(".keep button");
    const told = await page.locator(".keep [role=status]").textContent();
    expect(told).toMatch(/samples.\d{4}-ofd-[0-9a-f]{8}: 1 .*, 1 /);
    expect(await page.locator("td.decided").count()).toBe(1);
    await page.close();
  });

  test("a printed table is taken for the one that a person says it is, and let go again", async () => {
    const { page, answer } = await openAt(browser, served, "reworded");
    expect(answer.report.tables).toEqual([]);
    await page.locator('[data-printed="2 2 2"]').click();
    await page.getByLabel("This table is").selectOption({
      label:
        answer.bindable.find(({ block, table }) => table === "proactive_disclosure" && block === 1)?.title ??
        "",
    });
    await page.getByRole("button", { name: "Save" }).last().click();
    const licences = page.locator('[data-cell="proactive_disclosure\\a licensing\\a decisions"]');
    await licences.waitFor();
    expect(await licences.textContent()).toContain("17");
    await made.extract();
    await page.reload();
    await licences.waitFor();
    await page.locator(".others").getByRole("button", { name: "Take back" }).click();
    await licences.waitFor({ state: "detached" });
    await page.close();
  });

  test("digits that were printed as one are decided together", async () => {
    const { page, answer } = await openAt(browser, served, "2021-txt-glued");
    const [choice] = answer.choices;
    expect(choice?.cells.length).toBeGreaterThan(1);
    const first = cellsOf(answer).find(({ table, row, column }) => {
      const [one] = choice?.cells ?? [];
      return table === one?.table && row === one.row && column === one.column;
    });
    await chosen(page, first as ReportCell).click();
    await page.waitForSelector("td.current.doubt");
    await page.keyboard.press("1");
    await page.waitForSelector("td.decided");
    const kept = new Ledger(ledgerPath(made.dataset)).of(answer.report.sha256);
    expect(kept.map((one) => one.about === "cell" && (one.decided?.value ?? null))).toEqual(
      choice?.options[0]?.values.map((value) => value || null),
    );
    await page.close();
  });

  test("a key is the cell's that is shown, however soon it comes", async () => {
    const { page, answer } = await openAt(browser, served, "2021-docx-plain");
    const cell = rareFigure(answer);
    // The page shows the cell in the same turn; no frame is drawn meanwhile.
    await page.evaluate(`(async () => {
      document.querySelector(${JSON.stringify(selectorOf(cell))}).click();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      dispatchEvent(new KeyboardEvent("keydown", { key: "y" }));
    })()`);
    await page.waitForSelector("td.decided");
    const kept = new Ledger(ledgerPath(made.dataset)).of(answer.report.sha256).at(-1);
    expect(kept?.about === "cell" && [kept.row, kept.column]).toEqual([cell.row, cell.column]);
    await page.close();
  });

  test("two tabs that did not see each other are in conflict, and neither is lost", async () => {
    const [one, two] = [
      await openAt(browser, served, "2021-html-plain"),
      await openAt(browser, served, "2021-html-plain"),
    ];
    const cell = rareFigure(one.answer);
    for (const [{ page }, figure] of [
      [one, "11"],
      [two, "22"],
    ] as const) {
      await chosen(page, cell).click();
      await page.keyboard.press("e");
      await page.keyboard.type(figure);
      await page.keyboard.press("Enter");
      await page.waitForSelector("td.decided, td.conflict");
    }
    await two.page.waitForSelector("td.conflict");
    expect(new Ledger(ledgerPath(made.dataset)).of(one.answer.report.sha256)).toHaveLength(2);
    await two.page.keyboard.press("y");
    await two.page.waitForSelector("td.decided");
    await one.page.close();
    await two.page.close();
  });
});

test.skipIf(hasNoBrowser)("a hostile page runs nothing, and no request leaves", async () => {
  trapped = [];
  const { page, answer } = await openAt(browser, served, "hostile");
  const outside: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== new URL(served.address).origin) outside.push(request.url());
  });
  const cell = rareFigure(answer);
  await chosen(page, cell).click();
  for (let view = 0; view < 2; view += 1) {
    const frame = await markedIn(page);
    expect(await frame.locator("#here").textContent()).toContain(cell.raw);
    await frame.locator("body").click({ position: { x: 5, y: 5 } });
    await page.waitForTimeout(500);
    expect(await frame.evaluate<boolean>('"pwned" in window')).toBe(false);
    await chosen(page, cell).click();
    await page.keyboard.press("t");
  }
  expect(await page.evaluate<boolean>('"pwned" in window')).toBe(false);
  expect(page.url()).toContain(served.address);
  expect(outside).toEqual([]);
  expect(trapped).toEqual([]);
  await page.close();
});

test.skipIf(hasNoBrowser)(
  "the policy alone keeps a hostile page from asking, where a sandbox alone does not",
  async () => {
    const { port } = trap.address() as AddressInfo;
    for (const [name, isAsked] of [
      ["by-policy", false],
      ["by-sandbox", true],
    ] as const) {
      trapped = [];
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/frame/${name}`);
      await page.waitForTimeout(1500);
      expect(trapped.filter((url) => url !== "/favicon.ico").length > 3).toBe(isAsked);
      if (!isAsked) expect(trapped.filter((url) => url !== "/favicon.ico")).toEqual([]);
      await page.close();
    }
  },
);
