// Who may ask the review server: a page that it served itself, on this machine, with the token of this start.
// Must not know what is asked for.
import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/**
 * Shown sources run nothing and ask for nothing. They are of this origin only for the page that shows them, which measures and scrolls
 * them: without `allow-scripts` no script is ever theirs.
 */
export const SOURCE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin";

export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    // The pictures in old PDF files are unpacked by WebAssembly.
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** @param port that the server listens on, known once it does */
export function guard(token: string, port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const host = c.req.header("host") ?? "";
    // Another name that was made to lead here is a page of someone else.
    if (!hosts.includes(host)) return c.text("wrong host", 421);
    if (!isSame(c.req.path.split("/")[1] ?? "", token)) return c.text("not found", 404);
    const isWrite = c.req.method !== "GET" && c.req.method !== "HEAD";
    const isJson = c.req.header("content-type")?.startsWith("application/json") === true;
    if (isWrite && (c.req.header("origin") !== `http://${host}` || !isJson))
      return c.text("wrong origin", 403);
    const from = c.req.header("sec-fetch-site");
    if (from !== undefined && from !== "same-origin" && from !== "none") return c.text("wrong site", 403);
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Cross-Origin-Opener-Policy", "same-origin");
    if (c.res.headers.get("Cache-Control") === null) c.header("Cache-Control", "no-store");
    if (c.res.headers.get("Content-Security-Policy") === null)
      c.header("Content-Security-Policy", SOURCE_POLICY);
    return undefined;
  };
}

function isSame(told: string, token: string): boolean {
  const [a, b] = [Buffer.from(told), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
