// Whether one path of the system lies below another, and what it is called there. Must not know the disk.
import { sep } from "node:path";

/** Both paths as the system has them, without links. A folder is not below itself. */
export function isBelow(path: string, folder: string, separator: string = sep): boolean {
  return path.startsWith(withEnd(folder, separator));
}

/** @returns the path from the folder on, `/` between folders on every system */
export function sourceBelow(path: string, folder: string, separator: string = sep): string {
  return path.slice(withEnd(folder, separator).length).replaceAll(separator, "/");
}

/** The root of a disk ends in its separator already. */
const withEnd = (folder: string, separator: string) =>
  folder.endsWith(separator) ? folder : folder + separator;
