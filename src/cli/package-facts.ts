// What the package says of itself.
import { readFileSync } from "node:fs";

interface PackageFacts {
  readonly version: string;
}

/** The path is the same from `src/cli` and from `dist/cli`. */
export function packageVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as PackageFacts).version;
}
