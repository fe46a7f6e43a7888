// Parameters that a site makes anew with every visit: learnt where one page came twice under addresses that differ in nothing else.
// Must not know pages or what parameters are called.

/** A value that may be made anew with every visit: long, and with a digit in it. */
const MADE = /^(?=.*\d)[\w.%~-]{6,}$/;
/** Pages that are remembered, to be compared with others. */
const MOST_PAGES = 20_000;

export class Sessions {
  /** Names of such parameters, by host and path. */
  private readonly names = new Map<string, Set<string>>();
  /** Addresses of pages, by their place, what was said of them and what is in them. */
  private readonly pages = new Map<string, string>();

  /** The address without what the site makes anew. */
  without(address: string): string {
    const place = placeOf(address);
    const names = place === null ? undefined : this.names.get(place);
    if (!names) return address;
    const [bare = "", query = ""] = split(address);
    const kept = query.split("&").filter((piece) => !names.has(nameOf(piece)));
    return kept.length > 0 ? `${bare}?${kept.join("&")}` : bare;
  }

  /**
   * Takes a page that came.
   * @param said what the link to it said: pages that are called differently are not one
   * @param content a digest of what is to be read on it
   */
  learn(address: string, said: string, content: string): void {
    const place = placeOf(address);
    if (place === null || !piecesOf(address).some(([, value]) => MADE.test(value))) return;
    const key = `${place} ${said} ${content}`;
    const before = this.pages.get(key);
    if (before === undefined) {
      if (this.pages.size < MOST_PAGES) this.pages.set(key, address);
      return;
    }
    const names = differing(piecesOf(before), piecesOf(address));
    if (names.length === 0) return;
    this.names.set(place, new Set([...(this.names.get(place) ?? []), ...names]));
  }
}

type Piece = readonly [name: string, value: string];

/** Names of the parameters in which alone two queries differ; none where they differ in what is not made anew. */
function differing(one: readonly Piece[], other: readonly Piece[]): string[] {
  if (one.length !== other.length) return [];
  const pairs = one.map(([name, value], at) => ({ name, value, to: other[at] }));
  const changed = pairs.filter(({ name, value, to }) => to?.[0] !== name || to[1] !== value);
  const made = changed.every(
    ({ name, value, to }) => to?.[0] === name && MADE.test(value) && MADE.test(to[1]),
  );
  return made ? changed.map(({ name }) => name) : [];
}

function piecesOf(address: string): Piece[] {
  const [, query = ""] = split(address);
  return query.split("&").map((piece): Piece => [nameOf(piece), piece.slice(nameOf(piece).length + 1)]);
}

function nameOf(piece: string): string {
  return piece.split("=")[0] ?? "";
}

function split(address: string): string[] {
  const at = address.indexOf("?");
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

/** Null for an address without a query. */
function placeOf(address: string): string | null {
  return address.includes("?") ? (split(address)[0] ?? null) : null;
}
