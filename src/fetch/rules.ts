// By what a crawl tells reports, lists and files: patterns and templates, which are data of a pipeline.
// Must not know any wording, pages or the network.

/** Patterns of texts are tested on folded texts (`text/fold.ts`). */
export interface LinkRules {
  readonly titles: {
    /** What says of itself that it is a report of the kind wanted. */
    readonly report: RegExp;
    /** What is one where the list says so. */
    readonly inContext: RegExp;
    /** Pages about reports, and reports of other kinds: both are told and left out. */
    readonly about: RegExp;
    readonly other: RegExp;
    /** Notices that come with a report, although they are called as those about reports are. */
    readonly published: RegExp;
    /** Names of lists of reports. */
    readonly section: RegExp;
    /** A title that was cut off, its beginning in the group `begin`, and how a beginning of a report reads. */
    readonly cut: RegExp;
    /** One that was cut off without a sign of it. */
    readonly cutShort: RegExp;
    readonly begins: RegExp;
    readonly organ: RegExp;
    /** Texts of links to where more is, which say what that is by the sentence that they stand in. */
    readonly elsewhere: RegExp;
  };
  readonly years: {
    readonly dates: RegExp;
    /** Years from one to another: none of them is the report's. */
    readonly range: RegExp;
    readonly year: RegExp;
    readonly digits: RegExp;
    readonly only: RegExp;
    /** A text that names a month and nothing else, its year as the first group. */
    readonly month: RegExp;
    readonly parameter: RegExp;
  };
  readonly files: {
    readonly name: RegExp;
    readonly download: RegExp;
    /** Texts of links to a report's files, wherever these are. */
    readonly said: RegExp;
    /** Texts of links that say only that there is something to see: what it is stands beside them. */
    readonly view: RegExp;
    readonly viewer: RegExp;
    readonly viewerParameter: RegExp;
    /** Functions of scripts that are called with the address of a file to show it. */
    readonly shownBy: RegExp;
  };
  readonly parts: {
    /** A part by its number, as the first group. */
    readonly numbered: RegExp;
    /** A part by the first and the last of its entries. */
    readonly ranged: RegExp;
    /** The beginning of what a table of contents calls a chapter. */
    readonly chapter: RegExp;
    readonly next: RegExp;
    readonly arrow: RegExp;
    /** Of texts as they are written, not folded. */
    readonly backArrow: RegExp;
    readonly nextClass: RegExp;
    /** Texts of controls, without dress, that stand elsewhere as well. */
    readonly vague: RegExp;
    /** Functions of scripts that draw a pager, by their names; classes of what stands around one. */
    readonly drawnBy: RegExp;
    readonly around: RegExp;
    /** Texts of links to the whole of a list, or to more of it. */
    readonly more: RegExp;
    readonly last: RegExp;
    /** Texts of links to parts before. */
    readonly back: RegExp;
    /** Parameters that number the parts of a list; names under which it tells its parts, entries and entries a part. */
    readonly number: RegExp;
    readonly parts: RegExp;
    readonly entries: RegExp;
    readonly size: RegExp;
    /** Numbers in words, in front of what they count. */
    readonly inWords: RegExp;
    readonly toldEntries: RegExp;
    readonly toldParts: RegExp;
    /** A part's number and how many there are, where nothing else is said. */
    readonly place: RegExp;
    /** Headers in which an interface tells its parts and entries. */
    readonly headerParts: RegExp;
    readonly headerEntries: RegExp;
    readonly from: RegExp;
    readonly to: RegExp;
    /** Names under which a part tells that another one follows, and the mark by which that one is asked for. */
    readonly goesOn: RegExp;
    /** What an answer says where nothing follows. */
    readonly noMore: RegExp;
    readonly mark: RegExp;
    /** Addresses of parts as lists have them, of pages that are files and of pages that are made, and a folder's own page. */
    readonly usual: readonly string[];
    readonly usualName: string;
    readonly usualExtension: string;
  };
  readonly entries: {
    readonly title: RegExp;
    readonly address: RegExp;
    readonly ask: RegExp;
    /** Names under which an answer says that it is none, and values that say so there. */
    readonly fault: RegExp;
    readonly faultValue: RegExp;
  };
  readonly same: {
    readonly parameters: RegExp;
    readonly onFiles: RegExp;
    readonly session: RegExp;
    readonly hosts: RegExp;
    readonly path: RegExp;
  };
  /** Attributes by which an element tells a script where its list is: its address. */
  readonly elements: { readonly address: RegExp };
  /** Tables that a library fills from an address. */
  readonly tables: {
    readonly calls: readonly TableCall[];
    /** Settings that hold parameters of what is asked for; those that say how a cell is drawn. */
    readonly fields: RegExp;
    readonly drawn: RegExp;
    /** Classes of elements that stand for a call, its name as the first group. */
    readonly dress: RegExp;
    /** Calls that elements stand for which are toggled, by what they are toggled as. */
    readonly toggled: Readonly<Record<string, string>>;
  };
  /** Scripts in files of their own that no site has written. */
  readonly scripts: { readonly library: RegExp };
  /** What changes on a page with every visit. */
  readonly furniture: RegExp;
  /** What short pages say that hold nothing of what was asked for. */
  readonly soft: readonly SoftRule[];
  readonly families: readonly Family[];
}

export interface SoftRule {
  readonly kind: string;
  readonly says: RegExp;
  /** Ordinary pages mention it as well. */
  readonly mentioned: boolean;
}

/** A call by which a library fills a table, and what it asks for unless its settings say otherwise. */
export interface TableCall {
  readonly call: RegExp;
  /** Parameters that number the part and tell its size, and what the first part is called. */
  readonly number: string;
  readonly size: string;
  readonly first: number;
  /** The setting without which all rows are asked for at once; null where there is none. */
  readonly paged: string | null;
  readonly method: "GET" | "POST";
}

/** A system that sites are made with. */
export interface Family {
  readonly name: string;
  /** Found in the page or its address. */
  readonly sign: RegExp;
  readonly calls: readonly PagingCall[];
  /** The address of the next group of records, as its first group. */
  readonly more: RegExp | null;
  /** One record of a list, its markup as the first group. */
  readonly record: RegExp | null;
  readonly interface: Interface | null;
  readonly elements: readonly ElementAsk[];
}

/** An element whose attributes say what a script asks for in its stead. */
export interface ElementAsk {
  /** The attribute that holds the address. */
  readonly address: string;
  /** The attribute that holds the parameters as an object. */
  readonly spread: string;
  /** Attributes that are parameters as they stand, with the names of these. */
  readonly whole: Readonly<Record<string, string>>;
  /** Parameters, with their values, that it asks with where no attribute says them. */
  readonly unsaid: Readonly<Record<string, string>>;
}

/** A call by which a script of the page draws or loads the parts of a list. */
export interface PagingCall {
  readonly call: RegExp;
  /** What the arguments are in their order, or what the names of an object in the first one are. */
  readonly arguments: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  /** Of a part: with the values above, and `number`, `from`, `to`. */
  readonly address: string;
  readonly method: "GET" | "POST";
}

/** An interface that gives a list as data, found through the page that a script fills with it. */
export interface Interface {
  readonly address: string;
  readonly values: Readonly<Record<string, RegExp>>;
  readonly defaults: Readonly<Record<string, string>>;
  readonly columns: readonly RegExp[];
  readonly own: RegExp;
}

/** Years whose reports are wanted, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}
