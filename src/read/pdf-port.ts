// The line between the two halves of pdfjs, one that parses and one that is asked: both run in this thread. Must not know pages.

type Listener = (event: { readonly data: unknown }) => void;
interface Message {
  readonly stream?: number;
  readonly chunk?: object;
  readonly data?: unknown;
}

/** A message that brings a piece of what was asked for, such as the operators of a page. */
const PIECE = 4;

/**
 * Hands over what one half says to the other, after the turn in which it is said. The library's own clones every message:
 * a fifteenth of what a PDF costs went into copies of letters that nobody changes. Its pieces are copied here as deep as their
 * sender uses them again; all else is cloned.
 */
export class PdfPort {
  private readonly listeners = new Set<Listener>();
  private readonly said = Promise.resolve();

  postMessage(message: Message, transfer?: readonly ArrayBuffer[]): void {
    const data = isPiece(message)
      ? { ...message, chunk: copied(message.chunk) }
      : structuredClone(message, transfer ? { transfer: [...transfer] } : undefined);
    void this.said.then(() => {
      for (const listener of this.listeners) listener.call(this, { data });
    });
  }

  addEventListener(_: "message", listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.listeners.add(listener);
    options?.signal?.addEventListener("abort", () => this.listeners.delete(listener));
  }

  removeEventListener(_: "message", listener: Listener): void {
    this.listeners.delete(listener);
  }

  terminate(): void {
    this.listeners.clear();
  }
}

function isPiece(message: Message): message is Message & { readonly chunk: object } {
  return message.stream === PIECE && typeof message.chunk === "object" && message.chunk !== null;
}

/** The sender empties its lists, and puts others in their place. */
function copied(piece: object): object {
  return Object.fromEntries(
    Object.entries(piece).map(([name, value]) => [name, Array.isArray(value) ? value.slice() : value]),
  );
}
