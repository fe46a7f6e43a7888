// `npm run release`: tags and packs a version, when nothing speaks against it. It publishes nothing.
// Refused: a tree with changes, a version that is tagged or told nowhere, a floor that was lowered, a sample that is read
// otherwise without a word in «Data changes».
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type DataChange, loweredFloors, readFloors, sectionOf, unexplained } from "./release-rules.ts";

const FLOORS = "tests/accuracy/floor.json";

const git = (...words: string[]) => execFileSync("git", words, { encoding: "utf8" }).trim();
const version = (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
const tag = `v${version}`;
const [last] = git("tag", "--list", "v*", "--sort=-creatordate").split("\n").filter(Boolean);

const refusals = [...stateOfTree(), ...versionsTold(), ...(last === undefined ? [] : sinceLast(last))];
for (const sentence of refusals) process.stderr.write(`refused: ${sentence}\n`);
if (refusals.length > 0) process.exitCode = 1;
else {
  git("tag", "-a", tag, "-m", tag);
  process.stdout.write(`${tag} is tagged: npm pack, and push the tag\n`);
}

function stateOfTree(): string[] {
  const changed = git("status", "--porcelain").split("\n").filter(Boolean);
  const known = git("tag", "--list", tag) !== "";
  return [
    ...(changed.length > 0 ? [`the tree has changes: ${changed.join(", ")}`] : []),
    ...(known ? [`${tag} is a tag already`] : []),
  ];
}

function versionsTold(): string[] {
  const cited = /^version: (.*)$/m.exec(readFileSync("CITATION.cff", "utf8"))?.[1];
  const section = sectionOf(readFileSync("CHANGELOG.md", "utf8"), version);
  return [
    ...(cited === version ? [] : [`CITATION.cff cites ${cited}, not ${version}`]),
    ...(section === null ? [`CHANGELOG.md has no part «## ${version}»`] : []),
  ];
}

function sinceLast(before: string): string[] {
  const floors = loweredFloors(
    readFloors(git("show", `${before}:${FLOORS}`)),
    readFloors(readFileSync(FLOORS, "utf8")),
  );
  const section = sectionOf(readFileSync("CHANGELOG.md", "utf8"), version) ?? "";
  return [...floors, ...unexplained(changesSince(before), section)];
}

/** Samples that were there before and whose reviewed record is another one now. */
function changesSince(before: string): DataChange[] {
  const files = git("diff", "--name-only", "--diff-filter=M", before, "--", "samples").split("\n");
  return files
    .filter((file) => file.endsWith("/expected.json"))
    .map((file) => {
      const { record } = JSON.parse(readFileSync(file, "utf8")) as {
        record: { edition: string | null; container: string };
      };
      const { edition, container } = record;
      return { sample: file.replace(/\/expected\.json$/, ""), edition: edition ?? "none", container };
    });
}
