// One request over the network and its response, within limits of time and size, cookies kept. Redirects are answers too.
// Must not know politeness, archives or what is in a body.
import { CookieJar } from "tough-cookie";
import { Agent, request } from "undici";
import { checkedLookup, checkUrl } from "./addresses.ts";
import type { Ask } from "./lead.ts";
import { header, type Response } from "./response.ts";

export interface FetchLimits {
  readonly bytes: number;
  /** For the whole of a response, however slowly it drips. */
  readonly seconds: number;
}

export const FETCH_LIMITS: FetchLimits = { bytes: 128 * 1024 * 1024, seconds: 60 };

export type Fault = "too-large" | "timeout" | "refused" | "dns" | "tls" | "reset" | "parser" | "network";

/** What went wrong, told apart for the manifest. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly kind: Fault;
  constructor(kind: Fault, message: string) {
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

  /** @throws FetchError when the address may not be asked, whatever the network says. */
  check(address: string): void {
    if (!URL.canParse(address)) throw new FetchError("refused", `«${address}» is no address`);
    try {
      checkUrl(new URL(address), this.allowed);
    } catch (error) {
      throw new FetchError("refused", (error as Error).message);
    }
  }

  /** @throws FetchError telling what went wrong; any status is a response, redirects are not followed. */
  async send(ask: Ask, extra: Readonly<Record<string, string>> = {}, stop?: AbortSignal): Promise<Response> {
    this.check(ask.url);
    const timeout = AbortSignal.timeout(this.limits.seconds * 1000);
    const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
    const cookie = await this.cookies.getCookieString(ask.url);
    const requestHeaders = {
      "user-agent": this.agentName,
      accept: "*/*",
      "accept-encoding": "gzip, br",
      ...(ask.bodyType === null ? {} : { "content-type": ask.bodyType }),
      ...(cookie === "" ? {} : { cookie }),
      ...extra,
    };
    try {
      const { method, body, url } = ask;
      const answer = await request(url, {
        dispatcher: this.agent,
        method,
        body,
        headers: requestHeaders,
        signal,
      });
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
          await this.cookies.setCookie(value, url, { ignoreError: true, loose: true });
      }
      const posted = method === "POST" ? { requestMethod: method, requestBody: body ?? "" } : {};
      return {
        url,
        status: answer.statusCode,
        headers,
        body: Buffer.concat(chunks),
        requestHeaders,
        ...posted,
      };
    } catch (error) {
      throw asFetchError(error as Error, this.limits.seconds);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Where a redirect leads to; null for what is none. Bytes that are no ASCII are taken as they come, in whatever charset. */
export function redirectOf(response: Response): string | null {
  const location = header(response, "location");
  if (![301, 302, 303, 307, 308].includes(response.status) || location === "") return null;
  const escaped = location.replace(
    /[\u0080-\u00ff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return URL.canParse(escaped, response.url) ? new URL(escaped, response.url).href : null;
}

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ["dns", /^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/],
  ["tls", /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_OSSL)/],
  ["reset", /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)/],
  ["timeout", /^(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)/],
  ["parser", /^UND_ERR_(?:HEADERS_OVERFLOW|RES_CONTENT_LENGTH|RESPONSE)/],
];

function asFetchError(error: Error, seconds: number): FetchError {
  if (error instanceof FetchError) return error;
  const cause = (error.cause as Error | undefined) ?? error;
  if (error.name === "RefusedAddress" || cause.name === "RefusedAddress")
    return new FetchError("refused", cause.message);
  if (/Timeout|AbortError/.test(error.name))
    return new FetchError("timeout", `no whole answer within ${seconds} seconds`);
  if (error.name === "HTTPParserError") return new FetchError("parser", error.message);
  const code = String((cause as { code?: unknown }).code ?? (error as { code?: unknown }).code ?? "");
  return new FetchError(FAULTS.find(([, pattern]) => pattern.test(code))?.[0] ?? "network", cause.message);
}
