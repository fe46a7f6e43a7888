// Draws the figures of a page with Observable Plot, as SVG that needs no script. Must not know what is drawn.
import type { Markish, PlotOptions } from "@observablehq/plot";
import type { SqlValue } from "./engine.ts";
import type { PageFigure, Tile } from "./page-figures.ts";

export type Row = Readonly<Record<string, SqlValue>>;

const [WIDTH, TILE, LINE] = [860, 52, 22];
/** Bars of a ranking; the table under it has the rest. */
const MOST_RANKED = 25;
/** A heat map with more columns than this tells its numbers only under the pointer. */
const MOST_TOLD = 18;
/** Of stacked kinds: Tableau's ten, which are told apart also without all colours. */
const COLOURS = [
  ...["#4e79a7", "#f28e2b", "#e15759", "#76b7b2", "#59a14f"],
  ...["#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#bab0ac"],
];
const PACKAGES = "@observablehq/plot@0.6.17 linkedom@0.18.15";

/** SVG, with what its colours mean. */
export interface Drawn {
  readonly svg: string;
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
}
export type Draw = (rows: readonly Row[], figure: PageFigure) => Drawn;

export interface Drawing {
  readonly tiles: readonly Tile[];
  /** What names of columns stand for, where a figure has them as rows. */
  readonly labels: ReadonlyMap<string, string>;
}

/** @throws telling the command that installs what draws, where it is missing */
export async function openDrawing(drawing: Drawing): Promise<Draw> {
  const { Plot, document } = await load();
  return (rows, figure) => {
    const options = OPTIONS[figure.as](Plot, rows, figure, drawing);
    const svg = Plot.plot({ document, figure: false, width: WIDTH, ...options }).outerHTML;
    return { svg, legend: figure.as === "bars" ? legendOf(rows, figure) : [] };
  };
}

type Library = typeof import("@observablehq/plot");

async function load(): Promise<{ Plot: Library; document: PlotOptions["document"] }> {
  try {
    const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
    return { Plot, document: parseHTML("<html></html>").document as unknown as PlotOptions["document"] };
  } catch (error) {
    throw new Error(`publish draws with ${PACKAGES}: npm install ${PACKAGES} (${(error as Error).message})`);
  }
}

