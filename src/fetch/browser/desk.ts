// What a page in the browser asks for: each request is handed on and answered with what comes of it, or given up. Nothing
// leaves the browser by another way.
// Must not know robots, archives or what is in pages.
import type { BrowserContext, Page, Request, Route } from "playwright-core";
import { scriptHeaders } from "../asks.ts";
import { withoutRoute } from "../canonical.ts";
import { type Ask, addressOf } from "../lead.ts";
import { charsetOf, type Response, unpackedBody } from "../response.ts";

/** Gets what a page asks for, by the rules that hold for whoever called for the page; null where it is not to be had. */
export type Answering = (ask: Ask) => Promise<Response | null>;

/** What a page is made of; pictures, styles, fonts and sounds say nothing of a list. */
const NEEDED: ReadonlySet<string> = new Set(["document", "script", "xhr", "fetch"]);
/** Requests of one page, all its parts together. */
const MOST_REQUESTS = 120;
/** Milliseconds from an answer to the page that it is given to. */
const LONGEST_WAY = 5000;
/** Of the body as it travelled, of who may read it, and of what the browser would do by itself. */
const NOT_HANDED_ON =
  /^(?:content-(?:encoding|length|security-policy.*|disposition)|transfer-encoding|connection|keep-alive|set-cookie|location|refresh|link|report-to|nel|alt-svc|clear-site-data|strict-transport-security)$/;

export class Desk {
  /** Requests begun since the page was opened. */
  count = 0;
  /** Where the page wanted to go, and windows that it wanted to open. */
  readonly wentTo: string[] = [];
  /** The page asks for itself again: who does so does not show it to everyone. */
  asksAgain = false;
  /** Requests that the page still waits for: an answer that was given takes its time to reach it. */
  private readonly pending = new Set<Request>();
  private wakes: (() => void)[] = [];
  private readonly known = new Map<string, Promise<Response | null>>();
  private opened = false;

  private constructor(
    private readonly page: Page,
    private readonly main: Response,
    private readonly answering: Answering,
  ) {}

  static async of(context: BrowserContext, page: Page, main: Response, answering: Answering): Promise<Desk> {
    const desk = new Desk(page, main, answering);
    await context.route("**/*", (route) => desk.take(route));
    await context.routeWebSocket("**/*", (socket) => socket.close());
    for (const event of ["requestfinished", "requestfailed"] as const)
      context.on(event as "requestfinished", (request) => desk.arrived(request));
    context.on("page", (other) => void other.close().catch(() => undefined));
    return desk;
  }

  /** Until nothing that was asked for is under way. */
  async idle(): Promise<void> {
    while (this.pending.size > 0) await new Promise<void>((resolve) => this.wakes.push(resolve));
  }

  private async take(route: Route): Promise<void> {
    const request = route.request();
    this.pending.add(request);
    try {
      await this.answer(route, request);
      // Of a frame that is gone nobody tells that the answer came.
      setTimeout(() => this.arrived(request), LONGEST_WAY).unref();
    } catch {
      // The page was closed, or left, meanwhile: nobody waits for the answer.
      this.arrived(request);
    }
  }

  private arrived(request: Request): void {
    if (!this.pending.delete(request)) return;
    for (const wake of this.wakes.splice(0)) wake();
  }

  private async answer(route: Route, request: Request): Promise<void> {
    if (this.isMove(request)) return this.move(route, request);
    const ask = NEEDED.has(request.resourceType()) ? askOf(request) : null;
    if (ask === null || this.count >= MOST_REQUESTS) return route.abort("blockedbyclient");
    this.count += 1;
    const response = await this.responseTo(ask);
    const body = response ? unpackedBody(response) : null;
    if (!response || !body) return route.abort("failed");
    // Redirects were followed on the way: a frame has to know where it is.
    if (request.resourceType() === "document" && response.url !== ask.url)
      return route.fulfill({ status: 200, contentType: "text/html", body: elsewhere(response.url) });
    const headers = response.headers.filter(([name]) => !NOT_HANDED_ON.test(name.toLowerCase()));
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(headers),
      body: Buffer.from(body),
    });
  }

  /** True for what would take the page away, or open another one. */
  private isMove(request: Request): boolean {
    if (!request.isNavigationRequest()) return false;
    // A window that is only being opened has no frame to name yet.
    const frame = frameOf(request);
    return frame === null || (frame.page() === this.page ? frame.parentFrame() === null : true);
  }

  private async move(route: Route, request: Request): Promise<void> {
    const isOwn = frameOf(request)?.page() === this.page;
    if (isOwn && !this.opened) {
      this.opened = true;
      const { main } = this;
      const headers = main.headers
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(([name]) => !NOT_HANDED_ON.test(name));
      const body = Buffer.from(unpackedBody(main) ?? new Uint8Array());
      // Its charset is not always the one that is told, or told at all.
      const type = { "content-type": `text/html; charset=${charsetOf(main)}` };
      return route.fulfill({ status: 200, headers: { ...Object.fromEntries(headers), ...type }, body });
    }
    const url = request.url();
    if (isOwn && withoutRoute(url) === this.main.url) this.asksAgain = true;
    else if (request.method() === "GET") this.wentTo.push(url);
    return route.abort("aborted");
  }

  /** Asked for once a page: what it asks for again did not change meanwhile. */
  private responseTo(ask: Ask): Promise<Response | null> {
    const key = addressOf(ask);
    const known = this.known.get(key) ?? this.answering(ask);
    this.known.set(key, known);
    return known;
  }
}

function frameOf(request: Request): ReturnType<Request["frame"]> | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

/** Null for what no page needs to show a list: other methods, other schemes. */
function askOf(request: Request): Ask | null {
  const [method, url] = [request.method(), request.url()];
  if ((method !== "GET" && method !== "POST") || !/^https?:/.test(url)) return null;
  const said = request.headers();
  const headers = scriptHeaders(Object.entries(said));
  const posted =
    method === "POST"
      ? { body: request.postData() ?? "", bodyType: said["content-type"] ?? null }
      : { body: null, bodyType: null };
  return { url, method, ...posted, inPlace: true, ...headers };
}

function elsewhere(url: string): string {
  return `<script>location.replace(${JSON.stringify(url).replaceAll("<", "\\u003c")})</script>`;
}
