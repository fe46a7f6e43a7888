// The package as a stranger has it: packed, and unpacked in an empty folder beside nothing but what it depends on.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** @returns the empty folder, with the package in its node_modules */
export function installed(): string {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-package-"));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const [tarball = ""] = run(
    "npm",
    ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder],
    root,
  )
    .trim()
    .split("\n")
    .slice(-1);
  run("tar", ["xzf", tarball], folder);
  renameSync(join(folder, "package"), join(modules, "gongkai"));
  symlinkSync("../gongkai/bin/gongkai.js", join(modules, ".bin/gongkai"));
  // Types that programs written for Node have anyway.
  for (const name of new Set([...dependencies(), "@types/node", "undici-types"])) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  return folder;
}

/** What an installation brings along: nothing that only developers have. */
function dependencies(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  return Object.entries(packages)
    .filter(([path, { dev }]) => !dev && /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path))
    .map(([path]) => path.slice("node_modules/".length));
}

/** @throws with what the command said when it fails */
export function run(command: string, words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${words.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

/** Documents under the names that examples use. */
export function withDocuments(folder: string): void {
  const sample = (name: string, file: string) => join(root, "samples/documents", name, file);
  cpSync(sample("2019-docx-tracked", "source.docx"), join(folder, "report.docx"));
  mkdirSync(join(folder, "archive"), { recursive: true });
  cpSync(sample("2021-html-plain", "source.html"), join(folder, "archive/page.html"));
  cpSync(join(root, "samples/archives/reports-gbk.zip"), join(folder, "more.zip"));
}
