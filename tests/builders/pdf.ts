// Writes small PDFs by hand, page by page, so that a test says exactly what stands where on the paper.
import { FONT, pdfFile, stream } from "../../src/dev/made/pdf.ts";

export { show } from "../../src/dev/made/pdf.ts";

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

/** Small pictures hold all their pixels, larger ones only state them. */
const MOST_STORED = 100;

/** A type of drawings: "1" is a bar, and nothing says so. */
const DRAWN_FONT = (glyph: number) =>
  `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 800]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 49/LastChar 49/Widths[600]/CharProcs<</g7114 ${glyph} 0 R>>/Encoding<</Type/Encoding/Differences[49/g7114]>>>>`;

/** Pages are A4. Layer /Off is hidden. */
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
  return pdfFile(objects);
}

/** Operators that draw all lines between `xs` and `ys`. */
export function ruled(xs: readonly number[], ys: readonly number[]): string {
  const across = ys.map((y) => `${xs[0]} ${y} m ${xs.at(-1)} ${y} l S\n`);
  const down = xs.map((x) => `${x} ${ys[0]} m ${x} ${ys.at(-1)} l S\n`);
  return [...across, ...down].join("");
}

/** A picture over the whole page. */
export const WHOLE_PAGE_PICTURE = "q 595 0 0 842 0 0 cm /Im Do Q\n";
