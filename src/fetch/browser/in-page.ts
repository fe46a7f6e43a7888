// What is done within a page in the browser: what it shows as markup, what of it can be used, and using it.
// Must not know any wording, nor why something is used.
import type { Page } from "playwright-core";

/** Something of a page that may be used, as it says what it is. */
export interface Usable {
  readonly tag: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** It stands in a link that has an address. */
  readonly isLink: boolean;
}

/** Before any script of the page: windows are wanted and not opened, and there is no way out beside requests. */
export const PREPARE = `
  globalThis.__wanted = [];
  window.open = (url) => { if (url) globalThis.__wanted.push(String(new URL(url, document.baseURI))); return null; };
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "EventSource"])
    Object.defineProperty(globalThis, name, { value: undefined });
`;

/** Elements that may be used, the innermost ones: the same list each time a page is the same. */
const USABLES = `(() => {
  const short = (one) => (one.textContent ?? "").trim().length <= 80;
  const leaf = (one) => short(one) && ![...one.children].some((child) => (child.textContent ?? "").trim() !== "");
  return [...document.querySelectorAll("a,button,li,span,div,td,p,b,i,em,h3,h4,h5,dt,dd,input[type=button]")].filter(leaf);
})()`;

/** As the page stands, without scripts: they have done what they do. */
export function markupOf(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const copy = document.documentElement.cloneNode(true);
    for (const one of copy.querySelectorAll("script,noscript,link[rel=preload],link[rel=modulepreload]")) one.remove();
    return "<!DOCTYPE html>\\n" + copy.outerHTML;
  })()`);
}

export async function usablesOf(page: Page): Promise<Usable[]> {
  return page.evaluate(`${USABLES}.map((one) => ({
    tag: one.localName,
    text: (one.textContent ?? "").trim() || (one.value ?? ""),
    attributes: Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])),
    isLink: (one.closest("a[href]")?.getAttribute("href") ?? "").replace(/^(?:#|javascript:.*)$/s, "") !== "",
  }))`) as Promise<Usable[]>;
}

/** What tells whether a page changed; null while it is not there yet. */
export function lookOf(page: Page): Promise<string | null> {
  return page.evaluate("document.readyState === 'complete' ? document.documentElement.outerHTML : null");
}

/** Windows that the page wanted to open since it was asked last. */
export function wantedOf(page: Page): Promise<string[]> {
  return page.evaluate("globalThis.__wanted.splice(0)");
}

/** To the view before, where a script changed the address. */
export async function goBack(page: Page): Promise<void> {
  await page.evaluate("history.back()");
}

/** @param at the place in \`usablesOf\` */
export async function click(page: Page, at: number): Promise<void> {
  await page.evaluate(`${USABLES}[${at}]?.click()`);
}
