// The hosts of a run, and the addresses behind them: how each stands, and what waits for it.
// Must not know requests.
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import PQueue from "p-queue";

/** How things stand with a host, for people. */
export interface HostView {
  readonly host: string;
  readonly done: number;
  readonly waiting: number;
  /** Milliseconds until it is asked again. */
  readonly pause: number;
  readonly rests: boolean;
}

/** One address behind hosts: it is asked one thing at a time. */
export interface Lane {
  readonly address: string;
  readonly queue: PQueue;
  /** When it may be asked again, in milliseconds of the clock. */
  next: number;
}

export interface Host {
  readonly name: string;
  readonly lane: Promise<Lane>;
  /** Faults of the wire in a row. */
  faults: number;
  done: number;
  waiting: number;
  /** Told by the host itself: until then it is not asked. */
  restsUntil: number;
}

export class Hosts {
  private readonly hosts = new Map<string, Host>();
  private readonly lanes = new Map<string, Lane>();

  /** @param patience faults in a row after which a host is left alone */
  constructor(
    private readonly patience: number,
    private readonly clock: () => number,
  ) {}

  of({ host: name, hostname }: URL): Host {
    const known = this.hosts.get(name);
    if (known) return known;
    const host: Host = { name, lane: this.laneOf(hostname), faults: 0, done: 0, waiting: 0, restsUntil: 0 };
    this.hosts.set(name, host);
    return host;
  }

  isResting(host: Host): boolean {
    return host.faults >= this.patience || host.restsUntil > this.clock();
  }

  /** Hosts with something to do, those with the most first. */
  views(): HostView[] {
    return [...this.hosts.values()]
      .map((host) => ({
        host: host.name,
        done: host.done,
        waiting: host.waiting,
        pause: Math.max(0, host.restsUntil - this.clock()),
        rests: this.isResting(host),
      }))
      .filter(({ waiting }) => waiting > 0)
      .sort((a, b) => b.waiting - a.waiting);
  }

  /** Hosts behind one address share a lane, whatever they are called. */
  private async laneOf(hostname: string): Promise<Lane> {
    const bare = hostname.replace(/^\[|\]$/g, "");
    const address = isIP(bare) === 0 ? await addressOf(bare) : bare;
    const known = this.lanes.get(address);
    if (known) return known;
    const lane: Lane = { address, queue: new PQueue({ concurrency: 1 }), next: 0 };
    this.lanes.set(address, lane);
    return lane;
  }
}

/** The first address of a host; its name where it has none, which the request itself will tell. */
async function addressOf(hostname: string): Promise<string> {
  try {
    return (await lookup(hostname)).address;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return hostname;
  }
}
