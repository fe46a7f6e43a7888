// What a report is besides its page: its next pages, its text where a script brings it, files that scripts show.
// Must not know any wording, nor the network.
import { ADDRESS } from "./collector.ts";
import { get } from "./lead.ts";
import type { ListPage, PagerLink } from "./list-leads.ts";
import { QUOTED_FILE } from "./page-actions.ts";
import { calledPart } from "./pager.ts";

/** A report whose page has less text than this has it elsewhere. */
const LEAST_TEXT = 400;

/** Adds to what the page leads to. @param controls links that turn its pages */
export function addReportParts(page: ListPage, controls: readonly PagerLink[]): void {
  const { outline, collector, actions } = page;
  for (const { link } of controls)
    for (const address of actions.direct(link.attributes)) collector.add(get(address), "part", null, "");
  if (outline.scripts.length === 0) return;
  addCalledPart(page);
  if (outline.textLength < LEAST_TEXT && !outline.links.some(({ framed }) => framed)) addText(page);
  for (const script of outline.scripts) addFiles(script, page);
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

function addFiles(script: string, { collector }: ListPage): void {
  for (const [, value = ""] of script.matchAll(QUOTED_FILE)) {
    const address = ADDRESS.test(value.replaceAll(" ", "%20")) ? collector.absolute(value) : null;
    if (address !== null && collector.around.rules.files.name.test(new URL(address).pathname))
      collector.add(get(address), "file", null, "");
  }
}
