// Scripts of a site in files of their own, each had once: what pages need of them to be understood.
// Must not know pages, nor what is in scripts.
import { decodedBody, type Response } from "./response.ts";

/** Gives a script as it is kept or asks for it; null where it is not to be had. */
export type ScriptSource = (url: string, from: string) => Promise<Response | null>;

/** Scripts of which the texts are kept at hand. */
const MOST_KEPT = 200;

export class Scripts {
  private readonly texts = new Map<string, Promise<string | null>>();

  constructor(private readonly source: ScriptSource) {}

  /** Texts by address, of those that are to be had. @param from the page that names them */
  async textsOf(urls: readonly string[], from: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const url of urls) {
      const text = await this.textOf(url, from);
      if (text !== null) found.set(url, text);
    }
    return found;
  }

  private textOf(url: string, from: string): Promise<string | null> {
    const known = this.texts.get(url);
    if (known) return known;
    const text = this.source(url, from).then((response) => (response ? decodedBody(response) : null));
    if (this.texts.size >= MOST_KEPT) this.texts.delete(this.texts.keys().next().value ?? "");
    this.texts.set(url, text);
    return text;
  }
}
