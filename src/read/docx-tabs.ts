// Tables that a DOCX sets with tabs: neighbouring paragraphs with one number of tabs each, as rows of cells.
// Must not know what stands in them.
import { endOfRows, isGroupLabel } from "../text/tab-rows.ts";
import { descendants, element, textOf, type XmlNode } from "./docx-tree.ts";

/** Fewer tabs, or fewer such paragraphs one below another, set lists and signatures. */
const FEWEST_TABS = 3;
const FEWEST_ROWS = 4;
/** More are blanks that someone typed. */
const MOST_TABS = 40;

/** Puts a table in the place of each run of such paragraphs of the body. */
export function setTabbed(root: XmlNode): void {
  for (const body of descendants(root, "w:body")) {
    const set: XmlNode[] = [];
    for (let at = 0; at < body.children.length; ) {
      const length = runOf(body.children, at);
      const run = body.children.slice(at, at + Math.max(1, length));
      if (length >= FEWEST_ROWS && isFilled(run)) set.push(element("w:tbl", {}, run.map(rowOf)));
      else set.push(...run);
      at += run.length;
    }
    body.children = set;
  }
}

/** How many paragraphs from one on have as many tabs as it has, or are the label of a group of those that follow. */
function runOf(children: readonly XmlNode[], from: number): number {
  const tabs = tabsIn(children[from]);
  if (tabs < FEWEST_TABS || tabs > MOST_TABS) return 0;
  const isRow = (at: number) => tabsIn(children[at]) === tabs;
  return endOfRows(from, children.length, isRow, (at) => isLabel(children[at])) - from;
}

/** A paragraph of a few words without tabs. */
const isLabel = (node: XmlNode | undefined) =>
  node?.name === "w:p" && tabsAnywhere(node) === 0 && isGroupLabel(textOf(node).trim());

/** Tabs of a paragraph, all of which stand in its runs; 0 for anything else. */
function tabsIn(node: XmlNode | undefined): number {
  if (node?.name !== "w:p") return 0;
  const own = node.children
    .filter(({ name }) => name === "w:r")
    .reduce((sum, run) => sum + run.children.filter(({ name }) => name === "w:tab").length, 0);
  return own > 0 && own === tabsAnywhere(node) ? own : 0;
}

/** Tabs wherever they stand in a paragraph; where its stops are is no tab. */
function tabsAnywhere(node: XmlNode): number {
  const stops = descendants(node, "w:tabs").reduce((sum, one) => sum + one.children.length, 0);
  return descendants(node, "w:tab").length - stops;
}

/** Words before the first tab of most rows, and something behind it. */
function isFilled(rows: readonly XmlNode[]): boolean {
  const texts = rows.map((row) => cellsOf(row).map((runs) => runs.map(textOf).join("").trim()));
  const labelled = texts.filter(([first = ""]) => /\p{L}/u.test(first));
  return (
    labelled.length === rows.length && texts.some(([, ...others]) => others.some((text) => /\d/.test(text)))
  );
}

function rowOf(paragraph: XmlNode): XmlNode {
  const properties = paragraph.children.filter(({ name }) => name === "w:pPr");
  const cells = cellsOf(paragraph).map((runs, index) =>
    element("w:tc", {}, [element("w:p", {}, [...(index === 0 ? properties : []), ...runs])]),
  );
  return element("w:tr", {}, cells);
}

/** What stands between the tabs of a paragraph. */
function cellsOf(paragraph: XmlNode): XmlNode[][] {
  const cells: XmlNode[][] = [[]];
  for (const node of paragraph.children) {
    if (node.name === "w:pPr") continue;
    if (node.name !== "w:r" || !node.children.some(({ name }) => name === "w:tab")) cells.at(-1)?.push(node);
    else splitRun(node, cells);
  }
  return cells;
}

function splitRun(run: XmlNode, cells: XmlNode[][]): void {
  const look = run.children.filter(({ name }) => name === "w:rPr");
  let part: XmlNode[] = [];
  const close = () => {
    if (part.length > 0) cells.at(-1)?.push(element("w:r", run.attribs, [...look, ...part]));
    part = [];
  };
  for (const node of run.children) {
    if (node.name === "w:rPr") continue;
    if (node.name === "w:tab") {
      close();
      cells.push([]);
    } else part.push(node);
  }
  close();
}
