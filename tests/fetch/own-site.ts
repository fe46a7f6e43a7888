// A site and a folder for each test of the files that ask for them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { openSite, type Site } from "./sites.ts";

export let site: Site;
export let folder = "";

/** To be called by each file, since files that run in one process share this module. */
export function openOwnSite(): void {
  beforeEach(async () => {
    site = await openSite();
    folder = mkdtempSync(join(tmpdir(), "fetch-"));
  });
  afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });
}
