// The queue that submitters and workers meet at: its library, the server's address, the queue's name.
// Must not know what a job does.
import type * as BullMq from "bullmq";
import type { Redis } from "ioredis";

const COMMAND = "npm install bullmq@6.7.0 ioredis@6.0.0";
/** Milliseconds between tries to reach a server that has gone, at most. */
const AGAIN = 5_000;

/** The queue cannot be used: the message names the server or what is not installed. */
export class QueueError extends Error {
  override readonly name = "QueueError";
}

export interface QueueAddress {
  /** `redis://HOST:PORT`, with name, password and number of the database as they are usual in such addresses. */
  readonly redis: string;
  /** Of the program and its forms: those of another version have another queue, and never see each other's jobs. */
  readonly version: string;
}

export interface Connected {
  readonly library: typeof BullMq;
  readonly client: Redis;
  readonly queue: string;
}

/** @throws QueueError when the server is not reached at once; one that goes later is waited for */
export async function connect({ redis, version }: QueueAddress): Promise<Connected> {
  const { library, Client } = await load();
  let reached = false;
  let fault = "";
  const client = new Client(redis, {
    lazyConnect: true,
    // As workers need it: a command waits for the server to come back.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (reached ? Math.min(times * 200, AGAIN) : null),
  });
  client.on("error", (error) => {
    fault = error.message;
  });
  try {
    await client.connect();
  } catch (error) {
    throw new QueueError(
      `${hostOf(redis)}: no Redis server is reached (${fault || (error as Error).message})`,
    );
  }
  reached = true;
  return { library, client, queue: `gongkai-${version.slice(0, 16)}` };
}

/** Without the password. */
function hostOf(address: string): string {
  return URL.canParse(address) ? `redis://${new URL(address).host}` : address;
}

async function load(): Promise<{ library: typeof BullMq; Client: typeof Redis }> {
  try {
    const [library, { Redis: Client }] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { library, Client };
  } catch (error) {
    throw new QueueError(`bullmq and ioredis are needed: ${COMMAND} (${(error as Error).message})`);
  }
}
