// Every command that README and documentation show is run, page by page, in the order in which a reader meets them; the
// pages are built, and nothing warns.
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blocksOf, commandLines, root } from "./blocks.ts";

const sample = (name: string, file: string) => join(root, "samples/documents", name, file);
const FIVE = [
  "2021-html-plain",
  "2021-html-struck-zeros",
  "2021-html-index-row",
  "2019-html-plain",
  "2021-html-gb18030",
];
/** In the order of the tutorial: what one page makes, the next ones use. */
const PAGES = [
  "tutorial",
  ...["crawl", "batch", "check", "review", "publish", "extend"].map((name) => `how-to/${name}`),
];

const work = mkdtempSync(join(tmpdir(), "gongkai-docs-"));
let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = /^\/([\w-]+)\.html$/.exec(request.url ?? "")?.[1] ?? "";
    if (!FIVE.includes(name)) return response.writeHead(404).end();
    return response
      .writeHead(200, { "content-type": "text/html" })
      .end(readFileSync(sample(name, "source.html")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(work, "sites.txt"), FIVE.map((name) => `${base}/${name}.html\n`).join(""));
  cpSync(sample("2019-docx-tracked", "source.docx"), join(work, "report.docx"));
  cpSync(sample("2021-html-plain", "source.html"), join(work, "page.html"));
  cpSync(join(root, "samples/archives/reports-gbk.zip"), join(work, "more.zip"));
  cpSync(join(root, "pipelines"), join(work, "pipelines"), { recursive: true });
  writeFileSync(join(work, "names.csv"), "name\nno such place\n");
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"));
});
afterAll(() => {
  server.close();
  rmSync(work, { recursive: true });
});

/** Commands of a page; programs and settings that it shows stand where it says. */
function commandsOf(file: string): string[] {
  const commands: string[] = [];
  for (const block of blocksOf(file)) {
    const { language, text } = block;
    if (language === "sh") commands.push(...commandLines(block));
    if (language === "js") writeFileSync(join(work, "figure.mjs"), text);
    if (language === "yaml") {
      mkdirSync(join(work, "pipelines"), { recursive: true });
      const here = text.replace(/https:\/\/www\.example\.gov\.cn\S*?(?=\])/, `${base}/2021-html-plain.html`);
      writeFileSync(join(work, "pipelines/my-county.yaml"), here);
    }
  }
  return commands;
}

/** The command as a shell runs it; only that the server is on this machine is said beside it. */
const SHELL = `set -o pipefail
npx() {
  shift
  if [ "$1" = fetch ]; then set -- "$@" --allow-host 127.0.0.1 --delay 0; fi
  "${process.execPath}" "${join(root, "bin/gongkai.js")}" "$@"
}
`;

const ran = new Set<string>();

async function runs(command: string): Promise<void> {
  ran.add(command);
  // A page on this machine is served until someone ends it.
  const serves = /gongkai (review|audit) /.test(command) && !command.includes("--tell");
  const child = spawn("bash", ["-c", SHELL + command], { cwd: work, detached: serves });
  let said = "";
  let served = false;
  child.stderr.on("data", (data) => {
    said += data;
  });
  child.stdout.on("data", (data) => {
    if (!serves || !String(data).includes("http://127.0.0.1:")) return;
    served = true;
    process.kill(-(child.pid as number), "SIGTERM");
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  if (serves) return expect(served, `${command}\n${said}`).toBe(true);
  // Runs differ, which is what `diff` is asked for.
  const good = command.includes("gongkai diff") ? [0, 1] : [0];
  expect(good, `${command}\n${said}`).toContain(code);
}

describe.each(PAGES)("%s", (page) => {
  test("its commands run", async () => {
    const commands = commandsOf(`docs/${page}.md`);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      if (command.includes("sample review my-report")) typeTruth();
      await runs(command);
    }
  });

  test("it shows the same in Chinese", () => {
    expect(blocksOf(`docs/zh/${page}.md`)).toEqual(blocksOf(`docs/${page}.md`));
  });
});

/** As a person does: from the document. */
function typeTruth(): void {
  cpSync(sample("2019-docx-tracked", "truth.csv"), join(work, "samples/my-report/truth.csv"));
}

test("the tutorial leads to a Parquet file", () => {
  expect(existsSync(join(work, "release/panel.parquet"))).toBe(true);
});

test("the commands of README run, and the scripts that it names are there", async () => {
  cpSync(join(work, "dataset"), join(work, "dataset-old"), { recursive: true });
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const readme = readFileSync(join(root, "README.md"), "utf8");
  for (const [, name = ""] of readme.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(name);
  // Those that begin with npm are what CI does itself.
  for (const command of commandsOf("README.md"))
    if (!command.startsWith("npm ") && !ran.has(command)) await runs(command);
});

test("the pages are built without a warning", () => {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "docs"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  expect(`${stdout}${stderr}`).not.toMatch(/warn|dead link|deprecat/i);
});
