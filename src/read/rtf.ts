// RTF bytes to paragraphs and tables. Must not know forms or figures.
import { type MetaFact, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { type RowShape, RunningTables } from "./cell-edges.ts";
import { showsSomething } from "./docx-drawn.ts";
import type { TreeNode } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { SIGNS, saysNothing } from "./marks.ts";
import { changedLook, PLAIN_LOOK, type RtfLook, RtfTables } from "./rtf-look.ts";
import { rtfTokens } from "./rtf-tokens.ts";

export const rtfReader: Reader = {
  container: "rtf",
  async read(bytes): Promise<SourceDocument> {
    const parser = new RtfParser();
    parser.run(bytes);
    const walked = walkMarkup({ type: "root", children: parser.finish() });
    if (saysNothing(walked.content)) throw new UnreadableError("empty", "The RTF holds no text.");
    const diagnostics = [...walked.diagnostics];
    if (parser.depth > 0)
      diagnostics.push({ code: "read/part-unreadable", at: {}, found: "the end is missing" });
    return { container: "rtf", meta: parser.meta, content: walked.content, links: walked.links, diagnostics };
  },
};

/** Groups whose text is not text of the page. Those that begin with `\*` are passed over unless named in SHOWN. */
const HIDDEN = new Set(
  (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote " +
    "annotation atnid atnauthor listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata colorschememapping latentstyles " +
    "datastore filetbl fldinst nonshppict shprslt sp pgptbl mmathPr userprops bkmkstart bkmkend listtext pntext"
  ).split(" "),
);
const SHOWN = new Set(["shpinst", "shptxt", "nesttableprops", "fldrslt"]);
/** Lists' numbers are printed, though they stand in a group of their own. */
const NUMBERS = new Set(["listtext", "pntext"]);
const INFO = new Set(["title", "author", "creatim", "revtim"]);

const SYMBOLS: Readonly<Record<string, string>> = {
  tab: "\t",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  "~": "\u00a0",
  _: "-",
  emspace: " ",
  enspace: " ",
};

/** Charset numbers of fonts, as code pages. */
const FONT_CHARSETS: Readonly<Record<number, string>> = {
  134: "gb18030",
  136: "big5",
  128: "shift_jis",
  129: "euc-kr",
};
const CODE_PAGES: Readonly<Record<number, string>> = {
  936: "gb18030",
  950: "big5",
  932: "shift_jis",
  949: "euc-kr",
  65001: "utf-8",
  54936: "gb18030",
};

const WESTERN = "windows-1252";

/** Bytes that are none of their charset are letters of a western font. */
function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder(WESTERN).decode(bytes);
  }
}

/** Groups that show something other than text, and those whose content is another notation of it. */
const DRAWN = new Set(["pict", "shppict", "object"]);

interface State {
  hidden: boolean;
  look: RtfLook;
  font: number;
  charset: string;
  /** Characters that follow a \u for readers that do not know it. */
  fallback: number;
  destination: string;
  inTable: boolean;
  level: number;
}

/** Definition of a row's cells as it is being given. */
interface Shaping {
  left: number;
  /** Some cell has a ground of its own. */
  grounded: boolean;
  cells: RowShape["cells"][number][];
  next: Merges;
}

interface Merges {
  mergedLeft: boolean;
  mergedUp: boolean;
  startsDown: boolean;
}

const unmerged = (): Merges => ({ mergedLeft: false, mergedUp: false, startsDown: false });
const emptyShape = (): Shaping => ({ left: 0, grounded: false, cells: [], next: unmerged() });

