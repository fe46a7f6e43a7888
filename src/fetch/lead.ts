// What a page leads to, and what it tells of the list that it is a part of. Types shared by those who read pages and by
// the crawl. Must not know how either works.
import { jsonToQueryString } from "warcio";

/** What is asked of a server. */
export interface Ask {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** What is posted, and its type. */
  readonly body: string | null;
  readonly bodyType: string | null;
  /** A script asks for it, to put the answer into its page. */
  readonly inPlace?: true;
  /** What the script says in headers of its own, names in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The page that leads to it: servers give files out to those who come from there. */
  readonly from?: string;
}

/**
 * `report`, `file`: what is wanted. `list`: a page that lists reports, further away. `year`, `frame`, `data`: pieces of the
 * page itself, told by it under addresses of their own. `part`: the next part of the list. `moved`: the page is elsewhere.
 */
export type LinkKind =
  | "report"
  | "file"
  | "list"
  | "year"
  | "frame"
  | "data"
  | "part"
  | "moved"
  | "look-alike"
  | "other-year";

/** What is seen and left out: nothing leads on there. */
export const LEFT_OUT: ReadonlySet<string> = new Set(["look-alike", "other-year"] satisfies LinkKind[]);

export interface Link {
  readonly ask: Ask;
  readonly kind: LinkKind;
  /** The year that the link's own title names. */
  readonly year: number | null;
  /** What the link says. */
  readonly title: string;
  /** Asked when the first one brings nothing. */
  readonly otherwise: Ask | null;
}

/** How further records of a list are asked for by their range. */
export interface Range {
  readonly address: string;
  readonly method: "GET" | "POST";
  readonly size: number;
  readonly values: Readonly<Record<string, string>>;
  readonly otherwise: string | null;
}

/** What a list tells of its whole size; null where it tells nothing. */
export interface Told {
  readonly parts: number | null;
  readonly entries: number | null;
}

/** What one part of a list tells. */
export interface ListFacts {
  readonly family: string | null;
  readonly told: Told;
  /** Entries of this part where they can be counted, and not only guessed. */
  readonly counted: number | null;
  /** Keys of everything that this part leads to besides other parts: a part without new ones is no news. */
  readonly entries: readonly string[];
  /** Those of them that stand as entries do that lead to reports. */
  readonly placed: readonly string[];
  /** Controls that lead on and were not understood, and entries without an address. */
  readonly unresolved: readonly string[];
  /** A control whose next part is a guess: understood once that part brings news. */
  readonly guessed: string | null;
  /** Something that may lead to further parts, of which nothing shows what it does; null where there is none. */
  readonly mute: string | null;
  /** True where it was not read to its end. */
  readonly isCut: boolean;
  /** Parts after this one, by their numbers, where it shows their addresses. */
  readonly further: ReadonlyMap<number, Ask>;
  readonly range: Range | null;
  /** How many parts of the list these are, where it is not one. */
  readonly parts?: number;
}

export interface Leads {
  readonly links: readonly Link[];
  /** True when there is something to read, and not only links: what may be a report itself. */
  readonly isDocument: boolean;
  readonly list: ListFacts | null;
  /** True where the page, or what led to it, says that it is about reports. */
  readonly about: boolean;
  /** True where scripts have yet to bring what the page is there for. */
  readonly undrawn: boolean;
  /** What the page is called, and of which year it says it is. */
  readonly title: string;
  readonly year: number | null;
  /** What kind of nothing it holds; null for a page like any other. */
  readonly soft: string | null;
  /** Digest of what is to be read on it; null for what is no page. */
  readonly content: string | null;
  /** Addresses of scripts of the site that may say more of it; none where it is understood. */
  readonly scripts: readonly string[];
}

export const NO_LEADS: Leads = {
  links: [],
  isDocument: false,
  list: null,
  about: false,
  undrawn: false,
  title: "",
  year: null,
  soft: null,
  content: null,
  scripts: [],
};

/** What is known of a page before it is read. */
export interface PageOrigin {
  readonly ask: Ask;
  /** What led to it; `given` for what the user named. */
  readonly kind: LinkKind | "given";
  /** True where what led here says that it is about reports. */
  readonly context: boolean;
  /** True for pieces of a report: its frames and further pages. */
  readonly inReport: boolean;
  /** Which part of its list it is, from 1 on; how many entries the parts before it had; how its records are asked for. */
  readonly part: number;
  readonly before: number;
  /** The page that a script puts it into, whose addresses are then meant; null where it is one by itself. */
  readonly page: string | null;
  readonly range: Range | null;
  /** How many parts those before it told of; null where they told nothing. */
  readonly toldParts: number | null;
  /** It stands as a browser drew it: what turns it on was used already. */
  readonly drawn?: true;
}

/** An organ that a page names, and what it leads to. */
export interface Organ {
  readonly ask: Ask;
  readonly text: string;
  /** True for a choice of a form, which the page may be narrowed by. */
  readonly isChoice: boolean;
}

export function get(url: string): Ask {
  return { url, method: "GET", body: null, bodyType: null };
}

/** The address of an ask as archives write it: what is posted stands in the query. */
export function addressOf({ url, method, body }: Ask): string {
  if (method === "GET") return url;
  return `${url}${url.includes("?") ? "&" : "?"}__wb_method=POST&${flat(body ?? "")}`;
}

/** Objects within objects as well: what is asked for there tells two asks apart. */
function flat(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return jsonToQueryString(JSON.parse(body) as Record<string, unknown>);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return encodeURIComponent(body);
  }
}
