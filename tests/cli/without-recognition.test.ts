// A machine without the optional packages: the loader says that they are not there, as Node says it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "gongkai-plain-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MISSING = `
import { register } from "node:module";
register("data:text/javascript," + encodeURIComponent(\`
export async function resolve(name, context, next) {
  if (name !== "onnxruntime-web") return next(name, context);
  throw Object.assign(new Error("Cannot find package 'onnxruntime-web'"), { code: "ERR_MODULE_NOT_FOUND" });
}\`));`;

test("a scan is told as one, with the command that installs what reads it", () => {
  const { status } = spawnSync(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(MISSING)}`,
      join(root, "bin/gongkai.js"),
      "extract",
      join(root, "samples/scans/2019-pdf-scan-turned/source.pdf"),
      "-o",
      folder,
    ],
    { encoding: "utf8" },
  );
  const reports = readFileSync(join(folder, "reports.csv"), "utf8");
  expect(reports).toContain("scanned: The PDF is a scan: 1 of 1 pages are pictures.");
  expect(reports).toMatch(/npm install --no-save onnxruntime-web@[\d.]+ @gutenye\/ocr-models@[\d.]+/);
  expect(status).toBe(1);
}, 60_000);
