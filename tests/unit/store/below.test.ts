import { expect, test } from "vitest";
import { isBelow, sourceBelow } from "../../../src/store/below.ts";

const SYSTEMS = [
  ["/", "/data/in", "/data/in/2023/a.html", "/"],
  ["\\", "C:\\data\\in", "C:\\data\\in\\2023\\a.html", "C:\\"],
] as const;

test.each(SYSTEMS)("paths with %s between folders", (separator, folder, file, root) => {
  expect(isBelow(file, folder, separator)).toBe(true);
  expect(sourceBelow(file, folder, separator)).toBe("2023/a.html");
  expect(isBelow(file, root, separator)).toBe(true);
  expect(sourceBelow(file, root, separator)).toBe("data/in/2023/a.html");
  expect(isBelow(folder, folder, separator)).toBe(false);
  expect(isBelow(`${folder}-other${separator}a.html`, folder, separator)).toBe(false);
});
