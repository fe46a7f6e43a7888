// How connections are made: through a proxy or not, and what is let pass for hosts that are named. One dispatcher for each
// way. Must not know requests.
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { checkedLookup } from "./addresses.ts";

export type TlsVersion = "1.0" | "1.1" | "1.2";

export interface NetworkOptions {
  /** Proxies by scheme, empty for none, and the hosts that are asked without one, as `NO_PROXY` lists them. */
  readonly proxy: { readonly http: string; readonly https: string; readonly except: string };
  /** Hosts whose certificates are not checked. */
  readonly insecureHosts: ReadonlySet<string>;
  /** The oldest TLS that is spoken with a host. */
  readonly tlsMin: ReadonlyMap<string, TlsVersion>;
}

export const PLAIN_NETWORK: NetworkOptions = {
  proxy: { http: "", https: "", except: "" },
  insecureHosts: new Set(),
  tlsMin: new Map(),
};

const CONNECT_MS = 15_000;
const MOST_HEADER_BYTES = 65_536;

export class Network {
  private readonly dispatchers = new Map<string, Dispatcher>();
  /** Addresses that hosts answered from, by origin. */
  private readonly addresses = new Map<string, string>();

  constructor(
    private readonly options: NetworkOptions,
    private readonly allowed: ReadonlySet<string>,
    private readonly seconds: number,
  ) {}

  dispatcherOf(host: string): Dispatcher {
    // Hosts that nothing is let pass for share one.
    const key = this.laxOf(host) === undefined ? "" : host;
    const known = this.dispatchers.get(key);
    if (known) return known;
    const made = this.dispatcher(this.tlsOf(host));
    this.dispatchers.set(key, made);
    return made;
  }

  /** What is let pass for a host, for the manifest. */
  laxOf(host: string): string | undefined {
    const least = this.options.tlsMin.get(host);
    const lax = [
      ...(this.options.insecureHosts.has(host) ? ["certificate-unchecked"] : []),
      ...(least === undefined ? [] : [`tls-${least}`]),
    ];
    return lax.length === 0 ? undefined : lax.join(" ");
  }

  addressOf(origin: string): string | undefined {
    return this.addresses.get(origin);
  }

  async close(): Promise<void> {
    await Promise.all([...this.dispatchers.values()].map((one) => one.destroy()));
  }

  private dispatcher(tls: buildConnector.BuildOptions): Dispatcher {
    const connect = buildConnector({
      ...tls,
      lookup: checkedLookup(this.allowed) as never,
      timeout: CONNECT_MS,
    });
    const connector: buildConnector.connector = (to, done) =>
      connect(to, (...answer) => {
        const address = answer[1]?.remoteAddress;
        if (address !== undefined) this.addresses.set(`${to.protocol}//${to.host}`, address);
        done(...answer);
      });
    const { http, https, except } = this.options.proxy;
    const common = {
      connect: connector,
      headersTimeout: this.seconds * 1000,
      bodyTimeout: this.seconds * 1000,
      maxHeaderSize: MOST_HEADER_BYTES,
    };
    if (http === "" && https === "") return new Agent(common);
    return new EnvHttpProxyAgent({
      ...common,
      httpProxy: http,
      httpsProxy: https,
      noProxy: except,
      // Proxies let tunnels through to TLS only.
      proxyTunnel: false,
      requestTls: tls,
    });
  }

  private tlsOf(host: string): buildConnector.BuildOptions {
    const least = this.options.tlsMin.get(host);
    return {
      ...(this.options.insecureHosts.has(host) ? { rejectUnauthorized: false } : {}),
      // Old TLS needs digests that are refused by default.
      ...(least === undefined ? {} : tlsFrom(least)),
    };
  }
}

function tlsFrom(version: TlsVersion): buildConnector.BuildOptions {
  const minVersion = version === "1.0" ? "TLSv1" : `TLSv${version}`;
  return { minVersion: minVersion as "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" };
}
