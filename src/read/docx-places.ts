// Where on its page a drawing of a DOCX stands, and what size it has. Must not know what is drawn.
import { descendants, type XmlNode } from "./docx-tree.ts";

/** What a drawing's place is counted from: two drawings are compared only where it is the same. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Its heights are counted from the paragraph that holds it, and not from the page. */
  readonly byParagraph: boolean;
}

const EMU_PER_POINT = 12700;
const POINTS: Readonly<Record<string, number>> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  pc: 12,
  px: 0.75,
};

/** Null for a drawing that stands in the line, or is one of several. In points. */
export function placeOf(drawing: XmlNode): Place | null {
  const anchors = descendants(drawing, "wp:anchor");
  if (anchors.length > 0) return anchors.length === 1 ? anchored(anchors[0] as XmlNode) : null;
  const shapes = drawing.children.filter(({ name }) => SHAPES.has(name));
  return shapes.length === 1 ? styled(shapes[0] as XmlNode) : null;
}

const SHAPES = new Set(["v:shape", "v:rect", "v:line", "v:roundrect"]);

function anchored(anchor: XmlNode): Place | null {
  const [across, down] = ["wp:positionH", "wp:positionV"].map((name) => descendants(anchor, name)[0]);
  const offset = (position: XmlNode | undefined) => {
    const stated = position && descendants(position, "wp:posOffset")[0]?.children[0]?.data;
    return stated === undefined ? Number.NaN : Number(stated) / EMU_PER_POINT;
  };
  const size = descendants(anchor, "wp:extent")[0]?.attribs ?? {};
  return finite({
    left: offset(across),
    top: offset(down),
    width: Number(size["cx"]) / EMU_PER_POINT,
    height: Number(size["cy"]) / EMU_PER_POINT,
    byParagraph: isWithinText(down?.attribs["relativeFrom"]),
  });
}

function styled({ attribs }: XmlNode): Place | null {
  const style = new Map(
    (attribs["style"] ?? "").split(";").map((one) => {
      const [name = "", value = ""] = one.split(":");
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  if (style.get("position") !== "absolute") return null;
  const byParagraph = isWithinText(style.get("mso-position-vertical-relative"));
  const ends = [attribs["from"], attribs["to"]].map((end) => end?.split(",").map(pointsIn) ?? []);
  const [[x1 = Number.NaN, y1 = Number.NaN] = [], [x2 = Number.NaN, y2 = Number.NaN] = []] = ends;
  const line = {
    left: Math.min(x1, x2),
    top: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
  const value = (name: string) => pointsIn(style.get(name));
  const box = {
    left: value("margin-left"),
    top: value("margin-top"),
    width: value("width"),
    height: value("height"),
  };
  return finite({ ...(attribs["from"] === undefined ? box : line), byParagraph });
}

/** Counted from what moves with the text; `undefined` is the paragraph, or its line. */
const isWithinText = (from = "text") => /^(?:paragraph|line|text|char)$/.test(from);

function pointsIn(stated: string | undefined): number {
  const [, number, unit = "px"] = /^(-?[\d.]+)([a-z]{2})?$/.exec(stated?.trim() ?? "") ?? [];
  return Number(number) * (POINTS[unit] ?? Number.NaN);
}

const finite = (place: Place): Place | null =>
  [place.left, place.top, place.width, place.height].every(Number.isFinite) ? place : null;
