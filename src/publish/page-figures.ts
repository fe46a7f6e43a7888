// The figures of a release's page, as a pipeline describes them: what is asked, and how the answer is drawn.
// Must not draw, and asks nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { readPlanFile } from "./plan-file.ts";

const figureSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]*$/),
    zh: z.string(),
    en: z.string(),
    /** `tiles`: provinces where they lie · `ranked`: the first rows as bars on their side. */
    as: z.enum(["bars", "heat", "tiles", "ranked"]),
    show: z.enum(["count", "share"]),
    x: z.string().optional(),
    y: z.string().optional(),
    fill: z.string().optional(),
    sql: z.string(),
  })
  .refine(
    ({ as: mark, x, y, fill }) => wantedBy(mark).every((name) => ({ x, y, fill })[name] !== undefined),
    {
      message: "lacks a column (x, y or fill) that it is drawn by",
    },
  );

export type PageFigure = z.infer<typeof figureSchema>;

type Channel = "x" | "y" | "fill";

function wantedBy(mark: string): readonly Channel[] {
  if (mark === "tiles") return ["fill"];
  return mark === "ranked" ? ["x", "y"] : ["x", "y", "fill"];
}

/** Where a province stands in a grid of squares, counted from the north-west. */
export interface Tile {
  readonly province_code: string;
  readonly column: number;
  readonly row: number;
  readonly zh: string;
  readonly en: string;
}

export interface PagePlan {
  /** A query that gives one line of numbers. */
  readonly extent: string;
  readonly figures: readonly PageFigure[];
  readonly tiles: readonly Tile[];
}

/** @param plan folder of a release's texts and tables. @throws naming the file, with every mistake in it */
export function loadPagePlan(plan: string): PagePlan {
  const schema = z.strictObject({ extent: z.string(), figures: z.array(figureSchema) });
  const told = readPlanFile(plan, "page.yaml", schema);
  const lines = parse(readFileSync(join(plan, "tiles.csv")), { columns: true, bom: true }) as Record<
    keyof Tile,
    string
  >[];
  const tiles = lines.map((line) => ({ ...line, column: Number(line.column), row: Number(line.row) }));
  return { ...told, tiles };
}
