import { defineConfig } from "vitest/config";

/** Scans of whole pages and attacks with many documents: minutes, and run by `npm run test:long`. */
const LONG = ["tests/**/*.long.test.ts"];

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === "long" ? { include: LONG } : { include: ["tests/**/*.test.ts"], exclude: LONG }),
    testTimeout: mode === "long" ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
    // What a test reads from a command is plain text, also where the environment asks for colours.
    env: { NO_COLOR: "1" },
  },
}));
