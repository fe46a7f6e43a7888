// Files that hold one JSON value. Must not know what it means.
import { readFileSync } from "node:fs";

/** @throws the system's error, or one that names the file when it is damaged */
export function readJsonFile(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`${path}: is damaged`);
    throw error;
  }
}
