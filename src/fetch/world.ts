// Runs the scripts of a page in a sandbox that has no network, no files and no clock to wait for, and tells what they
// would do: go somewhere, ask for data, post a form, write markup, call a function that the page does not hold.
// Must not know any wording, nor which of these things matter.
import variantModule from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Attributes, Mold, OutlineForm } from "./outline.ts";
import type { TableCall } from "./rules.ts";
import { PRELUDE, UNKNOWN } from "./world-prelude.ts";

export type Effect =
  | { readonly kind: "goes"; readonly url: string }
  | { readonly kind: "writes"; readonly markup: string }
  | { readonly kind: "calls"; readonly name: string; readonly args: readonly unknown[] }
  | {
      readonly kind: "submit";
      readonly method: string;
      readonly url: string;
      readonly fields: readonly Field[];
    }
  | {
      readonly kind: "request";
      /** Which of the requests it is. */
      readonly at: number;
      readonly method: string;
      readonly url: string;
      readonly json: boolean;
      /** What comes is put into the page as it is. */
      readonly shown: boolean;
      readonly fields: readonly Field[] | null;
      readonly body: string | null;
      readonly headers: readonly Field[];
    };
export type Field = readonly [name: string, value: string];

/** What of a page its scripts may look for. */
export interface WorldPage {
  readonly forms: readonly OutlineForm[];
  /** Elements by name. */
  readonly named: readonly Attributes[];
  /** Texts of templates by the names of their elements. */
  readonly templates: Readonly<Record<string, string>>;
  readonly molds: readonly Mold[];
  readonly tables: TableRules;
}

/** Rules of tables that libraries fill, with patterns as texts. */
export interface TableRules {
  readonly calls: readonly (Omit<TableCall, "call"> & { readonly call: string })[];
  readonly fields: string;
  readonly drawn: string;
  /** Settings that say how many rows a part has. */
  readonly size: string;
}

/** What is not known is where an address leads, or a piece of a value that it is asked with: not only such a value. */
const UNKNOWN_PLACE = new RegExp(`^[^?]*${UNKNOWN}|${UNKNOWN}[^&]|[^=]${UNKNOWN}`, "u");
const UNKNOWN_ANYWHERE = new RegExp(UNKNOWN, "u");

/** Ten thousand steps each: a page that needs more is given up. */
const MOST_PAUSES = 300;
/** Steps of scripts that wait for one another, done at a time. */
const MOST_JOBS = 1000;
/** Pages of 64 KiB that all scripts together get: the engine's own bound does not hold in this build. */
const MEMORY = { initial: 256, maximum: 1024 };
/** More would let scripts that call themselves without end break the engine instead of the script. */
const STACK = 128 * 1024;
/** Longer scripts are libraries. */
const LONGEST_SCRIPT = 200_000;

/** The module is the variant; its types are those of its CommonJS twin, which holds it. */
const variant = variantModule as unknown as QuickJSSyncVariant;
let loading: Promise<QuickJSWASMModule> | null = null;

/** Its types are part of those of browsers only. */
const { WebAssembly: engine } = globalThis as unknown as {
  WebAssembly: { Memory: new (pages: typeof MEMORY) => object };
};

/** The sandbox's engine, loaded once. */
export function loadSandbox(): Promise<QuickJSWASMModule> {
  loading ??= newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: new engine.Memory(MEMORY) }));
  return loading;
}

export class PageWorld {
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private pauses = 0;
  private mistaken = false;
  private stopped = false;

  constructor(engine: QuickJSWASMModule, url: string, { forms, named, templates, molds, tables }: WorldPage) {
    this.runtime = engine.newRuntime();
    this.runtime.setMaxStackSize(STACK);
    this.runtime.setInterruptHandler(() => {
      this.pauses += 1;
      this.stopped ||= this.pauses > MOST_PAUSES;
      return this.pauses > MOST_PAUSES;
    });
    this.context = this.runtime.newContext();
    const { href, protocol, host, hostname, port, pathname, search, hash, origin } = new URL(url);
    const location = { href, protocol, host, hostname, port, pathname, search, hash, origin };
    const page = JSON.stringify({
      url,
      location,
      forms,
      named: named.filter(hasValue),
      templates,
      molds,
      tables,
    });
    this.evaluate(`${PRELUDE};globalThis.__world = globalThis.__world(${page}); ""`);
  }

