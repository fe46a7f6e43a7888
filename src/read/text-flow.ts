// Gathers the text of a flow as a browser shows it: white space collapsed, lines broken where blocks end.
// Must not know elements or tables.

/** A line or paragraph that has been closed. */
export interface FlowLine {
  readonly kind: "line";
  readonly text: string;
  readonly role?: "title" | "heading";
}

const SPACE = /[ \t\n\r\f]+/g;
const NOT_SPACE = /[^ \t\n\r\f]/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

export class TextFlow<Other extends { readonly kind: string }> {
  readonly items: (FlowLine | Other)[] = [];
  /** The open line, piece by piece and none of them empty: to look at the end of one long text costs its length. */
  private line: string[] = [];
  private role: FlowLine["role"];

  /** Adds text, runs of white space as one blank, none at the start of a line. */
  add(data: string): void {
    const closed = this.line.length === 0 || this.line.at(-1)?.endsWith(" ") === true;
    if (!NOT_SPACE.test(data)) {
      if (!closed) this.line.push(" ");
      return;
    }
    const text = data.replace(SPACE, " ");
    this.line.push(text.startsWith(" ") && closed ? text.slice(1) : text);
  }

  /** Adds text whose white space counts; its line ends end lines here. */
  addAsIs(data: string): void {
    const [first = "", ...rest] = data.split(/\r\n?|\n/);
    if (first !== "") this.line.push(first);
    for (const text of rest) {
      this.breakLine();
      if (text !== "") this.line.push(text);
    }
  }

  /** A line break inside a block. A heading stays one text over its breaks. */
  breakLine(): void {
    if (this.role === undefined) this.close();
    else if (this.line.length > 0) {
      this.trimEnd();
      this.line.push("\n");
    }
  }

  /** Ends the line. Lines of nothing but white space are not kept. */
  close(): void {
    const text = withoutEnd(this.line.join(""));
    this.line = [];
    if (text.trim() === "") return;
    this.items.push(
      this.role === undefined ? { kind: "line", text } : { kind: "line", text, role: this.role },
    );
  }

  /** Ends the line; what follows is of that role until the role is set again. */
  setRole(role: FlowLine["role"]): FlowLine["role"] {
    this.close();
    const before = this.role;
    this.role = role;
    return before;
  }

  push(item: Other): void {
    this.close();
    this.items.push(item);
  }

  private trimEnd(): void {
    for (let last = this.line.pop(); last !== undefined; last = this.line.pop()) {
      const text = last.trimEnd();
      if (text === "") continue;
      this.line.push(text);
      return;
    }
  }
}

/** Without the blanks and breaks at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\n")) end -= 1;
  return text.slice(0, end);
}

/** Digits of raised or lowered text as the characters for it, so that a note mark never joins a figure. */
export function shiftDigits(text: string, direction: "up" | "down"): string {
  const digits = direction === "up" ? RAISED : LOWERED;
  return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** A cell whose whole text is raised is no note mark: its figure is only printed small. */
export function settleDigits(text: string): string {
  if (!/^[\s\u2070-\u2089\u00b2\u00b3\u00b9]+$/.test(text)) return text;
  return [...text]
    .map((char) => {
      const raised = RAISED.indexOf(char);
      const at = raised >= 0 ? raised : LOWERED.indexOf(char);
      return at >= 0 ? String(at) : char;
    })
    .join("");
}