class RtfParser {
  readonly meta: MetaFact[] = [];
  depth = 0;
  private readonly tables = new RunningTables();
  /** Definitions of rows, by how deep their tables are nested. */
  private readonly shapes: Shaping[] = [];
  private readonly stack: State[] = [];
  private state: State = {
    hidden: false,
    look: PLAIN_LOOK,
    font: 0,
    charset: WESTERN,
    fallback: 1,
    destination: "",
    inTable: false,
    level: 1,
  };
  private readonly fonts = new Map<number, string>();
  private readonly looks = new RtfTables();
  /** Code and result of the fields that are open. */
  private readonly fields: { code: string; shown: boolean }[] = [];
  /** For each open shape, whether text stands in it. */
  private readonly openShapes: boolean[] = [];
  private codePage = WESTERN;
  private bytes: number[] = [];
  private bytesCharset = "";
  private skip = 0;
  private starred = false;
  private inline: TreeNode[] = [];
  private info = "";

  run(bytes: Uint8Array): void {
    for (const token of rtfTokens(bytes)) {
      if (token.kind === "byte") this.byte(token.byte);
      else if (token.kind === "open") this.open();
      else if (token.kind === "close") this.close();
      else this.word(token.name, token.value);
    }
    this.flush();
  }

  finish(): TreeNode[] {
    this.endParagraph();
    this.tables.close(0);
    return this.tables.body;
  }

  private open(): void {
    this.flush();
    this.depth += 1;
    this.stack.push({ ...this.state });
  }

  private close(): void {
    this.flush();
    this.depth -= 1;
    if (INFO.has(this.state.destination) && this.info.trim() !== "") {
      this.meta.push({ name: this.state.destination, text: this.info.trim(), at: { part: "info" } });
    }
    this.info = "";
    this.endDrawn(this.state.destination);
    const before = this.stack.pop();
    if (before) this.state = before;
    this.starred = false;
  }

  private byte(byte: number): void {
    if (this.skip > 0) {
      this.skip -= 1;
      return;
    }
    if (this.bytes.length > 0 && this.bytesCharset !== this.state.charset) this.flush();
    this.bytesCharset = this.state.charset;
    this.bytes.push(byte);
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    const text = decode(Uint8Array.from(this.bytes), this.bytesCharset);
    this.bytes = [];
    this.text(text);
  }

  private text(text: string): void {
    const { destination, look, font } = this.state;
    if (INFO.has(destination)) this.info += text;
    if (destination === "colortbl") this.looks.colourText(text);
    if (destination === "fonttbl") this.looks.fontText(font, text.replace(/;.*$/s, ""));
    const field = this.fields.at(-1);
    if (destination === "fldinst" && field) field.code += text;
    const seen = this.looks.seenAs(look, this.shape(Math.max(1, this.tables.depth)).grounded);
    if (this.state.hidden || seen === "no") return;
    if (field) field.shown ||= text.trim() !== "";
    const pictures = this.looks.showsPictures(font) && text.trim() !== "";
    const doubt = seen === "unknown" && text.trim() !== "" ? SIGNS.overlapping : "";
    const node: TreeNode = { type: "text", data: pictures ? SIGNS.drawn : text + doubt };
    this.inline.push(look.raised ? { type: "tag", name: look.raised, attribs: {}, children: [node] } : node);
  }

  /** Something is drawn where the text is now. */
  private drawn(): void {
    if (this.state.hidden) return;
    const field = this.fields.at(-1);
    if (field) field.shown = true;
    this.inline.push({ type: "text", data: SIGNS.drawn });
  }

  /** What opens when a group tells what it is for. */
  private beginDrawn(name: string): void {
    if (DRAWN.has(name)) this.drawn();
    else if (name === "field") this.fields.push({ code: "", shown: false });
    else if (name === "shpinst") this.openShapes.push(false);
    else if (name === "shptxt" && this.openShapes.length > 0)
      this.openShapes[this.openShapes.length - 1] = true;
  }

  /** A shape without text and a field without a result show something that is not in the text. */
  private endDrawn(destination: string): void {
    if (destination === this.stack.at(-1)?.destination) return;
    if (destination === "shpinst" && this.openShapes.pop() === false) this.drawn();
    const field = destination === "field" ? this.fields.pop() : undefined;
    if (field && !field.shown && showsSomething(field.code)) this.drawn();
  }

