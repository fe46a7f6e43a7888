import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "../../src/fetch/client.ts";
import { get } from "../../src/fetch/lead.ts";
import { Road, type RoadOptions } from "../../src/fetch/road.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
interface Host {
  readonly base: string;
  /** Every request with the time of its arrival and how many others were being answered. */
  readonly asked: { readonly path: string; readonly at: number; readonly beside: number }[];
}

const OPTIONS: RoadOptions = {
  agent: "gongkai",
  delay: 0,
  concurrency: 8,
  retries: 0,
  patience: 3,
  ignoreRobots: false,
};
const servers: Server[] = [];
let client: Client;
let busy = 0;
beforeEach(() => {
  client = new Client("gongkai", new Set(["127.0.0.1", "127.0.0.2", "localhost"]));
  busy = 0;
});
afterEach(async () => {
  await client.close();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server, address: string): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as AddressInfo).port;
}

/** A host; paths without a handler say their own name, and there is no robots.txt unless one is given. */
async function host(handlers: Readonly<Record<string, Handler>>, address = "127.0.0.1"): Promise<Host> {
  const asked: Host["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, at: Date.now(), beside: busy });
    busy += 1;
    response.once("close", () => {
      busy -= 1;
    });
    const handler = handlers[path];
    if (handler) handler(request, response);
    else response.writeHead(path === "/robots.txt" ? 404 : 200).end(path);
  });
  return { base: `http://${address}:${await listen(server, address)}`, asked };
}

const road = (options: Partial<RoadOptions> = {}, clock?: () => number) =>
  new Road(client, { ...OPTIONS, ...options }, clock ? { clock } : {});
const paths = ({ asked }: Host) => asked.map(({ path }) => path);
const say =
  (status: number, headers: Record<string, string | Buffer> = {}, body: string | Buffer = ""): Handler =>
  (_, response) => {
    response.writeHead(status, headers as Record<string, string>).end(body);
  };
const ask = async (way: Road, address: string): Promise<string> => {
  const answer = await way.ask(get(address), {});
  return "response" in answer ? `${answer.response.status}` : `${answer.outcome} ${answer.reason}`;
};

describe("robots.txt", () => {
  test.each([
    ["there is none", say(404), "200"],
    ["it is forbidden", say(403), "200"],
    ["the server fails", say(503), "failed robots-unreachable"],
    [
      "the connection breaks",
      ((request) => request.socket.destroy()) as Handler,
      "failed robots-unreachable",
    ],
    ["it allows", say(200, {}, "User-agent: *\nDisallow: /other"), "200"],
    ["it forbids", say(200, {}, "User-agent: *\nDisallow: /page"), "skipped robots"],
    [
      "it forbids this robot",
      say(200, {}, "User-agent: *\nAllow: /\n\nUser-agent: GongKai\nDisallow: /"),
      "skipped robots",
    ],
    ["the longer rule allows", say(200, {}, "User-agent: *\nDisallow: /\nAllow: /page$"), "200"],
    [
      "it is packed",
      say(200, { "content-encoding": "gzip" }, gzipSync("\ufeffUser-agent: *\nDisallow: /page")),
      "skipped robots",
    ],
    ["it leads round and round", say(302, { location: "/robots.txt" }), "200"],
  ])("%s", async (_, handler, outcome) => {
    const site = await host({ "/robots.txt": handler });
    expect(await ask(road(), `${site.base}/page`)).toBe(outcome);
    expect(paths(site).includes("/page")).toBe(outcome === "200");
  });

  test("a redirect of it is followed, to another host too", async () => {
    const other = await host({ "/r.txt": say(200, {}, "User-agent: *\nDisallow: /page") }, "127.0.0.2");
    const site = await host({ "/robots.txt": say(301, { location: `${other.base}/r.txt` }) });
    expect(await ask(road(), `${site.base}/page`)).toBe("skipped robots");
  });

  test("it is asked for once, again after a day, and sooner where it could not be had", async () => {
    let status = 503;
    const site = await host({ "/robots.txt": (_, response) => response.writeHead(status).end() });
    let now = 0;
    const way = road({ patience: 99 }, () => now);
    const minutes = async (count: number) => {
      now += count * 60_000;
      return ask(way, `${site.base}/page`);
    };
    expect(await minutes(0)).toBe("failed robots-unreachable");
    expect(await minutes(1)).toBe("failed robots-unreachable");
    status = 404;
    expect(await minutes(11)).toBe("200");
    expect(await minutes(23 * 60)).toBe("200");
    expect(paths(site).filter((path) => path === "/robots.txt")).toHaveLength(2);
    expect(await minutes(2 * 60)).toBe("200");
    expect(paths(site).filter((path) => path === "/robots.txt")).toHaveLength(3);
  });

  test("every host on the way is asked", async () => {
    const closed = await host({ "/robots.txt": say(200, {}, "User-agent: *\nDisallow: /") }, "127.0.0.2");
    const site = await host({ "/page": say(302, { location: `${closed.base}/page` }) });
    expect(await ask(road(), `${site.base}/page`)).toBe("skipped robots");
    expect(paths(closed)).toEqual(["/robots.txt"]);
  });
});

