// Writes OFD files from the standard: text objects at stated places and ruled tables. The reader never sees this code.
import { strToU8, zipSync } from "fflate";

export interface OfdCell {
  readonly text: string;
  readonly rowSpan: number;
  readonly colSpan: number;
}

const SIZE = 3;
const LINE = 4;

interface Drawing {
  readonly objects: string[];
  id: number;
}

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function drawText(page: Drawing, text: string, x: number, y: number): void {
  if (text === "") return;
  const steps = [...text]
    .slice(1)
    .map((_, index) => (([...text][index]?.charCodeAt(0) ?? 0) > 0xff ? SIZE : SIZE / 2));
  const delta = steps.length > 0 ? ` DeltaX="${steps.join(" ")}"` : "";
  page.id += 1;
  page.objects.push(
    `<ofd:TextObject ID="${page.id}" Boundary="${x} ${y} ${text.length * SIZE} ${SIZE}" Font="1" Size="${SIZE}"><ofd:TextCode X="0" Y="${SIZE * 0.88}"${delta}>${escapeXml(text)}</ofd:TextCode></ofd:TextObject>`,
  );
}

function drawLine(page: Drawing, x0: number, y0: number, x1: number, y1: number): void {
  page.id += 1;
  const [width, height] = [Math.max(0.1, x1 - x0), Math.max(0.1, y1 - y0)];
  page.objects.push(
    `<ofd:PathObject ID="${page.id}" Boundary="${x0} ${y0} ${width} ${height}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${x1 - x0} ${y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>`,
  );
}

function mark(taken: boolean[][], row: number, column: number): void {
  const slots = taken[row] ?? [];
  slots[column] = true;
  taken[row] = slots;
}

/** Draws a table; the first column is wide enough for labels. @returns the y below it. */
function drawTable(page: Drawing, rows: readonly (readonly OfdCell[])[], top: number): number {
  const taken: boolean[][] = rows.map(() => []);
  const placed = rows.flatMap((row, r) => {
    let c = 0;
    return row.map((cell) => {
      while (taken[r]?.[c]) c += 1;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1) mark(taken, r + down, c + right);
      return { cell, r, c };
    });
  });
  const columns = Math.max(...taken.map((row) => row.length));
  const xs = Array.from(
    { length: columns + 1 },
    (_, c) => 10 + (c === 0 ? 0 : 60 + (c - 1) * ((190 - 60) / Math.max(1, columns - 1))),
  );
  const perLine = (from: number, to: number) =>
    Math.max(1, Math.floor(((xs[to] ?? 0) - (xs[from] ?? 0) - 2) / SIZE));
  const heights = rows.map((_, r) =>
    Math.max(
      1,
      ...placed
        .filter((one) => one.r === r && one.cell.rowSpan === 1)
        .map(({ cell, c }) => Math.ceil(cell.text.length / perLine(c, c + cell.colSpan))),
    ),
  );
  const ys = [top];
  for (const lines of heights) ys.push((ys.at(-1) ?? top) + lines * LINE + 2);
  for (const { cell, r, c } of placed) {
    const [x0, x1, y0, y1] = [xs[c] ?? 0, xs[c + cell.colSpan] ?? 0, ys[r] ?? 0, ys[r + cell.rowSpan] ?? 0];
    drawLine(page, x0, y0, x1, y0);
    drawLine(page, x0, y1, x1, y1);
    drawLine(page, x0, y0, x0, y1);
    drawLine(page, x1, y0, x1, y1);
    const width = perLine(c, c + cell.colSpan);
    for (let line = 0; line * width < cell.text.length; line += 1)
      drawText(page, cell.text.slice(line * width, (line + 1) * width), x0 + 1, y0 + 1 + line * LINE);
  }
  return ys.at(-1) ?? top;
}

/**
 * One page as long as it needs to be: lines of text and tables, from top to bottom.
 * @param over objects, as XML, that are painted on the page last
 * @param annotation objects, as XML, that an annotation shows whose corner is the page's
 */
export function ofdOf(
  title: string,
  blocks: readonly (string | readonly (readonly OfdCell[])[])[],
  { over = "", annotation = "" }: { readonly over?: string; readonly annotation?: string } = {},
): Uint8Array {
  const page: Drawing = { objects: [], id: 10 };
  let y = 15;
  for (const block of blocks) {
    if (typeof block === "string") {
      drawText(page, block, 20, y);
      y += 6;
    } else y = drawTable(page, block, y) + 6;
  }
  const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const parts: Record<string, string> = {
    "OFD.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID><ofd:Title>${escapeXml(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    "Doc_0/Document.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>${page.id}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 ${y + 20}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>`,
    "Doc_0/Annots/Annotations.xml": `<ofd:Annotations ${NS}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
    "Doc_0/Annots/Page_0/Annotation.xml": `<ofd:PageAnnot ${NS}><ofd:Annot ID="900" Type="Stamp"><ofd:Appearance Boundary="5 5 200 200">${annotation}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
    "Doc_0/Pages/Page_0/Content.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:Page ${NS}><ofd:Content><ofd:Layer ID="2">${page.objects.join("")}${over}</ofd:Layer></ofd:Content></ofd:Page>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: new Date("2024-01-01T00:00:00Z"),
  });
}