  private word(name: string, value: number | null): void {
    if (name === "*") {
      this.flush();
      this.starred = true;
      return;
    }
    if (name === "u" && value !== null) {
      this.flush();
      this.text(String.fromCharCode(value < 0 ? value + 65_536 : value));
      this.skip = this.state.fallback;
      return;
    }
    this.flush();
    this.skip = 0;
    if (this.state.destination === "colortbl") return this.looks.colourWord(name, value);
    const look = changedLook(this.state.look, name, value);
    if (this.starred || HIDDEN.has(name) || INFO.has(name) || name === "field" || SHOWN.has(name)) {
      this.beginDrawn(name);
      this.destination(name);
      this.starred = false;
      if (!NUMBERS.has(name)) this.tableWord(name, value);
      return;
    }
    const symbol = SYMBOLS[name];
    if (symbol !== undefined) this.text(symbol);
    else if (name === "uc") this.state.fallback = value ?? 1;
    else if (name === "ansicpg") {
      this.codePage = CODE_PAGES[value ?? 0] ?? WESTERN;
      this.state.charset = this.codePage;
    } else if (name === "f" || name === "fcharset") this.setFont(name, value ?? 0);
    else if (look) this.state.look = look;
    else if (name === "par" || name === "sect" || name === "page") this.endParagraph();
    else if (name === "line") this.inline.push({ type: "tag", name: "br", attribs: {}, children: [] });
    else this.tableWord(name, value);
  }

  private destination(name: string): void {
    this.state.destination = name;
    if (SHOWN.has(name) || name === "field") return;
    if (NUMBERS.has(name)) return;
    if (this.starred || HIDDEN.has(name)) this.state.hidden = true;
  }

  private setFont(name: string, value: number): void {
    if (name === "f") {
      this.state.font = value;
      this.state.charset = this.fonts.get(value) ?? this.codePage;
      return;
    }
    const charset = FONT_CHARSETS[value];
    if (charset !== undefined) this.fonts.set(this.state.font, charset);
  }

  private tableWord(name: string, value: number | null): void {
    const depth = Math.max(1, this.tables.depth);
    const shape = this.shape(depth);
    if (name === "pard") Object.assign(this.state, { inTable: false, level: 1 });
    else if (name === "intbl") this.state.inTable = true;
    else if (name === "itap")
      Object.assign(this.state, { level: Math.max(1, value ?? 0), inTable: (value ?? 0) > 0 });
    else if (name === "trowd") this.shapes[depth] = emptyShape();
    else if (name === "trleft") shape.left = value ?? 0;
    else if (name === "clcbpat" || name === "clshdng") shape.grounded ||= (value ?? 0) > 0;
    else if (name === "clmrg") shape.next.mergedLeft = true;
    else if (name === "clvmgf") shape.next.startsDown = true;
    else if (name === "clvmrg") shape.next.mergedUp = true;
    else if (name === "cellx") {
      shape.cells.push({ right: value ?? 0, ...shape.next });
      shape.next = unmerged();
    } else if (name === "cell" || name === "nestcell") this.endCell(name === "cell" ? 1 : this.state.level);
    else if (name === "row") this.tables.endRow(this.shape(1), 1);
    else if (name === "nestrow") this.tables.endRow(shape, Math.max(2, depth));
  }

  private shape(depth: number): Shaping {
    const shape = this.shapes[depth] ?? emptyShape();
    this.shapes[depth] = shape;
    return shape;
  }

  private endParagraph(): void {
    if (this.state.hidden) return;
    this.tables.paragraph(this.inline, this.state.inTable ? this.state.level : 0);
    this.inline = [];
  }

  private endCell(depth: number): void {
    if (this.state.hidden) return;
    this.tables.endCell(this.inline, depth);
    this.inline = [];
  }
}
