// Draws pages as people see them, one after the other, each in a profile of its own: until it rests, and then, as often as it
// has a control for that, its further parts.
// Must not know robots, archives or any wording.
import type { BrowserContext, Browser as Chromium, Page } from "playwright-core";
import { routeOf } from "../canonical.ts";
import type { Response } from "../response.ts";
import { type Answering, Desk } from "./desk.ts";
import { startBrowser } from "./engine.ts";
import {
  click,
  goBack,
  isWaiting,
  lookOf,
  markupOf,
  PREPARE,
  type Usable,
  usablesOf,
  wantedOf,
} from "./in-page.ts";

/** What came of a page: how it looked, part after part, and where it would have gone. */
export interface Drawn {
  /** Markup without scripts, of the page itself first. */
  readonly parts: readonly string[];
  /** What was used to learn where it leads, by what it says; null where it led nowhere. */
  readonly opened: readonly (readonly [text: string, address: string | null])[];
  /** Where the page would have gone by itself. */
  readonly moved: string | null;
}

/** Says what of a page is to be used. */
export interface Guide {
  /** The control that leads to the part of a number; null where there is none. */
  next(usable: readonly Usable[], number: number): number | null;
  /** What has to be used for its address to be known. */
  entries(usable: readonly Usable[]): readonly number[];
}

/** `browser-crash`, `browser-timeout`: it did not live to the end. `challenge`: it is shown only to those who pass a test. */
export type DrawFault = "browser-crash" | "browser-timeout" | "challenge";

/** Milliseconds of the page's own clock that pass before it is looked at again, and of ours. */
const STEP = 1000;
const PAUSE = 20;
/** Looks in a row at which nothing moved; and looks at all, for pages that never rest. */
const QUIET = 2;
const MOST_LOOKS = 40;
/** Further parts of one page, and entries of one part that are used. */
const MOST_PARTS = 60;
const MOST_ENTRIES = 60;
/** Pages after which the browser is begun anew: what it holds on to is let go. */
const PAGES_PER_START = 50;

export interface BrowserLimits {
  /** For one step within the browser; waiting for servers does not count. */
  readonly milliseconds: number;
  /** That the scripts of a page may hold. */
  readonly megabytes: number;
}

export const BROWSER_LIMITS: BrowserLimits = { milliseconds: 20_000, megabytes: 512 };

class Fault extends Error {
  constructor(readonly kind: DrawFault) {
    super(kind);
  }
}

export class Browser {
  private engine: Promise<Chromium> | null = null;
  private pages = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param executable null for the one that is installed */
  constructor(
    private readonly executable: string | null,
    private readonly agentName: string,
    private readonly limits: BrowserLimits = BROWSER_LIMITS,
  ) {}

  /** @throws BrowserError where there is none, or none that starts */
  async ready(): Promise<void> {
    await this.started();
  }

  /**
   * @param main the page as it came, which is not asked for again
   * @param address the one that it goes by, with what its scripts take for a place in it
   */
  draw(main: Response, address: string, answering: Answering, guide: Guide): Promise<Drawn | DrawFault> {
    const drawn = this.turn.then(() => this.drawNow(main, address, answering, guide));
    this.turn = drawn.catch(() => undefined);
    return drawn;
  }

  async close(): Promise<void> {
    const engine = await this.engine?.catch(() => null);
    this.engine = null;
    await engine?.close();
  }

  private async drawNow(
    main: Response,
    address: string,
    answering: Answering,
    guide: Guide,
  ): Promise<Drawn | DrawFault> {
    const engine = await this.started();
    const context = await engine.newContext({
      userAgent: this.agentName,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      acceptDownloads: false,
      serviceWorkers: "block",
    });
    let isBroken = false;
    try {
      return await new Drawing(context, guide, this.limits.milliseconds).of(main, address, answering);
    } catch (error) {
      isBroken = !(error instanceof Fault) || error.kind !== "challenge";
      if (error instanceof Fault) return error.kind;
      // Whatever it says of a page that is gone: the page did not live.
      return "browser-crash";
    } finally {
      if (isBroken || this.pages >= PAGES_PER_START) await this.renew(engine);
      else await context.close();
    }
  }

