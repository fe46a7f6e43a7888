// Molds of entries, as a page's scripts find them in the sandbox: markup with holes in it, which a framework or a library of templates
// fills with each row of the data that comes. Runs inside the sandbox only, as a part of world-prelude.ts.
// Must not know any wording, nor what frameworks are called.

export const MOLDS = String.raw`
  const molds = (() => {
    /** Methods of components: what holes call by name. */
    const methods = {};
    /**
     * The value of what stands in a hole. A name that is no value of the row stands for the row: each template has its own name for it.
     * Undefined where it is no expression, or has no value.
     */
    function valueOf(code, row) {
      const names = new Proxy({}, {
        has: (_, key) => typeof key === "string",
        get: (_, key) => (typeof key === "symbol" ? undefined : key in row ? row[key] : Object.hasOwn(methods, key) ? methods[key] : key in globalThis ? globalThis[key] : row),
      });
      return guarded(() => new Function("names", "with (names) { return (" + code + ") }").call(row, names));
    }
    const plainOf = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : null);
    /** A text with its holes filled, and without what says how often; null where one of them stays open. */
    function filled(template, row) {
      let isOpen = false;
      const made = template.replace(/\{\{\s*[#/][\s\S]*?\}\}/g, "").replace(/\{\{\{?[=-]?\s*([\s\S]+?)\s*\}?\}\}/g, (_, code) => {
        const value = plainOf(valueOf(code, row));
        isOpen ||= value === null;
        return value ?? "";
      });
      return isOpen ? null : made;
    }
    /** An entry of each row, with the address that its mold makes of it, or what is done when it is clicked. */
    function draw(answer) {
      for (const row of rowsIn(answer)) for (const { href, bound, click, text: said } of page.molds) {
        const address = bound !== null ? plainOf(valueOf(bound, row)) : href !== null ? filled(href, row) : null;
        const title = escaped((filled(said, row) ?? "").trim() || titleOf(row));
        if (address !== null) writes('<a href="' + escaped(address) + '">' + title + "</a>");
        else if (click !== null) writes('<a onclick="__world.use(' + (used.push(() => valueOf(click, row)) - 1) + ')">' + title + "</a>");
      }
    }
    return { methods, filled, draw };
  })();
`;
