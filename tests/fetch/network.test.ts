// Proxies, broken certificates, old TLS, and bodies that end too early: against real servers on loopback.
import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, createServer as createSocketServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { networkOf, sinceOf } from "../../src/cli/fetch-plan.ts";
import { Client, FETCH_LIMITS } from "../../src/fetch/client.ts";
import { get } from "../../src/fetch/lead.ts";
import { type NetworkOptions, PLAIN_NETWORK } from "../../src/fetch/network.ts";
import { crawlSite, report } from "./crawl-site.ts";

/** A certificate that nobody vouches for, made for these tests only. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg16ngz8UvKPKVN0CH
23PNHHOS5kCqoxaDVqbxOrzSZZOhRANCAATr+7m8rtgukBB1QZ/euO3yBQ2kjo2a
5huMDzZVu3byJvacjoCOikrX/UMbR9EXDTTkky6C0wdhjffkOhRd+QgY
-----END PRIVATE KEY-----`;
const CERT = `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUGrQTiSNHhkhs4r2yTj3LS9B/EOkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjAxMzkxMVoYDzIxMjYxMTAy
MDEzOTExWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATr+7m8rtgukBB1QZ/euO3yBQ2kjo2a5huMDzZVu3byJvacjoCOikrX
/UMbR9EXDTTkky6C0wdhjffkOhRd+QgYo1MwUTAdBgNVHQ4EFgQUr3fLBUASMiFX
rw6T+TxuGKXnz84wHwYDVR0jBBgwFoAUr3fLBUASMiFXrw6T+TxuGKXnz84wDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBrjxcnvY+2sI2y/MgCGg3T
xVK5sTWYX61Vw37SNGiXoAIgE7QYIeaXV4d2SDVJis+QbfWJxCEYQfvlo87IEzV7
8Ro=
-----END CERTIFICATE-----`;

const servers: Server[] = [];
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server, address = "127.0.0.1"): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as AddressInfo).port;
}

function client(network: Partial<NetworkOptions> = {}): Client {
  const made = new Client("gongkai", new Set(["127.0.0.1", "localhost"]), FETCH_LIMITS, {
    ...PLAIN_NETWORK,
    ...network,
  });
  clients.push(made);
  return made;
}

/** A proxy that passes on pages, and opens tunnels. */
function proxy(asked: string[]): HttpServer {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "text/html" }).end("through the proxy");
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const to = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      to.pipe(socket);
      socket.pipe(to);
    });
  });
  return server;
}

test("a page is asked for through a proxy, without a tunnel, and hosts that are excepted are not", async () => {
  const asked: string[] = [];
  const http = `http://127.0.0.1:${await listen(proxy(asked))}`;
  const port = await listen(createServer((_, response) => response.end("direct")));
  const through = client({ proxy: { http, https: http, except: "localhost" } });
  const answer = await through.send(get(`http://127.0.0.1:${port}/a`));
  expect(Buffer.from(answer.body).toString()).toBe("through the proxy");
  // Where the host is, only the proxy knows.
  expect(answer.ip).toBeUndefined();
  const direct = await through.send(get(`http://localhost:${port}/a`));
  expect(Buffer.from(direct.body).toString()).toBe("direct");
  expect(direct.ip).toMatch(/^127|^::/);
  expect(asked).toEqual([`GET http://127.0.0.1:${port}/a`]);
});

test("TLS goes through a tunnel; a certificate that nobody vouches for is let pass for hosts that are named", async () => {
  const asked: string[] = [];
  const http = `http://127.0.0.1:${await listen(proxy(asked))}`;
  const port = await listen(createTlsServer({ key: KEY, cert: CERT }, (_, response) => response.end("x")));
  const address = `https://localhost:${port}/a`;
  await expect(client().send(get(address))).rejects.toMatchObject({ kind: "tls" });
  await expect(client({ insecureHosts: new Set(["other"]) }).send(get(address))).rejects.toMatchObject({
    kind: "tls",
  });
  const insecureHosts = new Set(["localhost"]);
  expect(await client({ insecureHosts }).send(get(address))).toMatchObject({
    status: 200,
    lax: "certificate-unchecked",
  });
  const through = client({ insecureHosts, proxy: { http, https: http, except: "" } });
  expect(await through.send(get(address))).toMatchObject({ status: 200 });
  expect(asked).toEqual([`CONNECT localhost:${port}`]);
});

test("old TLS is spoken with hosts that are named only", async () => {
  const old = {
    key: KEY,
    cert: CERT,
    minVersion: "TLSv1",
    maxVersion: "TLSv1",
    ciphers: "DEFAULT:@SECLEVEL=0",
  };
  const port = await listen(createTlsServer(old as object, (_, response) => response.end("x")));
  const address = `https://localhost:${port}/a`;
  const insecureHosts = new Set(["localhost"]);
  await expect(client({ insecureHosts }).send(get(address))).rejects.toMatchObject({ kind: "tls" });
  const spoken = client({ insecureHosts, tlsMin: new Map([["localhost", "1.0"]]) });
  expect(await spoken.send(get(address))).toMatchObject({
    status: 200,
    lax: "certificate-unchecked tls-1.0",
  });
});

test("a body shorter than was told is kept as far as it came, and is a failure", async () => {
  const page = report("湖滨区2023年政府信息公开年报");
  const server = createSocketServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n${page}`));
  });
  const port = await listen(server);
  const address = `http://127.0.0.1:${port}/r.html`;
  const fault = await client()
    .send(get(address))
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ kind: "truncated", partial: { truncated: "disconnect" } });
  const { entries, coverage } = await crawlSite({}, [address], { ignoreRobots: true });
  expect(entries.get(address)).toMatchObject({
    outcome: "failed",
    reason: "truncated",
    offset: expect.any(Number),
  });
  expect(coverage.every(({ state }) => state !== "whole")).toBe(true);
});

test("what is let pass, and how hosts are reached, is read from options and environment", () => {
  const none = { insecureHost: [], tlsMin: [] };
  expect(networkOf(none, {})).toEqual(PLAIN_NETWORK);
  expect(networkOf(none, { HTTP_PROXY: "http://a:1", no_proxy: "b" }).proxy).toEqual({
    http: "http://a:1",
    https: "",
    except: "b",
  });
  expect(networkOf({ ...none, proxy: "http://c:1" }, { HTTPS_PROXY: "http://a:1" }).proxy.https).toBe(
    "http://c:1",
  );
  expect(networkOf({ ...none, tlsMin: ["old.gov.cn=1.0"] }, {}).tlsMin.get("old.gov.cn")).toBe("1.0");
  expect(() => networkOf({ ...none, tlsMin: ["old.gov.cn"] }, {})).toThrow(/--tls-min/);
  expect(() => networkOf({ ...none, proxy: "socks" }, {})).toThrow(/proxy/);
  const now = new Date("2026-03-31T00:00:00Z");
  expect(sinceOf({ since: "30d" }, now)?.toISOString()).toBe("2026-03-01T00:00:00.000Z");
  expect(sinceOf({ since: "2026-01-31" }, now)?.toISOString()).toBe("2026-01-31T00:00:00.000Z");
  expect(() => sinceOf({ since: "soon" }, now)).toThrow(/--since/);
});