  private started(): Promise<Chromium> {
    this.engine ??= startBrowser(this.executable, this.limits.megabytes);
    this.pages += 1;
    return this.engine;
  }

  /** One that hangs does not close by itself in time. */
  private async renew(engine: Chromium): Promise<void> {
    this.engine = null;
    this.pages = 0;
    await within(engine.close(), this.limits.milliseconds).catch(() => undefined);
  }
}

/** One page while it is drawn. */
class Drawing {
  private readonly parts: string[] = [];
  private readonly opened: (readonly [string, string | null])[] = [];
  private crashed = false;

  constructor(
    private readonly context: BrowserContext,
    private readonly guide: Guide,
    private readonly milliseconds: number,
  ) {}

  async of(main: Response, address: string, answering: Answering): Promise<Drawn> {
    const page = await this.context.newPage();
    page.on("crash", () => {
      this.crashed = true;
    });
    const desk = await Desk.of(this.context, page, main, answering);
    await page.addInitScript(PREPARE);
    await page.clock.install();
    const url = main.url + routeOf(new URL(address));
    await page.goto(url, { waitUntil: "commit", timeout: this.milliseconds });
    await this.rest(page, desk);
    this.parts.push(await this.step(markupOf(page)));
    const moved = desk.wentTo.splice(0)[0] ?? null;
    if (moved === null) await this.use(page, desk);
    return { parts: this.parts, opened: this.opened, moved };
  }

  private async use(page: Page, desk: Desk): Promise<void> {
    for (let number = 2; number <= MOST_PARTS; number += 1) {
      if (!(await this.open(page, desk))) return;
      const before = this.parts.at(-1);
      const control = this.guide.next(await this.step(usablesOf(page)), number);
      if (control === null) return;
      await this.step(click(page, control));
      await this.rest(page, desk);
      const markup = await this.step(markupOf(page));
      if (markup === before || this.parts.includes(markup)) return;
      this.parts.push(markup);
    }
  }

  /** Uses entries that only say what they are, to learn where they lead. False where the page did not come back. */
  private async open(page: Page, desk: Desk): Promise<boolean> {
    const usable = await this.step(usablesOf(page));
    for (const at of this.guide.entries(usable).slice(0, MOST_ENTRIES)) {
      const here = page.url();
      const said = usable[at]?.text ?? "";
      await this.step(click(page, at));
      await this.rest(page, desk);
      const asked = [...desk.wentTo.splice(0), ...(await this.step(wantedOf(page)))];
      if (page.url() !== here) {
        asked.push(page.url());
        await this.step(goBack(page));
        await this.rest(page, desk);
      }
      this.opened.push([said, asked[0] ?? null]);
      // A page that does not come back is not to be used any more.
      if (page.url() !== here) return false;
    }
    return true;
  }

  private step<T>(step: Promise<T>): Promise<T> {
    return within(step, this.milliseconds);
  }

  /** Until the page neither asks for anything nor changes, by its own clock. */
  private async rest(page: Page, desk: Desk): Promise<void> {
    let [before, quiet, patience] = ["", 0, this.milliseconds];
    for (let look = 0; look < MOST_LOOKS && quiet < QUIET; look += 1) {
      await desk.idle();
      // What its scripts have begun to ask for may be on its way to us, or never come.
      for (; patience > 0 && (await this.step(isWaiting(page))); patience -= PAUSE) {
        await page.waitForTimeout(PAUSE);
        await desk.idle();
      }
      await this.step(page.clock.runFor(STEP));
      await page.waitForTimeout(PAUSE);
      if (this.crashed) throw new Fault("browser-crash");
      if (desk.asksAgain) throw new Fault("challenge");
      const seen = await this.step(lookOf(page));
      const now = `${desk.count} ${seen}`;
      quiet = seen !== null && now === before ? quiet + 1 : 0;
      before = now;
    }
  }
}

async function within<T>(step: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault("browser-timeout")), milliseconds);
  });
  try {
    return await Promise.race([step, late]);
  } finally {
    clearTimeout(timer);
  }
}
