// Style sheets of a page up to rules: which hold on a wide screen, with selectors and declarations apart.
// Must not know elements or what a declaration means.

export interface SheetRule {
  readonly selectors: string;
  readonly declarations: readonly Declaration[];
}

export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

/** Width of the screen that a reader is taken to have, in px. */
const SCREEN = 1280;
const EM = 16;

/** Rules in order; those for print and for small windows are left out. */
export function sheetRules(css: string): SheetRule[] {
  const rules: SheetRule[] = [];
  collect(css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->|<!\[CDATA\[|\]\]>/g, " "), rules);
  return rules;
}

function collect(css: string, rules: SheetRule[]): void {
  let at = 0;
  while (at < css.length) {
    const open = indexOutside(css, "{;", at);
    if (open < 0) return;
    const prelude = css.slice(at, open).trim();
    if (css[open] === ";") {
      at = open + 1;
      continue;
    }
    const close = closingBrace(css, open);
    const body = css.slice(open + 1, close);
    if (prelude.startsWith("@")) {
      if (holds(prelude)) collect(body, rules);
    } else if (prelude !== "") rules.push({ selectors: prelude, declarations: declarationsOf(body) });
    at = close + 1;
  }
}

/** Grouping rules that hold; fonts, pages and key frames hold no rules for elements. */
function holds(prelude: string): boolean {
  if (/^@(?:supports|layer|document|-moz-document)\b/i.test(prelude)) return true;
  const media = /^@media\b([\s\S]*)$/i.exec(prelude)?.[1];
  return media?.split(",").some(holdsOnScreen) ?? false;
}

function holdsOnScreen(query: string): boolean {
  const tidy = query.trim().toLowerCase();
  if (/^not\b/.test(tidy)) return /^not\s+(?:print|speech)\b/.test(tidy);
  if (/\b(?:print|speech|projection|tty|braille|handheld)\b|portrait|prefers-|hover\s*:\s*none/.test(tidy))
    return false;
  for (const [, bound, size, unit] of tidy.matchAll(
    /(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|r?em)?/g,
  )) {
    const width = Number(size) * (unit?.endsWith("em") ? EM : 1);
    if (bound === "min" ? width > SCREEN : width < SCREEN) return false;
  }
  return true;
}

/** Where one of some characters stands next, outside of quotes; -1 when nowhere. */
function indexOutside(css: string, wanted: string, from: number): number {
  let quote = "";
  for (let at = from; at < css.length; at += 1) {
    const char = css[at] as string;
    if (char === "\\") at += 1;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (wanted.includes(char)) return at;
  }
  return -1;
}

function closingBrace(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at >= 0; at = indexOutside(css, "{}", at + 1)) {
    depth += css[at] === "{" ? 1 : -1;
    if (depth === 0) return at;
  }
  return css.length;
}

const DECLARATION =
  /([\w-]+)\s*:\s*((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()]|\([^()]*\))*\)|[^;"'(])*)/g;

/** The declarations of a rule or of a style attribute: names in lower case, values as written. */
export function declarationsOf(body: string): Declaration[] {
  return [...body.matchAll(DECLARATION)].map(([, property = "", value = ""]) => ({
    property: property.toLowerCase(),
    value: value.replace(/\s*!\s*important\s*$/i, "").trim(),
    important: /!\s*important\s*$/i.test(value),
  }));
}
