// Starts and stops the server of the review page, on this machine only. Must not know what it serves.
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { userInfo } from "node:os";
import { serve } from "@hono/node-server";
import type { AuditSession } from "../audit/session.ts";
import { reviewApp } from "./app.ts";
import { Desk, type DeskOptions } from "./desk.ts";

export interface Served {
  /** With the token that lets its holder in. */
  readonly address: string;
  close(): Promise<void>;
}

export interface ServeOptions extends DeskOptions {
  /** By whom decisions are made, unless the page is told otherwise; the account's name when left out. */
  readonly by?: string;
  /** Cells are typed blind, and nothing is decided. */
  readonly audit?: AuditSession;
  readonly twice?: number;
  /** Folder where samples are kept; `samples` below the folder of the program's start when left out. */
  readonly samples?: string;
}

/** @param port 0 for any that is free */
export async function serveReview(options: ServeOptions, port = 0): Promise<Served> {
  const desk = await Desk.open(options);
  const token = randomBytes(24).toString("base64url");
  let bound = port;
  const { by = userInfo().username, audit = null, twice = 0, samples = "samples" } = options;
  const app = reviewApp({ desk, by, audit, twice, samples }, token, () => bound);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info: AddressInfo) => {
      bound = info.port;
      resolve({
        address: `http://127.0.0.1:${bound}/${token}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
    server.once("error", reject);
  });
}
