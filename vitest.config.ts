import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Scans of whole pages and attacks with many documents: minutes, and run by `npm run test:long`. */
const LONG = ["tests/**/*.long.test.ts"];
/** Run by both, the second time with more cases. */
const BOTH = [
  "tests/property/flatten.property.test.ts",
  "tests/property/cuts.property.test.ts",
  "tests/unit/read/html-regular.test.ts",
];

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "long"
      ? { include: [...LONG, ...BOTH] }
      : { include: ["tests/**/*.test.ts"], exclude: LONG }),
    // Tests change nothing that others could see (no environment, no globals, no folder but their own), so that what they
    // import is read once a worker: half of what they took was reading it again for each file.
    isolate: false,
    // Half of what tests take is waiting for commands, browsers and servers.
    maxWorkers: availableParallelism(),
    // Only what hangs runs into these: a busy machine decides no test.
    testTimeout: mode === "long" ? 3_600_000 : 300_000,
    hookTimeout: 300_000,
    // What a test reads from a command is plain text, also where the environment asks for colours.
    env: {
      NO_COLOR: "1",
      ...(mode === "long" ? { GONGKAI_PROPERTY_RUNS: "20000" } : {}),
    },
  },
}));
