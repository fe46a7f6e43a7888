// Where the queue is. Must not load it.

export const REDIS =
  "address of the Redis server (default: GONGKAI_REDIS, which keeps a password off the process list, or redis://127.0.0.1:6379)";

export function redisAddress(typed: string | undefined): string {
  return typed ?? process.env["GONGKAI_REDIS"] ?? "redis://127.0.0.1:6379";
}
