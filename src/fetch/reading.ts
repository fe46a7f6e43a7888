// How what came is read: one page after the other, where need be with the scripts of its site, or with the page that asked
// for it. Must not know how lists are followed, nor what is asked next.
import PQueue from "p-queue";
import { get, type Leads, type PageOrigin } from "./lead.ts";
import { LinkReader } from "./links.ts";
import { decodedBody, type Response } from "./response.ts";
import type { LinkRules, Years } from "./rules.ts";
import { type ScriptSource, Scripts } from "./scripts.ts";
import type { Task } from "./task.ts";
import { loadSandbox } from "./world.ts";

/** What is to be had of a page's surroundings. */
export interface Nearby {
  /** What is kept of an address; null where nothing is. */
  readonly kept: (url: string) => Response | null;
  readonly script: ScriptSource;
}

export class Reading {
  /** Ready by the time that the first page is there. */
  private readonly reader: Promise<LinkReader>;
  /** Between two pages the network is served. */
  private readonly turns = new PQueue({ concurrency: 1 });
  private readonly scripts: Scripts;

  constructor(
    rules: LinkRules,
    years: Years | null,
    private readonly nearby: Nearby,
  ) {
    this.scripts = new Scripts(nearby.script);
    this.reader = loadSandbox().then((engine) => new LinkReader(engine, rules, years));
  }

  /** What a page leads to; where it is not to be understood by itself, with the scripts of its site. */
  async leads(task: Task, response: Response): Promise<Leads> {
    const leads = await this.read(task, response);
    if (isUnclear(leads)) {
      const drawn = await this.drawn(task, response, leads);
      if (drawn) return drawn;
    }
    if (leads.scripts.length === 0) return leads;
    const scripts = await this.scripts.textsOf(leads.scripts, task.url);
    return scripts.size === 0 ? leads : this.read(task, response, scripts);
  }

  /** What the scripts of the page that asked for data make of it: entries without addresses get some. Null for what is no data. */
  private async drawn(task: Task, response: Response, leads: Leads): Promise<Leads | null> {
    const { page } = originOf(task);
    const kept = page === null ? null : this.nearby.kept(page);
    const text = kept ? decodedBody(response) : null;
    if (page === null || !kept || text === null) return null;
    const url = task.kind === "data" ? task.url : (task.list?.url ?? task.url);
    const reader = await this.reader;
    const origin = { ...originOf(task), ask: get(page), page: null };
    const drawn = await this.turns.add(() => reader.drawn(kept, origin, { url, text }));
    return withDrawn(leads, drawn);
  }

  private async read(task: Task, response: Response, scripts?: ReadonlyMap<string, string>): Promise<Leads> {
    const reader = await this.reader;
    return this.turns.add(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      const origin = originOf(task);
      const around = () => (origin.page === null ? null : this.nearby.kept(origin.page));
      return reader.leadsOf(response, origin, scripts, around);
    });
  }
}

function originOf(task: Task): PageOrigin {
  const part = task.kind === "part";
  return {
    ask: task.ask,
    kind: task.kind,
    context: task.context,
    inReport: task.inReport,
    part: task.part,
    page: task.kind === "data" ? task.from : part ? (task.list?.page ?? null) : null,
    before: part ? (task.list?.counted ?? 0) : 0,
    range: part ? (task.list?.range ?? null) : null,
    toldParts: part ? (task.list?.toldParts ?? null) : null,
  };
}

/** True for a list with entries that lead nowhere, for one that leads nowhere as a whole, and for an answer of which nothing is understood. */
function isUnclear({ list, links, soft, isDocument }: Leads): boolean {
  if (list === null) return false;
  const leadsNowhere = links.length === 0 && list.entries.every((entry) => entry.startsWith("#"));
  const isBare = leadsNowhere && soft === null && !isDocument;
  return list.unresolved.length > 0 || isBare;
}

/** Data with what is drawn of it: entries that lead somewhere are understood. */
function withDrawn(leads: Leads, { links }: Leads): Leads {
  const { list } = leads;
  if (!list || links.length === 0) return leads;
  const unresolved = list.unresolved.slice(links.length);
  const entries = [...list.entries, ...links.map(({ ask }) => ask.url)];
  return { ...leads, links: [...leads.links, ...links], list: { ...list, unresolved, entries } };
}