describe("pace", () => {
  test("one thing at a time for each address, however many hosts stand there", async () => {
    const slow: Handler = (_, response) => setTimeout(() => response.end("x"), 20);
    const handlers = Object.fromEntries(["/1", "/2", "/3"].map((path) => [path, slow]));
    const sites = [await host(handlers), await host(handlers)];
    const way = road();
    await Promise.all(sites.flatMap(({ base }) => ["/1", "/2", "/3"].map((path) => ask(way, base + path))));
    expect(sites.flatMap(({ asked }) => asked.map(({ beside }) => beside))).toEqual(new Array(8).fill(0));
  });

  test("the delay that a host asks for is kept", async () => {
    const site = await host({ "/robots.txt": say(200, {}, "User-agent: *\nCrawl-delay: 0.3") });
    const way = road();
    await Promise.all(["/1", "/2", "/3"].map((path) => ask(way, site.base + path)));
    const [, first, second, third] = site.asked.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(290);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(290);
  });

  test("a host that says for how long is not asked for anything before", async () => {
    let count = 0;
    const site = await host({
      "/busy": (_, response) => {
        count += 1;
        response.writeHead(count === 1 ? 429 : 200, { "retry-after": "1" }).end();
      },
    });
    const way = road({ retries: 1 });
    expect(await Promise.all([ask(way, `${site.base}/busy`), ask(way, `${site.base}/else`)])).toEqual([
      "200",
      "200",
    ]);
    const [, busyAt, ...later] = site.asked.map(({ at }) => at);
    for (const at of later) expect(at - (busyAt ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test("one that says a long time rests, without a request, and is asked again after it", async () => {
    let status = 503;
    const site = await host({
      "/busy": (_, response) => response.writeHead(status, { "retry-after": "3600" }).end(),
    });
    let now = 1000;
    const way = road({ retries: 3 }, () => now);
    expect(await ask(way, `${site.base}/busy`)).toBe("failed status-503");
    expect(await ask(way, `${site.base}/else`)).toBe("failed host-rests");
    now += 3_599_000;
    expect(await ask(way, `${site.base}/else`)).toBe("failed host-rests");
    expect(paths(site)).toEqual(["/robots.txt", "/busy"]);
    now += 2000;
    status = 200;
    expect(await ask(way, `${site.base}/busy`)).toBe("200");
  });

  test("a date is a time to wait for as well", async () => {
    const site = await host({ "/busy": say(503, { "retry-after": "Thu, 01 Jan 1970 01:00:00 GMT" }) });
    let now = 0;
    const way = road({}, () => now);
    await ask(way, `${site.base}/busy`);
    now = 3_599_000;
    expect(await ask(way, `${site.base}/else`)).toBe("failed host-rests");
    now = 3_600_001;
    expect(await ask(way, `${site.base}/else`)).toBe("200");
  });

  test("failing pages are no failing host; a host that does not answer is left alone", async () => {
    const failing = Object.fromEntries(["/1", "/2", "/3", "/4", "/5"].map((path) => [path, say(500)]));
    const site = await host(failing);
    const way = road();
    for (const path of Object.keys(failing))
      expect(await ask(way, site.base + path)).toBe("failed status-500");
    expect(await ask(way, `${site.base}/page`)).toBe("200");

    const broken = await host(
      Object.fromEntries(["/1", "/2", "/3"].map((path) => [path, (request) => request.socket.destroy()])),
      "127.0.0.2",
    );
    for (const path of ["/1", "/2", "/3"]) expect(await ask(way, broken.base + path)).toBe("failed reset");
    expect(await ask(way, `${broken.base}/page`)).toBe("failed host-rests");
    expect(paths(broken)).not.toContain("/page");
  });
});

describe("on the wire", () => {
  test.each([
    ["UTF-8", Buffer.from("/年报")],
    ["GBK", iconv.encode("/年报", "gbk")],
  ])("raw bytes of %s in a redirect are taken as they come", async (_, bytes) => {
    const encoded = [...bytes].map((byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
    );
    const server = createSocketServer((socket) => {
      socket.once("data", (data) => {
        if (data.toString("latin1").startsWith("GET /robots.txt"))
          socket.end("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n");
        else if (data.toString("latin1").startsWith(`GET ${encoded.join("")} `))
          socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        else
          socket.end(
            Buffer.concat([
              Buffer.from("HTTP/1.1 302 Found\r\nlocation: "),
              bytes,
              Buffer.from("\r\ncontent-length: 0\r\n\r\n"),
            ]),
          );
      });
    });
    const port = await listen(server, "127.0.0.1");
    expect(await ask(road(), `http://127.0.0.1:${port}/start`)).toBe("200");
  });

  test("faults have names", async () => {
    const garbage = await listen(
      createSocketServer((socket) => socket.once("data", () => socket.end("this is no answer\r\n\r\n"))),
      "127.0.0.1",
    );
    const site = await host({});
    const way = road({ ignoreRobots: true, patience: 99 });
    expect(await ask(way, `http://127.0.0.1:${garbage}/`)).toBe("failed parser");
    expect(await ask(way, site.base.replace("http:", "https:"))).toBe("failed tls");
    expect(await ask(way, "http://10.0.0.1/")).toBe("skipped refused");
  });

  test("a redirect to an address that is not public is refused", async () => {
    const site = await host({ "/trap": say(302, { location: "http://169.254.169.254/" }) });
    expect(await ask(road(), `${site.base}/trap`)).toBe("skipped refused");
  });
});
