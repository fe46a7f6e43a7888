// Writes a report as HTML from sheets and prose.
import type { Sheet } from "./print-form.ts";

export const escapeHtml = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>")
    .replaceAll("\u00a0", "&nbsp;");

export function htmlTable(
  sheet: Sheet,
  attributes = 'border="1"',
  inner: (text: string) => string = escapeHtml,
): string {
  const rows = sheet.map((row) => {
    const cells = row.map(({ text, rowSpan, colSpan }) => {
      const spans = `${colSpan > 1 ? ` colspan="${colSpan}"` : ""}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}`;
      return `<td${spans}>${inner(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table ${attributes}>\n${rows.join("\n")}\n</table>`;
}

export function htmlPage(title: string, body: string, head = '<meta charset="utf-8">'): string {
  return `<!DOCTYPE html>\n<html><head>${head}<title>${escapeHtml(title)}</title></head>\n<body>\n${body}\n</body></html>\n`;
}
