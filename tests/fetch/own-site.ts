// A site and a folder for each test of the file that imports them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { openSite, type Site } from "./sites.ts";

export let site: Site;
export let folder = "";

beforeEach(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), "fetch-"));
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});
