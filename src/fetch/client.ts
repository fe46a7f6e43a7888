// One request over the network and its response, within limits of time and size, cookies kept. Redirects are answers too.
// Must not know politeness, archives or what is in a body.
import { CookieJar } from "tough-cookie";
import { type Dispatcher, request } from "undici";
import { checkUrl } from "./addresses.ts";
import { withoutRoute } from "./canonical.ts";
import type { Ask } from "./lead.ts";
import { Network, type NetworkOptions, PLAIN_NETWORK } from "./network.ts";
import { header, type Response } from "./response.ts";

export interface FetchLimits {
  readonly bytes: number;
  /** For the whole of a response, however slowly it drips. */
  readonly seconds: number;
}

export const FETCH_LIMITS: FetchLimits = { bytes: 128 * 1024 * 1024, seconds: 60 };

export type Fault =
  | "too-large"
  | "timeout"
  | "refused"
  | "dns"
  | "tls"
  | "reset"
  | "truncated"
  | "parser"
  | "network";

/** What went wrong, told apart for the manifest. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  constructor(
    readonly kind: Fault,
    message: string,
    /** As much as came, of a body that is shorter than was told. */
    readonly partial?: Response,
  ) {
    super(message);
  }
}

export class Client {
  private readonly network: Network;
  private readonly cookies = new CookieJar();

  /** @param allowed hosts and addresses that may be fetched although they are not public */
  constructor(
    private readonly agentName: string,
    private readonly allowed: ReadonlySet<string>,
    private readonly limits: FetchLimits = FETCH_LIMITS,
    network: NetworkOptions = PLAIN_NETWORK,
  ) {
    this.network = new Network(network, allowed, limits.seconds);
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
    const { method, body, url } = ask;
    const requestHeaders = await this.headersOf(ask, extra);
    try {
      const dispatcher = this.network.dispatcherOf(new URL(url).hostname);
      const headers = requestHeaders;
      const answer = await request(url, {
        dispatcher,
        method,
        body,
        headers,
        signal,
        responseHeaders: "raw",
      });
      const response = this.responseOf(ask, requestHeaders, answer);
      await this.takeCookies(response);
      return { ...response, body: await this.bodyOf(answer.body, response) };
    } catch (error) {
      throw asFetchError(error as Error, this.limits.seconds);
    }
  }

  private async headersOf(ask: Ask, extra: Readonly<Record<string, string>>) {
    const cookie = await this.cookies.getCookieString(ask.url);
    return {
      "user-agent": this.agentName,
      accept: "*/*",
      "accept-encoding": "gzip, br",
      ...refererOf(ask),
      ...ask.headers,
      ...(ask.bodyType === null ? {} : { "content-type": ask.bodyType }),
      ...(cookie === "" ? {} : { cookie }),
      ...extra,
    };
  }

  /** All but the body. */
  private responseOf(
    { url, method, body }: Ask,
    requestHeaders: Readonly<Record<string, string>>,
    answer: Dispatcher.ResponseData,
  ): Response {
    const { origin, hostname } = new URL(url);
    const [ip, lax] = [this.network.addressOf(origin), this.network.laxOf(hostname)];
    return {
      url,
      status: answer.statusCode,
      statusText: answer.statusText,
      headers: pairs(answer.headers as unknown as readonly string[]),
      body: new Uint8Array(),
      requestHeaders,
      ...(method === "POST" ? { requestMethod: method, requestBody: body ?? "" } : {}),
      ...(ip === undefined ? {} : { ip }),
      ...(lax === undefined ? {} : { lax }),
    };
  }

  private async takeCookies({ headers, url }: Response): Promise<void> {
    for (const [name, value] of headers) {
      if (name.toLowerCase() === "set-cookie")
        await this.cookies.setCookie(value, url, { ignoreError: true, loose: true });
    }
  }

  private async bodyOf(body: AsyncIterable<Uint8Array>, response: Response): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > this.limits.bytes)
          throw new FetchError("too-large", `the body has more than ${this.limits.bytes} bytes`);
      }
    } catch (error) {
      const fault = asFetchError(error as Error, this.limits.seconds);
      if (size === 0 || (fault.kind !== "reset" && fault.kind !== "parser")) throw fault;
      const partial: Response = { ...response, body: Buffer.concat(chunks), truncated: "disconnect" };
      throw new FetchError("truncated", `the body ended after ${size} bytes`, partial);
    }
    return Buffer.concat(chunks);
  }

  async close(): Promise<void> {
    await this.network.close();
  }
}

/** As browsers tell where one comes from: another site is told the site only, and nobody whose way is not secret what was. */
function refererOf({ url, from }: Ask): { readonly referer?: string } {
  if (from === undefined) return {};
  const [to, page] = [new URL(url), new URL(from)];
  if (page.protocol === "https:" && to.protocol === "http:") return {};
  return { referer: page.origin === to.origin ? withoutRoute(from) : `${page.origin}/` };
}

/** @param raw names and values in turn */
function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""]] : []));
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
