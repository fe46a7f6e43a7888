// Claims of several processes, on one machine or on several with a shared folder, each of which does a part of the same work.
// A claim is a file that only one can create; it ends when its owner lets go of it or gives no sign of life any more.
// Must not know what is claimed.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WriteError, writeError } from "../../store/write-error.ts";

export type Taken = "mine" | "taken" | "done";

export interface ClaimTimes {
  /** Milliseconds without a sign of life after which a worker's claims are free. */
  readonly expires: number;
  /** Milliseconds between two looks at what others have claimed. */
  readonly poll: number;
}

export const CLAIM_TIMES: ClaimTimes = { expires: 120_000, poll: 1000 };

/** A claim's file tells who has it, or how it ended. */
const FREE = "free";
const DONE = "done";
const OWNER = "by ";
/** Between a worker's name and what tells its lives apart. */
const LIFE = "~";
/** Signs of life in the time after which there has to be one. */
const BEATS = 4;

/** Who works together, and which of them are alive: each writes a file now and then, whose time the folder's own clock tells. */
export class Life {
  /** Who this is: what a worker of the same name claimed before it ended is nobody's. */
  readonly owner: string;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly folder: string,
    readonly worker: string,
    readonly times: ClaimTimes,
  ) {
    mkdirSync(folder, { recursive: true });
    this.owner = `${worker}${LIFE}${randomUUID()}`;
  }

  /** @throws WriteError */
  begin(): void {
    write(this.fileOf(this.worker), this.owner, "w");
    this.timer = setInterval(() => this.beat(), this.times.expires / BEATS);
    this.timer.unref();
  }

  end(): void {
    if (this.timer) clearInterval(this.timer);
    rmSync(this.fileOf(this.worker), { force: true });
  }

  isAlive(owner: string): boolean {
    const worker = owner.slice(0, owner.lastIndexOf(LIFE));
    if (readOr(this.fileOf(worker), "") !== owner) return false;
    const [one, own] = [this.fileOf(worker), this.fileOf(this.worker)].map(
      (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs,
    );
    if (one === undefined) return false;
    // Machines' clocks differ: times of the same file system are compared.
    this.beat();
    const beaten = statSync(this.fileOf(this.worker), { throwIfNoEntry: false })?.mtimeMs;
    const now = Math.max(own ?? 0, beaten ?? 0);
    return now - one < this.times.expires;
  }

  /** Written over what is there: a sign of life needs no room on the disk. */
  private beat(): void {
    try {
      writeFileSync(this.fileOf(this.worker), this.owner, { flag: "r+" });
    } catch {
      // Who gives no sign of life is taken for dead, and notices when it looks at what it had.
    }
  }

  private fileOf(worker: string): string {
    return join(this.folder, encodeURIComponent(worker));
  }
}

export class Claims {
  private readonly mine = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly life: Life,
  ) {}

  /** True for what is this one's, and was since it took it. */
  holds(name: string): boolean {
    const own = this.mine.get(name);
    // Whoever took it for dead has the next number.
    return own !== undefined && !existsSync(this.fileOf(name, own + 1));
  }

  /** Takes what nobody has, or only somebody who is gone. @throws WriteError */
  take(name: string): Taken {
    if (this.holds(name)) return "mine";
    this.mine.delete(name);
    const last = this.lastOf(name);
    const state = last === 0 ? FREE : readOr(this.fileOf(name, last), "");
    if (state === DONE) return "done";
    const owner = state.startsWith(OWNER) ? state.slice(OWNER.length) : null;
    if (owner === this.life.owner) return this.keep(name, last);
    if (state !== FREE && (owner === null ? this.isFresh(name, last) : this.life.isAlive(owner)))
      return "taken";
    return this.create(name, last + 1) ? this.keep(name, last + 1) : "taken";
  }

  /** Lets go of what is claimed: anyone may take it, also where this cannot be written, once its owner has gone. */
  release(name: string): void {
    try {
      this.end(name, FREE);
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
    }
  }

  /** What is done is never taken again. @throws WriteError */
  finish(name: string): void {
    this.end(name, DONE);
  }

  private end(name: string, how: string): void {
    const own = this.mine.get(name);
    this.mine.delete(name);
    if (own === undefined || existsSync(this.fileOf(name, own + 1))) return;
    write(this.fileOf(name, own), how, "w");
  }

  private create(name: string, number: number): boolean {
    mkdirSync(this.placeOf(name), { recursive: true });
    try {
      writeFileSync(this.fileOf(name, number), `${OWNER}${this.life.owner}`, { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw writeError(this.fileOf(name, number), error);
    }
    // One that looked long ago creates a number that is no longer the next one.
    return this.lastOf(name) === number;
  }

  private keep(name: string, number: number): Taken {
    this.mine.set(name, number);
    for (let before = number - 1; before > 0 && existsSync(this.fileOf(name, before)); before -= 1)
      rmSync(this.fileOf(name, before), { force: true });
    return "mine";
  }

  /** A file that is empty yet is being written. */
  private isFresh(name: string, number: number): boolean {
    const stat = statSync(this.fileOf(name, number), { throwIfNoEntry: false });
    return stat !== undefined && Date.now() - stat.mtimeMs < this.life.times.expires;
  }

  private lastOf(name: string): number {
    const place = this.placeOf(name);
    return existsSync(place) ? Math.max(0, ...readdirSync(place).map(Number)) : 0;
  }

  private placeOf(name: string): string {
    return join(this.folder, encodeURIComponent(name));
  }

  private fileOf(name: string, number: number): string {
    return join(this.placeOf(name), String(number));
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return otherwise;
  }
}

/** @throws WriteError */
function write(path: string, text: string, flag: string): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    throw writeError(path, error);
  }
}
