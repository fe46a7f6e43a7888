// Mark-up made from values: everything that is not mark-up itself is escaped. Must not know documents.

/** The id of the place that a reader is led to. */
export const HERE = "here";
/** The attribute of further places of which one may be meant instead. */
export const AMONG = "data-among";

const STYLE = `
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Droid Sans Fallback", sans-serif; margin: 12px; }
table { border-collapse: collapse; } .seen td { border: 1px solid #888; padding: 2px 6px; white-space: pre-wrap; }
#${HERE}, [${AMONG}] { outline: 3px solid #c2410c; outline-offset: 1px; background: #fde68a !important; }
ol.lines { font-family: "Noto Sans Mono CJK SC", monospace; margin: 0; } ol.lines li { white-space: pre; }
ol.lines li::marker { color: #666; }
svg { border: 1px solid #888; background: #fff; max-width: none; }
`;

/** A page of its own with nothing but what is handed in, already safe. */
export function wholePage(body: string, style = ""): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>source</title><style>${style}</style><style>${STYLE}</style></head><body>${body}</body></html>`;
}
