// A scan that lies upside down on the review page: reading it takes a minute, so this is run with the long tests.
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Served } from "../../src/review/serve.ts";
import type { DocumentAnswer } from "../../src/review/wire.ts";
import { CHROMIUM, datasetOf, hasNoBrowser, numberOf, serveDataset } from "./desk.ts";

let served: Served;
let browser: Browser;
beforeAll(async () => {
  if (hasNoBrowser) return;
  const { dataset } = await datasetOf(["2019-pdf-scan-turned"], {}, "scans");
  served = await serveDataset(dataset);
  browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Run in the browser: the share of dark pixels in a picture, without its edge. */
const INK = `async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  const [wide, high] = [canvas.width = image.width, canvas.height = image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(5, 5, wide - 10, high - 10);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 200) dark += 1;
  return dark / (data.length / 4);
}`;

test.skipIf(hasNoBrowser)(
  "every marked box of a scan holds ink, the page turned as it was read",
  async () => {
    const n = await numberOf(served.address, "2019-pdf-scan-turned");
    const { report, turned } = (await (
      await fetch(`${served.address}api/documents/${n}`)
    ).json()) as DocumentAnswer;
    expect(turned[0]?.found).toMatch(/^2 quarters, slope -?0\.0\d+$/);
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${served.address}#/${n}/0`);
    await page.waitForSelector(".paper #here");
    const cells = report.tables
      .flatMap((table) => table.cells)
      .filter(({ value }) => (value?.length ?? 0) > 1);
    expect(cells.length).toBeGreaterThan(3);
    for (const { table, row, column, at } of cells) {
      await page.locator(`[data-cell="${[table, row, column].join("\\a ")}"]`).click();
      const wide = (at.box?.[2] ?? 0) - (at.box?.[0] ?? 0);
      await expect
        .poll(() => page.locator("#here").evaluate((here) => here.clientWidth))
        .toBeGreaterThan(wide / 2);
      // The page may draw the mark anew while its picture is taken.
      const share = async () => {
        const picture = await page.locator(".paper #here").screenshot();
        return page.evaluate<number>(`(${INK})("data:image/png;base64,${picture.toString("base64")}")`);
      };
      await expect.poll(share).toBeGreaterThan(0.01);
    }
  },
);
