// Bytes from an address by their range, and whole answers, by the rules of the road; from a file of this machine too.
// Must not know what they are.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { get } from "../lead.ts";
import { header, type Response, unpackedBody } from "../response.ts";
import type { Road } from "../road.ts";
import { IndexError } from "./capture.ts";

/** Coded bytes are none of a file's. */
const AS_IT_IS = { "accept-encoding": "identity" };

/** How servers say, with the status of a wrong address, that they have nothing. */
const NO_CAPTURES = /^\s*\{"message":\s*"No Captures/i;

export class Asker {
  private readonly sizes = new Map<string, number>();

  constructor(private readonly road: Road) {}

  get isStopped(): boolean {
    return this.road.isStopped;
  }

  /** @returns the answer, or a reason from the road's list */
  async ask(
    address: string,
    headers: Readonly<Record<string, string>> = AS_IT_IS,
  ): Promise<Response | string> {
    const answer = await this.road.ask(get(address), headers);
    return "response" in answer ? answer.response : answer.reason;
  }

  /** A whole answer of an index, unpacked. @throws IndexError */
  async text(address: string): Promise<string> {
    const answer = await this.ask(address, {});
    if (typeof answer === "string") throw new IndexError(`${address}: ${answer}`);
    const isNone = answer.status === 404 && NO_CAPTURES.test(Buffer.from(answer.body).toString("latin1"));
    if (isNone) return "";
    if (answer.status !== 200) throw new IndexError(`${address}: answered with status ${answer.status}`);
    if (answer.truncated) throw new IndexError(`${address}: the answer is not whole`);
    const body = unpackedBody(answer);
    if (body === null) throw new IndexError(`${address}: the answer cannot be unpacked`);
    return Buffer.from(body).toString("utf8");
  }

  /** @returns fewer bytes only at the end of the file, or a reason why there are none */
  async range(address: string, at: number, length: number): Promise<Buffer | string> {
    if (length <= 0) return Buffer.alloc(0);
    if (!/^https?:/i.test(address)) return fromFile(address, at, length);
    const answer = await this.ask(address, { ...AS_IT_IS, range: `bytes=${at}-${at + length - 1}` });
    if (typeof answer === "string") return answer;
    if (answer.status === 416) return Buffer.alloc(0);
    const [, from, size] = /^bytes (\d+)-\d+\/(\d+|\*)/.exec(header(answer, "content-range")) ?? [];
    if (size !== undefined && size !== "*") this.sizes.set(address, Number(size));
    const body = Buffer.from(answer.body);
    if (answer.truncated) return "truncated";
    if (answer.status === 206) return Number(from) === at ? body.subarray(0, length) : "other-range";
    // Servers without ranges send all of it.
    if (answer.status !== 200) return `status-${answer.status}`;
    this.sizes.set(address, body.length);
    return body.subarray(at, at + length);
  }

  /** Bytes of a file. @throws IndexError */
  async size(address: string): Promise<number> {
    if (!/^https?:/i.test(address)) return statSync(address).size;
    const known = this.sizes.get(address);
    if (known !== undefined) return known;
    const answer = await this.range(address, 0, 1);
    const size = this.sizes.get(address);
    if (typeof answer === "string") throw new IndexError(`${address}: ${answer}`);
    if (size === undefined) throw new IndexError(`${address}: the server does not tell its size`);
    return size;
  }
}

function fromFile(path: string, at: number, length: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, at));
  } finally {
    closeSync(file);
  }
}
