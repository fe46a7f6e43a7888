// Shards through a real Redis server with workers and submitters killed, and under GNU parallel: the small form of
// `npm run endurance:shards`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hasRedis } from "../../src/dev/redis-server.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/dev/shard-endurance.js", import.meta.url));

test.skipIf(!hasRedis())("killed workers and submitters leave the bytes of one machine", () => {
  const told = spawnSync(process.execPath, [PROGRAM, "120", "8", "3", "6", "2"], { encoding: "utf8" });
  expect(told.stderr).toBe("");
  expect(told.stdout).toMatch(/8 shards, 3 workers, [1-6] of them killed: the bytes of one machine/);
  expect(told.status).toBe(0);
});
