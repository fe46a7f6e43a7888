// What a report is besides its page: its next pages, its text where a script brings it, files that scripts show.
// Must not know any wording, nor the network.
import { fold } from "../text/fold.ts";
import { ADDRESS } from "./collector.ts";
import { get } from "./lead.ts";
import type { ListPage, PagerLink } from "./list-leads.ts";
import { QUOTED_FILE } from "./page-actions.ts";
import { calledPart } from "./pager.ts";

/** A report whose page has less text than this has it elsewhere. */
const LEAST_TEXT = 400;
/** One chapter is a link to something else. */
const LEAST_CHAPTERS = 2;

/** Adds to what the page leads to. @param controls links that turn its pages */
export function addReportParts(page: ListPage, controls: readonly PagerLink[]): void {
  const { outline, collector, actions, origin } = page;
  for (const { link, control } of controls) {
    if (control !== "next" && control !== origin.part + 1) continue;
    for (const address of actions.direct(link.attributes))
      if (control === "next" || isPageOf(address, page)) collector.add(get(address), "part", null, "");
  }
  if (outline.textLength < LEAST_TEXT) addChapters(page);
  if (outline.scripts.length === 0) return;
  addCalledPart(page);
  if (outline.textLength < LEAST_TEXT && !outline.links.some(({ framed }) => framed)) addText(page);
  for (const script of outline.scripts) addFiles(script, page);
  addShown(page);
}

/** Pages of a report that is a table of contents: each below the report's own folder. */
function addChapters({ outline, actions, origin, collector }: ListPage): void {
  const { chapter } = collector.around.rules.parts;
  const folder = new URL(".", origin.ask.url).href;
  const pages = outline.links
    .filter(({ text, framed, bare }) => !framed && !bare && chapter.test(fold(text)))
    .flatMap(({ attributes }) => actions.direct(attributes))
    .filter((address) => address.startsWith(folder));
  if (new Set(pages).size < LEAST_CHAPTERS) return;
  for (const address of pages) collector.add(get(address), "part", null, "");
}

/** True for an address that differs from the report's own by the number of a page only: «t1.html», «t1_2.html». */
function isPageOf(address: string, { origin, collector }: ListPage): boolean {
  const { ask, part } = origin;
  const { number } = collector.around.rules.parts;
  const [one, own] = [new URL(address), new URL(ask.url)];
  if (one.host !== own.host) return false;
  if (one.pathname === own.pathname) return isSameBut(one.searchParams, own.searchParams, number);
  const first = own.pathname.replace(/\.\w+$/, "");
  const stems = part > 1 ? [first, first.replace(/[_/-]\d+$/, "")] : [first];
  return stems.some(
    (stem) =>
      one.pathname.startsWith(stem) && /^[_/-]\d{1,3}(?:\.\w+)?$/.test(one.pathname.slice(stem.length)),
  );
}

/** True where two queries ask for the same, but for the number of a page. */
function isSameBut(one: URLSearchParams, own: URLSearchParams, number: RegExp): boolean {
  const names = [...new Set([...one.keys(), ...own.keys()])];
  return names.every((name) => number.test(name) || one.get(name) === own.get(name));
}

function addCalledPart({ family, actions, origin, collector }: ListPage): void {
  const absolute = (href: string) => collector.absolute(href);
  const called = family ? calledPart(actions.ran(), family, origin, 0, absolute) : null;
  if (called?.next) collector.add(called.next, "part", null, "");
}

function addText({ actions, collector, origin }: ListPage): void {
  const { host } = new URL(origin.ask.url);
  for (const effect of actions.ran()) {
    const ask = effect.kind === "request" && effect.method === "GET" ? actions.ask(effect) : null;
    const url = ask ? new URL(ask.url) : null;
    if (ask && url?.host === host && collector.around.rules.entries.ask.test(url.pathname))
      collector.add(ask, "frame", null, "");
  }
}

/** Files that a function of a library or of the page is told to show. */
function addShown({ actions, collector }: ListPage): void {
  for (const effect of actions.ran()) {
    if (effect.kind !== "calls" || !collector.around.rules.files.shownBy.test(effect.name)) continue;
    for (const value of effect.args.flatMap(textsIn)) {
      const address = ADDRESS.test(value) ? collector.absolute(value) : null;
      if (address !== null) collector.add(get(collector.unwrapped(address)), "file", null, "");
    }
  }
}

/** A text, or those that an object of settings has. */
function textsIn(value: unknown): string[] {
  const values = typeof value === "object" && value !== null ? Object.values(value) : [value];
  return values.filter((one): one is string => typeof one === "string");
}

function addFiles(script: string, { collector }: ListPage): void {
  for (const [, value = ""] of script.matchAll(QUOTED_FILE)) {
    const address = ADDRESS.test(value.replaceAll(" ", "%20")) ? collector.absolute(value) : null;
    if (address !== null && collector.around.rules.files.name.test(new URL(address).pathname))
      collector.add(get(address), "file", null, "");
  }
}
