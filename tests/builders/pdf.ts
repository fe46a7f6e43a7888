// Writes small PDFs by hand, page by page, so that a test says exactly what stands where on the paper.
// The font is the one that Chinese offices name and do not bring: SimSun, characters as UTF-16 codes.

export interface PdfPage {
  readonly content: string;
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Gives the page a picture named /Im, of this many pixels a side as stated. */
  readonly picture?: number;
  /** Shows this part of the page only: left, bottom, right, top. */
  readonly cropBox?: readonly [number, number, number, number];
  /** Annotations with their appearance as drawing operators, in the page's own coordinates. */
  readonly annotations?: readonly { readonly subtype: string; readonly content: string }[];
  /** Annotations as their dictionaries' entries say it, without an appearance. */
  readonly stated?: readonly string[];
}

const FONT =
  "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" +
  "/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]" +
  "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -140 1000 860]/ItalicAngle 0" +
  "/Ascent 860/Descent -140/CapHeight 700/StemV 80>>>>]>>";

/** Small pictures hold all their pixels, larger ones only state them. */
const MOST_STORED = 100;

/** A type of drawings: "1" is a bar, and nothing says so. */
const DRAWN_FONT = (glyph: number) =>
  `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 800]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 49/LastChar 49/Widths[600]/CharProcs<</g7114 ${glyph} 0 R>>/Encoding<</Type/Encoding/Differences[49/g7114]>>>>`;

/** A whole file with a right cross-reference table. Pages are A4. Layer /Off is hidden. */
export function pdfOf(pages: readonly PdfPage[]): Uint8Array {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>>>",
    "",
    FONT,
    "<</Type/OCG/Name(Off)>>",
    DRAWN_FONT(6),
    stream("", "600 0 0 0 600 800 d1 250 0 100 700 re f"),
  ];
  const add = (object: string) => objects.push(object);
  const kids: string[] = [];
  const resources =
    "/Font<</F 3 0 R/T 5 0 R>>/Properties<</Off 4 0 R>>/ExtGState<</Thin<</ca .01>>/Marker<</BM/Multiply>>>>";
  for (const { content, rotate = 0, picture = 1, cropBox, annotations = [], stated = [] } of pages) {
    const own = annotations.map(({ subtype, content: shown }) => {
      const form = add(
        stream(`/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<${resources}>>`, shown),
      );
      return `<</Type/Annot/Subtype/${subtype}/QuadPoints[0 842 595 842 0 0 595 0]/Rect[0 0 595 842]/F 4/AP<</N ${form} 0 R>>>>`;
    });
    const contents = add(stream("", content));
    const image = add(
      stream(
        `/Type/XObject/Subtype/Image/Width ${picture}/Height ${picture}/ColorSpace/DeviceGray/BitsPerComponent 8`,
        "x".repeat(picture <= MOST_STORED ? picture * picture : 1),
      ),
    );
    const crop = cropBox ? `/CropBox[${cropBox.join(" ")}]` : "";
    const page = add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${crop}/Rotate ${rotate}/Annots[${[...own, ...stated.map((entries) => `<</Type/Annot${entries}>>`)].join("")}]/Resources<<${resources}/XObject<</Im ${image} 0 R>>>>/Contents ${contents} 0 R>>`,
    );
    kids.push(`${page} 0 R`);
  }
  objects[1] = `<</Type/Pages/Count ${pages.length}/Kids[${kids.join(" ")}]>>`;
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

function stream(entries: string, data: string): string {
  return `<<${entries}/Length ${data.length}>>stream\n${data}\nendstream`;
}

/** Operators that show `text` in 10 points with its base line's left end at (x, y), y from the page's foot. */
export function show(text: string, x: number, y: number): string {
  const codes = Array.from(text, (char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")).join("");
  return `BT /F 10 Tf ${x} ${y} Td <${codes}> Tj ET\n`;
}

/** Operators that draw all lines between `xs` and `ys`. */
export function ruled(xs: readonly number[], ys: readonly number[]): string {
  const across = ys.map((y) => `${xs[0]} ${y} m ${xs.at(-1)} ${y} l S\n`);
  const down = xs.map((x) => `${x} ${ys[0]} m ${x} ${ys.at(-1)} l S\n`);
  return [...across, ...down].join("");
}

/** A picture over the whole page. */
export const WHOLE_PAGE_PICTURE = "q 595 0 0 842 0 0 cm /Im Do Q\n";
