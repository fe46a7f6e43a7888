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

/**
 * Before any script of the page: windows are wanted and not opened, there is no way out beside requests, and the page knows
 * which of those its scripts have begun wait for their answer. From outside they are seen only when they come out of it, and
 * what a script reads of its own never does.
 */
export const PREPARE = `
  globalThis.__wanted = [];
  globalThis.__asked = { begun: 0, waiting: new Set() };
  {
    const { waiting } = globalThis.__asked;
    const begins = (one) => { globalThis.__asked.begun += 1; waiting.add(one); };
    const ends = (one) => { waiting.delete(one); };
    const ask = globalThis.fetch;
    globalThis.fetch = (...said) => {
      const answer = ask(...said);
      begins(answer);
      // An answer is there when the last of it is.
      answer.then((one) => one.clone().arrayBuffer()).catch(() => undefined).then(() => ends(answer));
      return answer;
    };
    const { open, send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (...said) {
      // Opened anew it gives up what it waited for, and tells nobody.
      ends(this);
      return open.apply(this, said);
    };
    XMLHttpRequest.prototype.send = function (...said) {
      begins(this);
      this.addEventListener("loadend", () => ends(this), { once: true });
      try {
        return send.apply(this, said);
      } catch (error) {
        ends(this);
        throw error;
      }
    };
    const isAsked = (one) => one.localName === "script" && one.src !== "" && /^$|javascript|^module$/.test(one.type);
    new MutationObserver((changes) => {
      for (const one of changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(isAsked)) {
        begins(one);
        for (const event of ["load", "error"]) one.addEventListener(event, () => ends(one), { once: true });
      }
    }).observe(document, { childList: true, subtree: true });
  }
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

/** What tells whether a page changed; null while it is not there yet, or its scripts wait for an answer. */
export function lookOf(page: Page): Promise<string | null> {
  return page.evaluate(`document.readyState === 'complete' && globalThis.__asked.waiting.size === 0
    ? globalThis.__asked.begun + " " + document.documentElement.outerHTML
    : null`);
}

/** Whether scripts of the page wait for an answer. */
export function isWaiting(page: Page): Promise<boolean> {
  return page.evaluate("globalThis.__asked.waiting.size > 0");
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
