// Which rules of a page's style sheets hold for an element, the strongest last.
// Must not know what a declaration means.
import { compile } from "css-select";
import { parse, type Selector } from "css-what";
import { type Declaration, sheetRules } from "./html-sheets.ts";
import { attribute, type TreeNode, wholeText } from "./html-tree.ts";

/** What a rule speaks of: the element, or what is printed before or after its content. */
export type Part = "element" | "before" | "after";

interface Rule {
  readonly part: Part;
  readonly holds: (node: TreeNode) => boolean;
  readonly weight: number;
  readonly declarations: readonly Declaration[];
}

/** States that a page takes on when it is used: rules for them say nothing of the page as it lies there. */
const STATES =
  /^(?:hover|focus|focus-within|focus-visible|active|visited|target|selection|first-line|first-letter|placeholder|marker)$/;
const IDS = 10_000;
const CLASSES = 100;
/** Of two rules as strong as one another the later one holds. */
const MOST_RULES = 1_000_000;

export class PageRules {
  /** Rules by what the last part of their selector asks for: `#id`, `.class`, `name` or `*`. */
  private readonly rules = new Map<string, Rule[]>();
  private readonly parents = new WeakMap<TreeNode, TreeNode>();
  /** Classes that some rule shows: hiding them is a matter of a script's state. */
  readonly shown = new Set<string>();
  private order = 0;

  constructor(root: TreeNode, sheets: readonly string[], telling: RegExp) {
    for (const css of sheets) {
      if (!telling.test(css)) continue;
      for (const { selectors, declarations } of sheetRules(css)) {
        const said = declarations.filter((one) => telling.test(`${one.property}:${one.value}`));
        if (said.length > 0) this.add(selectors, said);
      }
    }
    if (this.rules.size > 0) this.findParents(root);
  }

  /** Declarations of the rules that hold, weakest first. */
  of(node: TreeNode, part: Part): readonly Declaration[] {
    if (this.rules.size === 0) return [];
    const keys = ["*", node.name ?? ""];
    const id = attribute(node, "id");
    if (id) keys.push(`#${id}`);
    const names = attribute(node, "class");
    if (names) keys.push(...names.split(/\s+/).map((name) => `.${name}`));
    const found = keys.flatMap((key) => this.rules.get(key) ?? []);
    if (found.length === 0) return [];
    return found
      .filter((rule) => rule.part === part && rule.holds(node))
      .sort((a, b) => a.weight - b.weight)
      .flatMap((rule) => rule.declarations);
  }

  private add(selectors: string, declarations: readonly Declaration[]): void {
    const shows = declarations.some(({ property, value }) => property === "display" && value !== "none");
    if (shows) for (const [name] of selectors.matchAll(/[.#][\w-]+/g)) this.shown.add(name);
    for (const tokens of parsed(selectors)) {
      const rule = this.ruleOf(tokens, declarations);
      if (!rule) continue;
      const key = keyOf(rule.tokens);
      const known = this.rules.get(key);
      if (known) known.push(rule);
      else this.rules.set(key, [rule]);
    }
  }

  private ruleOf(
    tokens: readonly Selector[],
    declarations: readonly Declaration[],
  ): (Rule & { tokens: Selector[] }) | null {
    const part = partOf(tokens);
    const own = tokens.filter((token) => nameOf(token) !== part);
    if (part === null || own.some((token) => STATES.test(nameOf(token)))) return null;
    try {
      const holds = compile<TreeNode, TreeNode>([own.length > 0 ? own : [UNIVERSAL]], {
        adapter: this.adapter(),
      });
      this.order += 1;
      return { part, holds, weight: weightOf(own) * MOST_RULES + this.order, declarations, tokens: own };
    } catch {
      // A selector of a kind that is not known here holds for nothing.
      return null;
    }
  }

  private findParents(root: TreeNode): void {
    const open = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const child of node.children ?? []) {
        this.parents.set(child, node);
        if (child.name !== undefined) open.push(child);
      }
    }
  }

  private adapter() {
    const isTag = (node: TreeNode): node is TreeNode => node.name !== undefined;
    const getChildren = (node: TreeNode) => [...(node.children ?? [])];
    const getParent = (node: TreeNode) => {
      const parent = this.parents.get(node);
      return parent && isTag(parent) ? parent : null;
    };
    const all = (test: (node: TreeNode) => boolean, nodes: readonly TreeNode[]): TreeNode[] =>
      nodes.flatMap((node) => [
        ...(isTag(node) && test(node) ? [node] : []),
        ...all(test, node.children ?? []),
      ]);
    return {
      isTag,
      getChildren,
      getParent,
      getName: (node: TreeNode) => node.name ?? "",
      getAttributeValue: attribute,
      hasAttrib: (node: TreeNode, name: string) => attribute(node, name) !== undefined,
      getSiblings: (node: TreeNode) =>
        getChildren(this.parents.get(node) ?? { type: "root", children: [node] }),
      getText: wholeText,
      removeSubsets: (nodes: TreeNode[]) => nodes,
      findAll: all,
      findOne: (test: (node: TreeNode) => boolean, nodes: TreeNode[]) => all(test, nodes)[0] ?? null,
      existsOne: (test: (node: TreeNode) => boolean, nodes: TreeNode[]) => all(test, nodes).length > 0,
    };
  }
}

const UNIVERSAL = { type: "universal", namespace: null } as Selector;

function parsed(selectors: string): Selector[][] {
  try {
    return parse(selectors);
  } catch {
    // Selectors that cannot be taken apart are passed over, as browsers do.
    return [];
  }
}

function nameOf(token: Selector): string {
  return token.type === "pseudo" || token.type === "pseudo-element" ? token.name : "";
}

/** Null for other things than the element itself, such as its first line. */
function partOf(tokens: readonly Selector[]): Part | null {
  const last = tokens.at(-1);
  if (last === undefined) return null;
  const name = nameOf(last);
  if (name === "before" || name === "after") return name;
  return last.type === "pseudo-element" ? null : "element";
}

function weightOf(tokens: readonly Selector[]): number {
  return tokens.reduce((sum, token) => {
    if (token.type === "attribute") return sum + (token.name === "id" ? IDS : CLASSES);
    if (token.type === "pseudo") return sum + CLASSES;
    return sum + (token.type === "tag" || token.type === "pseudo-element" ? 1 : 0);
  }, 0);
}

/** The rarest thing that the selector's last part asks for. */
function keyOf(tokens: readonly Selector[]): string {
  const from = tokens.findLastIndex((token) =>
    ["descendant", "child", "adjacent", "sibling", "parent", "column-combinator"].includes(token.type),
  );
  const last = tokens.slice(from + 1);
  for (const token of last) {
    if (token.type === "attribute" && token.name === "id" && token.action === "equals")
      return `#${token.value}`;
  }
  for (const token of last) {
    if (token.type === "attribute" && token.name === "class" && token.action === "element")
      return `.${token.value}`;
  }
  for (const token of last) if (token.type === "tag") return token.name.toLowerCase();
  return "*";
}
