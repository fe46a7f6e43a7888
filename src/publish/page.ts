// The page of a release: what it holds, how sure it is and what is missing, in figures that each stand beside their query.
// One file without scripts, for a reader who has only that. Must ask nothing but what the release's own views give.
import { answerOf, answerTable, openRelease } from "./answers.ts";
import type { Facts } from "./describe.ts";
import { escapeHtml } from "./describe.ts";
import { type Drawn, openDrawing, type Row, told } from "./page-draw.ts";
import { loadPagePlan, type PageFigure } from "./page-figures.ts";

export interface PageSource {
  /** Folder of the release, its tables written. */
  readonly release: string;
  readonly plan: string;
  readonly facts: Facts;
  /** What names of columns stand for. */
  readonly labels: ReadonlyMap<string, string>;
  readonly threads: number;
  readonly memory: string;
}

/** @throws naming the figure whose query the release cannot answer */
export async function pageHtml(source: PageSource): Promise<string> {
  const { release, plan, facts, labels, threads, memory } = source;
  const { extent, figures, tiles } = loadPagePlan(plan);
  const draw = await openDrawing({ tiles, labels });
  const engine = await openRelease(release, threads, memory);
  try {
    const parts = [extentOf(await answerOf(engine, "page.yaml: extent", extent))];
    for (const figure of figures) {
      const rows = await answerOf(engine, `page.yaml: ${figure.key}`, figure.sql);
      parts.push(section(figure, rows, draw(rows, figure)));
    }
    return whole(facts, figures, parts);
  } finally {
    engine.close();
  }
}

function section({ key, zh, en, sql }: PageFigure, rows: readonly Row[], { svg, legend }: Drawn): string {
  const names = legend.map(
    ({ name, colour }) => `<span><i style="background:${colour}"></i>${escapeHtml(name)}</span>`,
  );
  return `<section id="${key}"><h2>${escapeHtml(zh)}<small>${escapeHtml(en)}</small></h2>
<p class="legend">${names.join(" ")}</p>${rows.length === 0 ? "<p>–</p>" : svg}
<details id="${key}-query"><summary>查询与数字 · query and numbers</summary><pre>${escapeHtml(sql.trim())}</pre>${answerTable(rows)}</details></section>`;
}

function extentOf([row = {}]: readonly Row[]): string {
  const parts = Object.entries(row).map(([name, value]) => {
    const text = name.endsWith("year") ? String(value ?? "–") : told(value, "count");
    return `<div><dd>${escapeHtml(text)}</dd><dt>${escapeHtml(name.replaceAll("_", " "))}</dt></div>`;
  });
  return `<dl>${parts.join("")}</dl>`;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
h2{font-size:1.05rem;margin:2.5rem 0 .5rem}h2 small{display:block;font-weight:normal;color:#555}
dl{display:flex;flex-wrap:wrap;gap:2rem}dd{font-size:1.6rem;margin:0}dt{color:#555}svg{max-width:100%;height:auto}
i{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}details{margin:.5rem 0;color:#444}pre{background:#f5f5f5;padding:.75rem;overflow-x:auto}
table{border-collapse:collapse;font-size:13px}td,th{border-bottom:1px solid #ddd;padding:.1rem .6rem;text-align:left}`;

function whole({ title, version }: Facts, figures: readonly PageFigure[], parts: readonly string[]): string {
  const links = figures.map(({ key, zh }) => `<a href="#${key}">${escapeHtml(zh)}</a>`);
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} ${escapeHtml(version)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
<p>版本 ${escapeHtml(version)} · version ${escapeHtml(version)}. 每幅图下有所用查询：<code>duckdb -init gongkai.sql</code>。Under each figure stands its query. <a href="codebook.html">codebook</a> · <a href="README.zh.md">说明</a> · <a href="README.md">README</a></p>
<nav>${links.join(" · ")}</nav>
${parts.join("\n")}
</body></html>
`;
}
