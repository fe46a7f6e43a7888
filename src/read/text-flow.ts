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
  private line = "";
  private role: FlowLine["role"];

  /** Adds text, runs of white space as one blank, none at the start of a line. */
  add(data: string): void {
    if (!NOT_SPACE.test(data)) {
      if (this.line !== "" && !this.line.endsWith(" ")) this.line += " ";
      return;
    }
    const text = data.replace(SPACE, " ");
    this.line += text.startsWith(" ") && (this.line === "" || this.line.endsWith(" ")) ? text.slice(1) : text;
  }

  /** Adds text whose white space counts; its line ends end lines here. */
  addAsIs(data: string): void {
    const [first = "", ...rest] = data.split(/\r\n?|\n/);
    this.line += first;
    for (const text of rest) {
      this.breakLine();
      this.line += text;
    }
  }

  /** A line break inside a block. A heading stays one text over its breaks. */
  breakLine(): void {
    if (this.role === undefined) this.close();
    else if (this.line !== "") this.line = `${this.line.trimEnd()}\n`;
  }

  /** Ends the line. Lines of nothing but white space are not kept. */
  close(): void {
    const text = this.line.replace(/[ \n]+$/, "");
    this.line = "";
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
