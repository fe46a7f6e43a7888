// Whether a font tells which letters its codes are: what is only a number, or only a drawing, is no letter.
// Must not know pages or words.

/** What the library knows of a font beyond its drawing. */
export interface FontCodes {
  readonly composite?: boolean;
  readonly isType3Font?: boolean;
  readonly missingFile?: boolean;
  readonly differences?: readonly (string | undefined)[];
  readonly defaultEncoding?: readonly (string | undefined)[];
  /** A map by code, or a range of codes that stand for themselves. */
  readonly toUnicode?: { readonly _map?: readonly (string | undefined)[]; readonly firstChar?: number };
}

/** Names that number a drawing and name no letter, as programs make them up: g12, G3A, cid7, a40, uni-less. */
const NUMBERED = /^(?:g|gid|glyph|c|cid|char|index|a|f|s|t)?[-_.]?([0-9a-f]{1,6})$/i;
/** Characters of private use, of control, and the mark of a lost one: a map that leads there tells nothing. */
const NO_LETTER = /[\p{Co}\p{Cn}\p{Cs}\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

export function tellsLetters(font: FontCodes): (code: number, unicode: string) => boolean {
  const map = font.toUnicode?._map;
  return (code, unicode) => {
    if (NO_LETTER.test(unicode)) return false;
    if (!map) return !(font.composite && font.toUnicode?.firstChar !== undefined);
    const name = font.composite ? undefined : font.differences?.[code] || font.defaultEncoding?.[code];
    const told = map[code];
    if (told !== undefined) return !isGuessed(name, told);
    // A code that the font's own map leaves out stands for itself at best, and only where it is plain text.
    return !font.isType3Font && !font.composite && isPlain(code, name);
  };
}

/** The library reads a number in a glyph's name as a letter's; a map of the file would hardly say the same. */
function isGuessed(name: string | undefined, told: string): boolean {
  const number = NUMBERED.exec(name ?? "")?.[1];
  if (!number || (name ?? "").length === 1) return false;
  const code = told.codePointAt(0);
  return code === Number.parseInt(number, 16) || code === Number.parseInt(number, 10);
}

function isPlain(code: number, name: string | undefined): boolean {
  return code >= 0x20 && code < 0x7f && !NUMBERED.test(name ?? "");
}
