// A release in a repository of its own: refused for each of the reasons, and tagged when there is none.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "gongkai-release-"));
afterAll(() => rmSync(work, { recursive: true }));

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...words], {
    cwd: work,
    encoding: "utf8",
  });
const write = (file: string, text: string) => {
  mkdirSync(join(work, file, ".."), { recursive: true });
  writeFileSync(join(work, file), text);
};
const commit = () => {
  git("add", "-A");
  git("commit", "-qm", "x");
};
const release = () => {
  const env = { ...process.env, GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@b.c" };
  const words = [join(root, "dist/dev/release.js")];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: work, encoding: "utf8", env });
  return { status, refused: stderr.split("\n").filter(Boolean) };
};
const version = (number: string, changelog: string) => {
  write("package.json", JSON.stringify({ version: number }));
  write("CITATION.cff", `version: ${number}\n`);
  write("CHANGELOG.md", changelog);
};
const floor = (right: number) =>
  write("tests/accuracy/floor.json", JSON.stringify({ samples: { all: { right, silent: 0 } } }));
const sample = (status: string) =>
  write(
    "samples/documents/one/expected.json",
    JSON.stringify({ record: { edition: "2021", container: "html", status } }),
  );

beforeAll(() => {
  git("init", "-q");
  version("1.0.0", "# Changelog\n\n## 1.0.0\n\n- First.\n");
  floor(99);
  sample("clean");
  commit();
});

test("what is whole is tagged, and only once", () => {
  expect(release()).toEqual({ status: 0, refused: [] });
  expect(git("tag").trim()).toBe("v1.0.0");
  expect(release()).toEqual({ status: 1, refused: ["refused: v1.0.0 is a tag already"] });
});

test("a dirty tree, a version that is told nowhere, a lowered floor and a change of data without a word are refused", () => {
  write("package.json", JSON.stringify({ version: "1.1.0" }));
  floor(98);
  sample("flagged");
  expect(release()).toEqual({
    status: 1,
    refused: [
      expect.stringContaining("refused: the tree has changes"),
      "refused: CITATION.cff cites 1.0.0, not 1.1.0",
      "refused: CHANGELOG.md has no part «## 1.1.0»",
      "refused: floor samples all: right was 99, is 98",
      "refused: samples/documents/one is read otherwise: «Data changes» says nothing of **2021 html**",
    ],
  });
});

test("a change that is explained by edition and container is released", () => {
  const changes = "### Data changes\n\n- **2019 docx, 2021 html**: one more doubt.\n";
  version("1.1.0", `# Changelog\n\n## 1.1.0\n\n- More.\n\n${changes}\n## 1.0.0\n\n- First.\n`);
  floor(99);
  commit();
  expect(release()).toEqual({ status: 0, refused: [] });
});

test("the project cites the version that it has", () => {
  const { version: own } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  expect(readFileSync(join(root, "CITATION.cff"), "utf8")).toContain(`\nversion: ${own}\n`);
});
