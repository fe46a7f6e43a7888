// A Redis server of one's own on a free port of this machine, which keeps nothing.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { freePorts } from "./free-ports.ts";

export interface OwnRedis {
  readonly address: string;
  readonly stop: () => void;
}

const PROGRAM = "redis-server";

export function hasRedis(): boolean {
  return spawnSync(PROGRAM, ["--version"]).status === 0;
}

/** @throws Error with what the server says when it does not start */
export async function startRedis(): Promise<OwnRedis> {
  const [port = 0] = await freePorts(1);
  const told = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(PROGRAM, [...told, "--maxmemory-policy", "noeviction"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(server);
  return { address: `redis://127.0.0.1:${port}`, stop: () => server.kill("SIGKILL") };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (text: Buffer) => {
      said += text;
      if (said.includes("Ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`${PROGRAM} ended: ${said}`)));
  });
}
