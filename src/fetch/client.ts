// One request over the network, within limits of time and size, every hop of a redirect checked again, cookies kept.
// Must not know politeness, archives or what is in a body.
import { CookieJar } from "tough-cookie";
import { Agent, request } from "undici";
import { checkedLookup, checkUrl } from "./addresses.ts";
import { header, type Response } from "./response.ts";

export interface FetchLimits {
  readonly bytes: number;
  /** For the whole of a response with its redirects, however slowly it drips. */
  readonly seconds: number;
  readonly redirects: number;
}

export const FETCH_LIMITS: FetchLimits = { bytes: 128 * 1024 * 1024, seconds: 60, redirects: 8 };

/** What went wrong, told apart for the manifest. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly kind: "too-large" | "timeout" | "redirects" | "refused" | "network";
  constructor(kind: FetchError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

export class Client {
  private readonly agent: Agent;
  private readonly allowed: ReadonlySet<string>;
  private readonly agentName: string;
  private readonly limits: FetchLimits;
  private readonly cookies = new CookieJar();

  /** @param allowed hosts and addresses that may be fetched although they are not public */
  constructor(agentName: string, allowed: ReadonlySet<string>, limits: FetchLimits = FETCH_LIMITS) {
    this.agentName = agentName;
    this.allowed = allowed;
    this.limits = limits;
    this.agent = new Agent({
      connect: { lookup: checkedLookup(allowed) as never, timeout: 15_000 },
      headersTimeout: limits.seconds * 1000,
      bodyTimeout: limits.seconds * 1000,
      maxHeaderSize: 65_536,
    });
  }

  /** @throws FetchError telling what went wrong; any status is a response. */
  async get(address: string, extra: Readonly<Record<string, string>> = {}): Promise<Response> {
    const signal = AbortSignal.timeout(this.limits.seconds * 1000);
    let url = parse(address);
    for (let hop = 0; hop <= this.limits.redirects; hop += 1) {
      try {
        checkUrl(url, this.allowed);
      } catch (error) {
        throw new FetchError("refused", (error as Error).message);
      }
      const response = await this.once(url, extra, signal);
      const location = header(response, "location");
      if (![301, 302, 303, 307, 308].includes(response.status) || location === "") return response;
      url = parse(new URL(location, url).href);
    }
    throw new FetchError("redirects", `more than ${this.limits.redirects} redirects`);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async once(
    url: URL,
    extra: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Response> {
    const cookie = await this.cookies.getCookieString(url.href);
    const requestHeaders = {
      "user-agent": this.agentName,
      accept: "*/*",
      "accept-encoding": "gzip, br",
      ...(cookie === "" ? {} : { cookie }),
      ...extra,
    };
    try {
      const answer = await request(url, { dispatcher: this.agent, headers: requestHeaders, signal });
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of answer.body) {
        chunks.push(chunk as Uint8Array);
        size += (chunk as Uint8Array).length;
        if (size > this.limits.bytes)
          throw new FetchError("too-large", `the body has more than ${this.limits.bytes} bytes`);
      }
      const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      );
      for (const [name, value] of headers) {
        if (name === "set-cookie")
          await this.cookies.setCookie(value, url.href, { ignoreError: true, loose: true });
      }
      return {
        url: url.href,
        status: answer.statusCode,
        headers,
        body: Buffer.concat(chunks),
        requestHeaders,
      };
    } catch (error) {
      throw asFetchError(error as Error, this.limits.seconds);
    }
  }
}

function parse(address: string): URL {
  if (!URL.canParse(address)) throw new FetchError("refused", `«${address}» is no address`);
  return new URL(address);
}

function asFetchError(error: Error, seconds: number): FetchError {
  if (error instanceof FetchError) return error;
  const cause = (error.cause as Error | undefined) ?? error;
  if (error.name === "RefusedAddress" || cause.name === "RefusedAddress")
    return new FetchError("refused", cause.message);
  if (/Timeout|AbortError/.test(error.name))
    return new FetchError("timeout", `no whole answer within ${seconds} seconds`);
  return new FetchError("network", cause.message);
}
