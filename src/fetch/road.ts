// The rules of the road: robots.txt of every host on the way, one request at a time for each host and each address behind
// hosts, delays, waiting as long as a host says, leaving a host alone that does not answer.
// Must not know what is asked for, archives or pages.
import { setTimeout } from "node:timers/promises";
import PQueue from "p-queue";
import { withoutRoute } from "./canonical.ts";
import { type Client, FetchError, redirectOf } from "./client.ts";
import { type Host, Hosts, type HostView, type Lane } from "./hosts.ts";
import { type Ask, get } from "./lead.ts";
import { header, type Response } from "./response.ts";
import { ALL_ALLOWED, isExpired, type Robots, robotsOf } from "./robots.ts";

export interface RoadOptions {
  /** As robots.txt calls it. */
  readonly agent: string;
  /** Milliseconds between two requests to one host, unless its robots.txt asks for more. */
  readonly delay: number;
  /** Requests at a time, all hosts together. */
  readonly concurrency: number;
  readonly retries: number;
  /** Faults of the wire in a row after which a host is left alone for the rest of the run. */
  readonly patience: number;
  readonly ignoreRobots: boolean;
}

/** How an ask ended: with a response that is no redirect, or with a reason from a closed list. */
export type Answer =
  | { readonly response: Response; readonly hops: readonly Response[] }
  | { readonly outcome: "failed" | "skipped"; readonly reason: string; readonly hops: readonly Response[] };

/** One request and what came of it: a response, or a fault from a closed list. */
export interface Asked {
  readonly ask: Ask;
  readonly response: Response | null;
  readonly fault: string | null;
  readonly milliseconds: number;
}

export interface RoadHooks {
  readonly clock: () => number;
  readonly onAsked: (asked: Asked) => void;
  /** Where several work on one archive: an address is asked by those who hold it only. */
  readonly claims: RoadClaims | null;
}

export interface RoadClaims {
  /** Waits until the address behind hosts is this process's. Rejects where the wait is given up. */
  hold(address: string, stop: AbortSignal): Promise<void>;
  /** Nothing waits for the address at the time. */
  idle(address: string): void;
}

export const NO_HOOKS: RoadHooks = { clock: Date.now, onAsked: () => undefined, claims: null };

/** A host that asks for more is left alone, instead of making the run wait for it. */
const LONGEST_WAIT = 120_000;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Faults of the host; others are the page's. */
const HOST_FAULTS = new Set(["timeout", "dns", "tls", "reset", "network", "status-429", "status-503"]);
/** Ends that are nobody's failure. */
const SKIPPED = new Set(["robots", "refused", "had"]);
const MOST_HOPS = 8;
/** The standard asks for at least five. */
const MOST_ROBOTS_HOPS = 5;

export class Road {
  private readonly hosts: Hosts;
  private readonly robots = new Map<string, { readonly at: number; readonly rules: Promise<Robots> }>();
  private readonly slots: PQueue;
  private readonly stopping = new AbortController();
  private readonly hooks: RoadHooks;

  constructor(
    private readonly client: Client,
    private readonly options: RoadOptions,
    hooks: Partial<RoadHooks> = {},
  ) {
    this.hooks = { ...NO_HOOKS, ...hooks };
    this.hosts = new Hosts(options.patience, this.hooks.clock);
    this.slots = new PQueue({ concurrency: options.concurrency });
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Gives up what is under way and asks nothing more: everything ends as `stopped`. */
  stop(): void {
    this.stopping.abort();
  }

  /**
   * Asks, and follows redirects: every host on the way is asked for its robots.txt.
   * @param isHad tells, at the last moment, that another one has had it meanwhile
   */
  async ask(
    first: Ask,
    extra: Readonly<Record<string, string>>,
    isHad: () => boolean = () => false,
  ): Promise<Answer> {
    const hops: Response[] = [];
    let ask: Ask = { ...first, url: withoutRoute(first.url) };
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      const answer = await this.once(ask, hop === 0 ? extra : {}, hop === 0 ? isHad : () => false);
      if (typeof answer === "string") {
        const skipped = SKIPPED.has(answer);
        return { outcome: skipped ? "skipped" : "failed", reason: answer, hops };
      }
      const to = redirectOf(answer);
      if (to === null) return { response: answer, hops };
      hops.push(answer);
      ask = answer.status >= 307 ? movedTo(to, ask) : gone(to, ask);
    }
    return { outcome: "failed", reason: "redirects", hops };
  }

  hostViews(): HostView[] {
    return this.hosts.views();
  }

  private async once(
    ask: Ask,
    extra: Readonly<Record<string, string>>,
    isHad: () => boolean,
  ): Promise<Response | string> {
    const refused = this.refused(ask.url);
    if (refused) return refused;
    const url = new URL(ask.url);
    const host = this.hosts.of(url);
    host.waiting += 1;
    try {
      const lane = await host.lane;
      return (await lane.queue.add(async () => {
        if (!(await this.isHeld(lane))) return "stopped";
        const answer = isHad() ? "had" : await this.allowed(ask, extra, host, lane);
        if (lane.queue.size === 0) this.hooks.claims?.idle(lane.address);
        return answer;
      })) as Response | string;
    } finally {
      host.waiting -= 1;
      host.done += 1;
    }
  }

