// Data whose records say where on a page their words stand, as services for recognition answer and programs list words, to pages.
// Must not know what the words say.
import type { Canvas } from "../model/document.ts";
import { isRecord, type Json, type Named } from "./json-tables.ts";
import { type Box, canvasesOf, type PlacedPage, type PlacedWord } from "./placed-words.ts";

/** The lists of placed words in a value, each a page; null where it holds none. Words in data are somebody's recognition. */
export function pagesInJson(value: Json): Canvas[] | null {
  const pages: PlacedPage[] = [];
  const visit = (one: Json, depth: number): void => {
    if (one === null || typeof one !== "object" || depth > DEEPEST) return;
    const words = Array.isArray(one) && one.length > 1 ? one.map(placedWord) : [null];
    if (words.every((word) => word !== null)) pages.push({ size: null, words: words as PlacedWord[] });
    else for (const inner of Object.values(one)) visit(inner as Json, depth + 1);
  };
  visit(value, 0);
  return pages.length === 0 ? null : canvasesOf(pages, true);
}

/** Values within values deeper than this are made to tire a reader. */
const DEEPEST = 20;
const TEXT = /^(?:words?|text|rec_?(?:txt|text)|detected_?text|content|transcription|str)$/i;
const PLACE =
  /^(?:location|box|bbox|bounding_?box|position|points?|polygon|item_?polygon|rect(?:angle)?|coords|text_?region|vertices)$/i;

/** A record of a text and its place, or a pair of them: the place first, then the text, alone or with how sure it is. */
function placedWord(value: Json): PlacedWord | null {
  if (Array.isArray(value)) {
    const [place = null, said = null] = value;
    const text = Array.isArray(said) ? said[0] : said;
    const box = typeof text === "string" && value.length <= 3 ? boxIn(place) : null;
    return box && typeof text === "string" ? { ...box, text } : null;
  }
  if (!isRecord(value)) return null;
  const entries = Object.entries(value);
  const text = entries.find(([name, one]) => TEXT.test(name) && typeof one === "string")?.[1];
  const box = boxIn(entries.find(([name]) => PLACE.test(name))?.[1] ?? value);
  return typeof text === "string" && box ? { ...box, text } : null;
}

/** A box as its corner and size, as two corners in a row, or around the corners that are told one by one. */
function boxIn(value: Json): Box | null {
  if (Array.isArray(value)) {
    const flat = value.flatMap((one) => (isRecord(one) ? cornerOf(one) : one));
    const numbers = flat.filter((one): one is number => typeof one === "number");
    if (numbers.length !== flat.length || (numbers.length !== 4 && numbers.length !== 8)) return null;
    const xs = numbers.filter((_, rank) => rank % 2 === 0);
    const ys = numbers.filter((_, rank) => rank % 2 === 1);
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  }
  if (!isRecord(value)) return null;
  const named = new Map(
    Object.entries(value).map(([name, one]) => [name.toLowerCase(), Number(one ?? Number.NaN)]),
  );
  const read = (...names: string[]) => names.map((name) => named.get(name)).find((one) => one !== undefined);
  const [left, top] = [read("left", "x"), read("top", "y")];
  const [width, height] = [read("width", "w"), read("height", "h")];
  if (left === undefined || top === undefined || width === undefined || height === undefined) return null;
  const isBox = [left, top, width, height].every(Number.isFinite) && width >= 0 && height >= 0;
  return isBox ? { left, top, right: left + width, bottom: top + height } : null;
}

const cornerOf = (corner: Named): Json[] => [
  corner["x"] ?? corner["X"] ?? null,
  corner["y"] ?? corner["Y"] ?? null,
];

interface Field {
  readonly text: string;
}

/** Rows of fields under heads that name places; null where the heads name none. A row without a text measures its page. */
export function pagesInFields(rows: readonly (readonly Field[])[]): Canvas[] | null {
  const heads = rows[0]?.map(({ text }) => text.trim().toLowerCase()) ?? [];
  const column = (...names: string[]) => heads.findIndex((head) => names.includes(head));
  const [left, top, width, height] = ["left", "top", "width", "height"].map((name) => column(name));
  const [text, page] = [column("text", "words"), column("page_num", "page", "pageno")];
  if ([left, top, width, height, text].some((at) => at === undefined || at < 0)) return null;
  const pages = new Map<string, { size: Box | null; words: PlacedWord[] }>();
  for (const fields of rows.slice(1)) {
    const row = fields.map((field) => field.text);
    const own = pages.get(row[page] ?? "") ?? { size: null, words: [] };
    pages.set(row[page] ?? "", own);
    const [x = 0, y = 0, w = 0, h = 0] = [left, top, width, height].map((at) => Number(row[at ?? 0]));
    const box = { left: x, top: y, right: x + w, bottom: y + h };
    const said = row[text] ?? "";
    if (!Object.values(box).every(Number.isFinite)) continue;
    if (said.trim() !== "") own.words.push({ ...box, text: said });
    else if (own.size === null) own.size = box;
  }
  return canvasesOf([...pages.values()], true);
}