/** How a number is told: a count with its thousands apart, a share in percent. */
export function told(value: SqlValue, show: PageFigure["show"]): string {
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  const number = Number(value);
  if (show === "share") return `${(number * 100).toFixed(1)} %`;
  return number.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** Numbers by size; words in the order of the rows: the query sorts. */
function domainOf(rows: readonly Row[], column: string): string[] {
  const values = [...new Set(rows.map((row) => row[column] ?? null))];
  const sorted = values.every((value) => typeof value === "number") ? values.sort((a, b) => a - b) : values;
  return sorted as string[];
}

/** Of the kinds in a stack, by name. */
function legendOf(rows: readonly Row[], { fill = "" }: PageFigure) {
  const names = domainOf(rows, fill).sort();
  return names.map((name, at) => ({ name: String(name), colour: COLOURS[at % COLOURS.length] ?? "" }));
}

const numberOf = (row: Row, column = "") => {
  const value = row[column] ?? null;
  return value === null ? Number.NaN : Number(value);
};

/** Everything of a row, for the pointer. */
function titleOf(row: Row, { show, as: mark, x, fill }: PageFigure): string {
  const measure = mark === "ranked" ? x : fill;
  const named = Object.entries(row).map(
    ([name, value]) => `${name}: ${name === measure ? told(value, show) : String(value ?? "")}`,
  );
  return named.join("\n");
}

type Options = (Plot: Library, rows: readonly Row[], figure: PageFigure, drawing: Drawing) => PlotOptions;

const OPTIONS: Readonly<Record<PageFigure["as"], Options>> = { bars, heat, tiles: tileGrid, ranked };

function bars(Plot: Library, rows: readonly Row[], figure: PageFigure): PlotOptions {
  const { x = "", y = "", fill = "", show } = figure;
  const legend = legendOf(rows, figure);
  return {
    height: 300,
    marginLeft: 70,
    x: { type: "band", domain: domainOf(rows, x), label: x, tickFormat: String },
    y: { label: y, grid: true, tickFormat: (value: number) => told(value, show) },
    color: {
      type: "ordinal",
      domain: legend.map(({ name }) => name),
      range: legend.map(({ colour }) => colour),
    },
    marks: [
      Plot.barY(rows as Row[], {
        x,
        y: (row: Row) => numberOf(row, y),
        fill,
        title: (row: Row) => titleOf(row, figure),
      }),
      Plot.ruleY([0]),
    ],
  };
}

function heat(Plot: Library, rows: readonly Row[], figure: PageFigure, { labels }: Drawing): PlotOptions {
  const { x = "", y = "", fill = "", show } = figure;
  const [columns, lines] = [domainOf(rows, x), domainOf(rows, y)];
  const value = (row: Row) => numberOf(row, fill);
  return {
    height: 60 + lines.length * LINE,
    marginLeft: 230,
    x: { type: "band", domain: columns, label: x, axis: "top", tickFormat: String },
    y: {
      type: "band",
      domain: lines,
      label: null,
      tickFormat: (name: string) => [labels.get(name), name].filter(Boolean).join(" "),
    },
    color: { type: "linear", scheme: "blues", domain: [0, most(rows, value)] },
    marks: [
      Plot.cell(rows as Row[], { x, y, fill: value, title: (row: Row) => titleOf(row, figure) }),
      ...(columns.length > MOST_TOLD ? [] : [numbers(Plot, rows, { x, y }, value, show)]),
    ],
  };
}

function tileGrid(Plot: Library, rows: readonly Row[], figure: PageFigure, { tiles }: Drawing): PlotOptions {
  const { fill = "", show } = figure;
  const found = new Map(rows.map((row) => [row["province_code"], row]));
  const placed: Row[] = tiles.map((tile) => ({ ...found.get(tile.province_code), ...tile }));
  const value = (row: Row) => numberOf(row, fill);
  const depth = 1 + Math.max(...tiles.map(({ row }) => row));
  const width = 1 + Math.max(...tiles.map(({ column }) => column));
  return {
    width: width * TILE,
    height: depth * TILE,
    margin: 0,
    padding: 0.06,
    x: { type: "band", axis: null, domain: [...Array(width).keys()] },
    y: { type: "band", axis: null, domain: [...Array(depth).keys()] },
    color: { type: "linear", scheme: "blues", domain: [0, most(placed, value)], unknown: "#eee" },
    marks: [
      Plot.cell(placed, {
        x: "column",
        y: "row",
        fill: value,
        title: (row: Row) => titleOf(row, figure),
      }),
      Plot.text(placed, {
        ...{ x: "column", y: "row", dy: -8, fontSize: 11, fontWeight: "bold" },
        ...{ text: (row: Row) => `${row["zh"]} ${row["en"]}`, fill: inkOn(placed, value) },
      }),
      numbers(Plot, placed, { x: "column", y: "row", dy: 9 }, value, show),
    ],
  };
}

function ranked(Plot: Library, rows: readonly Row[], figure: PageFigure): PlotOptions {
  const { x = "", y = "", show } = figure;
  const first = rows.slice(0, MOST_RANKED);
  return {
    height: 50 + first.length * LINE,
    marginLeft: 260,
    marginRight: 80,
    x: { axis: null },
    y: { type: "band", domain: domainOf(first, y), label: null },
    marks: [
      Plot.barX(first as Row[], {
        ...{
          x: (row: Row) => numberOf(row, x),
          y,
          fill: "#4e79a7",
          title: (row: Row) => titleOf(row, figure),
        },
      }),
      Plot.text(first as Row[], {
        ...{ x: (row: Row) => numberOf(row, x), y, dx: 4, textAnchor: "start" },
        text: (row: Row) => told(row[x] ?? null, show),
      }),
      Plot.ruleX([0]),
    ],
  };
}

function numbers(
  Plot: Library,
  rows: readonly Row[],
  place: { readonly x: string; readonly y: string; readonly dy?: number },
  value: (row: Row) => number,
  show: PageFigure["show"],
): Markish {
  return Plot.text(rows as Row[], {
    ...place,
    text: (row: Row) => (Number.isNaN(value(row)) ? "–" : told(value(row), show)),
    fill: inkOn(rows, value),
  });
}

/** Light on the darker half of the scale. */
function inkOn(rows: readonly Row[], value: (row: Row) => number): (row: Row) => string {
  const half = most(rows, value) / 2;
  return (row) => (value(row) > half ? "white" : "black");
}

function most(rows: readonly Row[], value: (row: Row) => number): number {
  return Math.max(0, ...rows.map(value).filter((number) => !Number.isNaN(number))) || 1;
}
