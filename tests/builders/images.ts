// Images of containers, made and run without Docker: with Debian's buildah, in a store of one's own, and on a base out of Debian's
// mirror instead of a registry. A `docker` beside it takes the two commands that the documentation shows.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Debian has certificates that were added to its own. */
const TRUSTED = "/usr/local/share/ca-certificates";

/** Whether images can be made here: containers are set up as root. */
export function canMakeImages(): boolean {
  const programs = ["buildah", "debootstrap"];
  return (
    process.getuid?.() === 0 &&
    programs.every((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined)
  );
}

/**
 * A minute, and some 200 MB from the mirror.
 * @param folder an empty one, for images and containers
 * @param base the name of an image of Debian, `debian:SUITE-slim`
 * @param bin where `docker` is put
 * @throws Error with what a program says that fails
 */
export function withImages(folder: string, base: string, bin: string): void {
  const store = ["--root", join(folder, "images"), "--runroot", join(folder, "running")];
  const system = join(folder, "system");
  run("debootstrap", "--variant=minbase", suiteOf(base), system);
  // Whom this machine trusts beside Debian's own, its containers trust as well: a network may stand behind a proxy.
  if (existsSync(TRUSTED)) cpSync(TRUSTED, join(system, TRUSTED), { recursive: true });
  const container = run("buildah", ...store, "from", "scratch");
  run("buildah", ...store, "add", "--quiet", container, system, "/");
  run("buildah", ...store, "commit", "--quiet", container, base);
  run("buildah", ...store, "rm", container);
  rmSync(system, { recursive: true });
  writeFileSync(join(bin, "docker"), dockerOf(store), { mode: 0o755 });
}

function suiteOf(base: string): string {
  const [, suite] = /^debian:(\w+)-slim$/.exec(base) ?? [];
  if (suite === undefined) throw new RangeError(`${base} is no image of Debian`);
  return suite;
}

function run(name: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(name, words, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${name} ${words.join(" ")}\n${stdout}${stderr}`);
  return stdout.trim();
}

/** `build` with its own words, and `run [--user USER] [-v FROM:TO] IMAGE [WORD…]`. */
function dockerOf(store: readonly string[]): string {
  return `#!/bin/bash
set -euo pipefail
store=(${store.map((word) => `'${word}'`).join(" ")})
command=$1
shift
if [ "$command" = build ]; then exec buildah "\${store[@]}" build --pull-never --isolation chroot "$@"; fi
[ "$command" = run ]
options=()
while [[ $1 == -* ]]; do options+=("$1" "$2"); shift 2; done
container=$(buildah "\${store[@]}" from --pull-never "localhost/$1")
shift
entry=$(buildah "\${store[@]}" inspect --format '{{index .OCIv1.Config.Entrypoint 0}}' "$container")
exec buildah "\${store[@]}" run --isolation chroot "\${options[@]}" "$container" -- "$entry" "$@"
`;
}
