// What a PDF is put together from: objects, streams and the font that Chinese offices name and do not bring (SimSun,
// characters as UTF-16 codes). Sizes and places are in points, y from the page's foot.

export const FONT =
  "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" +
  "/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]" +
  "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -140 1000 860]/ItalicAngle 0" +
  "/Ascent 860/Descent -140/CapHeight 700/StemV 80>>>>]>>";

/** A whole file with a right cross-reference table; the first object is its catalogue. */
export function pdfFile(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.4\n";
  const starts = objects.map((object, index) => {
    const start = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

export function stream(entries: string, data: string): string {
  return `<<${entries}/Length ${data.length}>>stream\n${data}\nendstream`;
}

/** Operators that show `text` with its base line's left end at (x, y). */
export function show(text: string, x: number, y: number, size = 10): string {
  const codes = Array.from(text, (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")).join("");
  return `BT /F ${size} Tf ${x} ${y} Td <${codes}> Tj ET\n`;
}
