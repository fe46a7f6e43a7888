// The addresses of the review page. Everything lies below the token of this start; nothing here leaves the machine.
// Must not know how anything is made.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AuditSession } from "../audit/session.ts";
import { CELL_STATES, REASONS, STATUSES } from "../model/codes.ts";
import { DOUBTS } from "../model/doubts.ts";
import { nextCell } from "./blind.ts";
import { type Desk, NotShown } from "./desk.ts";
import { guard, pagePolicy, SOURCE_POLICY } from "./guard.ts";
import { keepSample } from "./keep-sample.ts";
import type { CodesAnswer, DecisionsSent } from "./wire.ts";

const require = createRequire(import.meta.url);
const packageAt = (name: string) => dirname(require.resolve(`${name}/package.json`));
/** Built with the package, also when this runs from source. */
const PAGE = fileURLToPath(new URL("../../dist/review/page/", import.meta.url));

/** Folders that the page may load from. */
const FOLDERS: Readonly<Record<string, string>> = {
  page: PAGE,
  preact: packageAt("preact"),
  pdfjs: packageAt("pdfjs-dist"),
};

const TYPES: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.m?js$/, "text/javascript; charset=utf-8"],
  [/\.css$/, "text/css; charset=utf-8"],
  [/\.wasm$/, "application/wasm"],
];

const MOST_SENT = 4 * 1024 * 1024;

/** What the page is for. */
export interface Offered {
  readonly desk: Desk;
  /** The name that decisions are signed with unless another one is typed. */
  readonly by: string;
  readonly audit: AuditSession | null;
  /** Cells of an audit that two people type. */
  readonly twice: number;
  /** Folder where samples are kept. */
  readonly samples: string;
}

export function reviewApp(
  { desk, audit, by, twice, samples }: Offered,
  token: string,
  port: () => number,
): Hono {
  const app = new Hono();
  app.use("*", guard(token, port));
  app.onError(failed);
  const at = (path: string) => `/:token${path}`;
  app.get(at("/"), (c) => shell(c, token));
  app.get(at("/files/:folder/*"), (c) => file(c));
  const codes: CodesAnswer = {
    doubts: DOUBTS,
    states: CELL_STATES,
    statuses: STATUSES,
    reasons: REASONS,
    by,
    audit: audit !== null,
  };
  app.get(at("/api/codes"), (c) => c.json(codes));
  app.get(at("/api/queue"), async (c) => c.json(await desk.queue(askedBy(c))));
  app.get(at("/api/documents/:n"), async (c) => c.json(await desk.document(Number(c.req.param("n")))));
  app.post(at("/api/decisions"), bodyLimit({ maxSize: MOST_SENT }), async (c) => {
    const { n, decisions } = (await c.req.json()) as DecisionsSent;
    return c.json(await desk.decide(n, decisions));
  });
  app.post(at("/api/samples"), bodyLimit({ maxSize: MOST_SENT }), async (c) =>
    c.json(await keepSample(desk, samples, await c.req.json())),
  );
  if (audit) {
    const coder = (c: Context) => (c.req.query("by") ?? by).slice(0, 200);
    const next = async (c: Context) => c.json(await nextCell(desk, audit, coder(c), twice));
    app.get(at("/api/audit"), next);
    app.post(at("/api/audit"), bodyLimit({ maxSize: MOST_SENT }), async (c) => {
      audit.type({ ...((await c.req.json()) as object), when: new Date().toISOString() });
      return next(c);
    });
    app.post(at("/api/audit/back"), bodyLimit({ maxSize: MOST_SENT }), (c) => {
      audit.takeBack(coder(c), new Date());
      return next(c);
    });
  }
  app.get(at("/source/:n"), (c) => source(c, desk));
  app.get(at("/bytes/:n"), async (c) => {
    const { bytes } = await desk.original(Number(c.req.param("n")));
    return c.body(Uint8Array.from(bytes).buffer, 200, { "Content-Type": "application/octet-stream" });
  });
  return app;
}

function failed(error: Error, c: Context): Response {
  c.header("Content-Security-Policy", SOURCE_POLICY);
  return c.text(error.message, error instanceof NotShown ? 404 : 400);
}

function askedBy(c: Context) {
  const text = (name: string) => (c.req.query(name) ?? "").slice(0, 200);
  const number = (name: string, most: number, otherwise: number) =>
    Math.min(most, Math.max(0, Math.trunc(Number(c.req.query(name) ?? otherwise)) || 0));
  return {
    status: text("status"),
    doubt: text("doubt"),
    year: text("year"),
    text: text("text"),
    open: c.req.query("open") === "1",
    offset: number("offset", 1e9, 0),
    limit: number("limit", 500, 50),
  };
}

async function source(c: Context, desk: Desk): Promise<Response> {
  const n = Number(c.req.param("n"));
  const key = c.req.query("cell");
  const cell = key === undefined ? null : desk.cell(n, key);
  const page = await desk.page(n, cell?.at ?? null, cell?.raw ?? "", c.req.query("seen") === "1");
  return c.html(page, 200, { "Content-Security-Policy": SOURCE_POLICY });
}

async function file(c: Context): Promise<Response> {
  const folder = FOLDERS[c.req.param("folder") ?? ""];
  const [, name = ""] = c.req.path.split(/\/files\/[^/]+\//);
  const path = folder === undefined ? "" : join(folder, normalize(`/${decodeURIComponent(name)}`));
  const type = TYPES.find(([ending]) => ending.test(path))?.[1] ?? "application/octet-stream";
  try {
    const bytes = await readFile(path);
    return c.body(Uint8Array.from(bytes).buffer, 200, {
      "Content-Type": type,
      "Cache-Control": "max-age=3600",
    });
  } catch {
    throw new NotShown("there is no such file");
  }
}

const MODULES = {
  preact: "dist/preact.mjs",
  "preact/hooks": "hooks/dist/hooks.mjs",
  "preact/jsx-runtime": "jsx-runtime/dist/jsxRuntime.mjs",
};

function shell(c: Context, token: string): Response {
  const nonce = randomBytes(16).toString("base64");
  const base = `/${token}/files`;
  const imports = Object.fromEntries(
    Object.entries(MODULES).map(([name, path]) => [name, `${base}/preact/${path}`]),
  );
  const page = `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>gongkai review</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports })}</script>
<script type="module" src="${base}/page/main.js"></script>
</head><body><div id="app"></div></body></html>`;
  return c.html(page, 200, { "Content-Security-Policy": pagePolicy(nonce) });
}
