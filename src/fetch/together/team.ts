// One of several workers on one archive: which hosts are its own at the time, which of the given addresses it takes, and what
// the others have had already. Must not know how anything is asked or kept.
import { linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { writeWhole } from "../../store/checked-file.ts";
import { writeError } from "../../store/write-error.ts";
import { type Entry, wasHad } from "../entry.ts";
import type { RoadClaims } from "../road.ts";
import { CLAIM_TIMES, Claims, type ClaimTimes, Life } from "./claims.ts";
import { Others, workersOf } from "./others.ts";

/** A host that was just asked is kept for so many looks of others: there is mostly more to ask. */
const LINGERS = 0.5;

type Begin = (addresses: readonly string[]) => Promise<boolean>;

export class Team implements RoadClaims {
  private readonly life: Life;
  private readonly hosts: Claims;
  private readonly seeds: Claims;
  private readonly others: Others;
  private readonly idling = new Map<string, NodeJS.Timeout>();
  /** When the run that all take part in began. */
  private readonly began: string;

  constructor(
    folder: string,
    worker: string,
    private readonly times: ClaimTimes = CLAIM_TIMES,
  ) {
    const place = claimsOf(folder);
    this.life = new Life(join(place, "alive"), worker, times);
    this.hosts = new Claims(join(place, "hosts"), this.life);
    this.seeds = new Claims(join(place, "seeds"), this.life);
    this.others = new Others(folder, join(workersOf(folder), worker));
    this.began = beganAt(place, worker);
    this.life.begin();
    this.others.refresh();
  }

  /** How an address stands with the others. */
  known(url: string): Entry | undefined {
    return this.others.get(url);
  }

  /** True for what another one has had in this run. */
  isHad(url: string): boolean {
    const entry = this.others.get(url);
    return entry !== undefined && wasHad(entry) && entry.at >= this.began;
  }

  async hold(address: string, stop: AbortSignal): Promise<void> {
    clearTimeout(this.idling.get(address));
    this.idling.delete(address);
    const isHeld = this.hosts.holds(address);
    while (this.hosts.take(address) !== "mine")
      await setTimeout(this.times.poll, undefined, { signal: stop });
    if (!isHeld) this.others.refresh();
  }

  idle(address: string): void {
    clearTimeout(this.idling.get(address));
    const timer = globalThis.setTimeout(() => this.hosts.release(address), this.times.poll * LINGERS);
    this.idling.set(address, timer);
  }

  /**
   * Takes groups of addresses that nobody has, a few at a time, until all are done, whoever did them.
   * @param most groups at a time: what cannot be asked yet is left to others
   * @param begin does a group to its end; false where it was left
   */
  async share(
    groups: ReadonlyMap<string, readonly string[]>,
    most: number,
    begin: Begin,
    isStopped: () => boolean,
  ): Promise<void> {
    const open = new Map(groups);
    const running = new Set<Promise<void>>();
    while (open.size > 0 && !isStopped()) {
      const name = running.size < most ? this.next(open) : null;
      const addresses = name === null ? undefined : groups.get(name);
      if (name === null || addresses === undefined) {
        if (open.size > 0) await Promise.race([setTimeout(this.times.poll), ...running]);
        continue;
      }
      this.others.refresh();
      const one: Promise<void> = this.run(name, addresses, begin).finally(() => running.delete(one));
      running.add(one);
      await setImmediate();
    }
    await Promise.all(running);
  }

  /** A group that is this one's now; what is done is struck off. */
  private next(open: Map<string, readonly string[]>): string | null {
    for (const name of open.keys()) {
      const state = this.seeds.take(name);
      if (state !== "taken") open.delete(name);
      if (state === "mine") return name;
    }
    return null;
  }

  private async run(name: string, addresses: readonly string[], begin: Begin): Promise<void> {
    if (await begin(addresses)) this.seeds.finish(name);
    else this.seeds.release(name);
  }

  /** Lets go of everything. */
  end(): void {
    for (const [address, timer] of this.idling) {
      clearTimeout(timer);
      this.hosts.release(address);
    }
    this.life.end();
  }
}

export function claimsOf(folder: string): string {
  return join(workersOf(folder), ".claims");
}

/** The first one says when the run began: with a whole file, as an empty one would say that all was had in this run. @throws WriteError */
function beganAt(place: string, worker: string): string {
  mkdirSync(place, { recursive: true });
  const file = join(place, "began");
  const own = `${file}.${encodeURIComponent(worker)}`;
  writeWhole(own, new Date().toISOString());
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw writeError(file, error);
  } finally {
    rmSync(own);
  }
  return readFileSync(file, "utf8");
}
