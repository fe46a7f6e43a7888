import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a test reads from a command is plain text, also where the environment asks for colours.
    env: { NO_COLOR: "1" },
  },
});