  /** Runs scripts one after the other, and tells what all of them did. */
  run(scripts: readonly string[]): Effect[] {
    for (const script of scripts) {
      if (script.length > LONGEST_SCRIPT) continue;
      // Names of one script are names of the next one, and of handlers.
      const text = script.replace(/<!--|-->/g, ";").replace(/\b(?:let|const)(?=\s)/g, "var");
      if (this.within(text)) continue;
      // Modules wait where other scripts must not.
      if (/\bawait\b/.test(text) && this.within(`(async () => {${text}\n})()`)) continue;
      // Half a script of a template: what can be run of it is.
      for (const piece of text.split(/;|\n/)) if (piece.trim() !== "") this.within(piece);
    }
    return this.take();
  }

  /** What a handler does when its element is used; `chosen` names a field that gets the element's value before. */
  handle(code: string, attributes: Readonly<Record<string, string>>, chosen: string | null = null): Effect[] {
    this.evaluate("__world.restore()");
    const self = JSON.stringify(attributes);
    if (chosen !== null)
      this.evaluate(
        `__world.choose(${JSON.stringify(chosen)}, ${JSON.stringify(attributes["value"] ?? "")})`,
      );
    this.within(`(function () {${code}\n}).call(__world.self(${self}));`);
    return this.take();
  }

  /** What scripts keep in names of their own: lists as data among it. */
  values(): unknown[] {
    return JSON.parse(this.evaluate("__world.values()") ?? "[]") as unknown[];
  }

  /** Numbers that scripts keep in names of their own. */
  numbers(): [name: string, value: number][] {
    return JSON.parse(this.evaluate("__world.numbers()") ?? "[]") as [string, number][];
  }

  /** What the scripts do that wait for the answer of a request. */
  answer(at: number, text: string): Effect[] {
    this.evaluate(`__world.answer(${at}, ${JSON.stringify(text)})`);
    return this.take();
  }

  /** True once scripts did more than is looked at: what they have written is not all. */
  isCut(): boolean {
    return this.evaluate("__world.isCut()") === "true" || this.stopped;
  }

  /** What pagers of libraries were told, each with the arguments of its call. */
  pagers(): unknown[][] {
    return JSON.parse(this.evaluate("__world.pagers()") ?? "[]") as unknown[][];
  }

  /** What a pager, told by its place in `pagers`, does when it is turned to a number. */
  turn(at: number, number: number): Effect[] {
    this.evaluate(`__world.restore();__world.turn(${at}, ${number})`);
    return this.take();
  }

  /** Selectors of the elements that scripts wait to be used. */
  selectors(): string[] {
    return JSON.parse(this.evaluate("__world.selectors()") ?? "[]") as string[];
  }

  /** What the script does that waits for the element of a selector, told by its place in `selectors`. */
  press(at: number, attributes: Readonly<Record<string, string>>): Effect[] {
    this.evaluate(`__world.restore();__world.press(${at}, ${JSON.stringify(attributes)})`);
    return this.take();
  }

  close(): void {
    this.context.dispose();
    this.runtime.dispose();
  }

  private take(): Effect[] {
    this.pauses = 0;
    const jobs = this.runtime.executePendingJobs(MOST_JOBS);
    jobs.dispose();
    const effects = JSON.parse(this.evaluate("__world.take()") ?? "[]") as Effect[];
    return effects.filter(
      (effect) =>
        !("url" in effect) ||
        !(effect.kind === "request" ? UNKNOWN_PLACE : UNKNOWN_ANYWHERE).test(effect.url),
    );
  }

  /** False when the text is no script. */
  private within(text: string): boolean {
    return this.evaluate(`with (__world.scope) {${text}\n}; ""`) !== null || !this.mistaken;
  }

  /** The value as text; null where the code failed. */
  private evaluate(code: string): string | null {
    this.pauses = 0;
    const result = this.context.evalCode(code, "page", { strict: false });
    if (result.error) {
      const error = this.context.dump(result.error) as { name?: string } | null;
      result.error.dispose();
      this.mistaken = error?.name === "SyntaxError";
      return null;
    }
    this.mistaken = false;
    const value = this.context.dump(result.value) as unknown;
    result.value.dispose();
    return typeof value === "string" ? value : "";
  }
}

/** True for an element that has something for scripts to read. */
function hasValue(attributes: Attributes): boolean {
  return Object.keys(attributes).some((name) => /^(?:value|content|data-.*)$/.test(name));
}