  private async isHeld({ address }: Lane): Promise<boolean> {
    try {
      await this.hooks.claims?.hold(address, this.stopping.signal);
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
    }
    return !this.isStopped;
  }

  private refused(address: string): string | null {
    try {
      this.client.check(address);
      return null;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      return error.kind;
    }
  }

  private async allowed(
    ask: Ask,
    extra: Readonly<Record<string, string>>,
    host: Host,
    lane: Lane,
  ): Promise<Response | string> {
    if (this.hosts.isResting(host)) return "host-rests";
    const robots = await this.robotsFor(new URL(ask.url).origin, host, lane);
    if (this.isStopped) return "stopped";
    if (!robots.reached) return this.hosts.isResting(host) ? "host-rests" : "robots-unreachable";
    if (!robots.allows(ask.url)) return "robots";
    return this.attempt(ask, extra, host, lane, (robots.delay ?? 0) * 1000);
  }

  /** Tries until there is an answer to go by; else says from a closed list why there is none. */
  private async attempt(
    ask: Ask,
    extra: Readonly<Record<string, string>>,
    host: Host,
    lane: Lane,
    asked: number,
  ): Promise<Response | string> {
    const pause = Math.max(this.options.delay, asked);
    for (let attempt = 0; ; attempt += 1) {
      await this.sleep(lane.next - this.hooks.clock());
      if (this.isStopped) return "stopped";
      let problem: string;
      let partial: Response | undefined;
      let wait = Math.min(Math.max(pause, 100) * 2 ** attempt * (1 + Math.random()), LONGEST_WAIT);
      try {
        const response = await this.slots.add(() => this.send(ask, extra));
        lane.next = this.hooks.clock() + pause;
        if (!AGAIN.has(response.status)) {
          host.faults = 0;
          return response;
        }
        problem = `status-${response.status}`;
        wait = Math.max(pause, this.retryAfter(response) ?? wait);
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        if (this.isStopped) return "stopped";
        ({ kind: problem, partial } = error);
        lane.next = this.hooks.clock() + pause;
        if (error.kind === "refused" || error.kind === "too-large") return problem;
      }
      // The host said until when, or has to be given time: whatever is asked next waits for it as well.
      if (wait > LONGEST_WAIT) host.restsUntil = this.hooks.clock() + wait;
      else lane.next = this.hooks.clock() + wait;
      if (attempt >= this.options.retries || wait > LONGEST_WAIT) {
        if (HOST_FAULTS.has(problem)) host.faults += 1;
        return partial ?? problem;
      }
    }
  }

  private async send(ask: Ask, extra: Readonly<Record<string, string>>): Promise<Response> {
    const started = Date.now();
    const tell = (response: Response | null, fault: string | null) =>
      this.hooks.onAsked({ ask, response, fault, milliseconds: Date.now() - started });
    try {
      const response = await this.client.send(ask, extra, this.stopping.signal);
      tell(response, null);
      return response;
    } catch (error) {
      if (error instanceof FetchError) tell(null, error.kind);
      throw error;
    }
  }

  private async robotsFor(origin: string, host: Host, lane: Lane): Promise<Robots> {
    if (this.options.ignoreRobots) return ALL_ALLOWED;
    const known = this.robots.get(origin);
    if (known && !isExpired(await known.rules, this.hooks.clock() - known.at)) return known.rules;
    const rules = this.fetchRobots(origin, host, lane);
    this.robots.set(origin, { at: this.hooks.clock(), rules });
    return rules;
  }

  private async fetchRobots(origin: string, host: Host, lane: Lane): Promise<Robots> {
    let address = `${origin}/robots.txt`;
    for (let hop = 0; hop <= MOST_ROBOTS_HOPS; hop += 1) {
      // A redirect to another host is asked here as well: its lane may wait for this one.
      const answer = await this.attempt(get(address), {}, host, lane, 0);
      if (typeof answer === "string") return robotsOf(origin, "fault", this.options.agent);
      const to = redirectOf(answer);
      if (to === null) return robotsOf(`${origin}/robots.txt`, answer, this.options.agent);
      address = to;
    }
    return robotsOf(origin, "redirects", this.options.agent);
  }

  private async sleep(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    try {
      await setTimeout(milliseconds, undefined, { signal: this.stopping.signal });
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
    }
  }

  /** Milliseconds that a server asks for, in seconds or as a date. */
  private retryAfter(response: Response): number | null {
    const text = header(response, "retry-after").trim();
    if (text === "") return null;
    const until = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - this.hooks.clock();
    return Number.isNaN(until) ? null : Math.max(0, until);
  }
}

/** A page elsewhere, as who was sent there asks for it. */
function gone(url: string, { from }: Ask): Ask {
  return from === undefined ? get(url) : { ...get(url), from };
}

/** The same ask elsewhere; what a script told one site in headers is not told to another. */
function movedTo(url: string, ask: Ask): Ask {
  const { headers, ...rest } = ask;
  const isSame = new URL(url).origin === new URL(ask.url).origin;
  return { ...rest, url, ...(isSame && headers ? { headers } : {}) };
}
