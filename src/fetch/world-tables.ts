// Tables that a library fills from an address, as a page's scripts find them in the sandbox: what the library would ask for, and
// what the settings of its call make of each row that comes. Runs inside the sandbox only, as a part of world-prelude.ts.
// Must not know what libraries are called, nor what their settings are: the rules of the page say that.

export const TABLES = `
  const tables = (() => {
    const { calls, fields, drawn, size } = page.tables;
    const DEFAULT_SIZE = 10;
    const named = (pattern) => new RegExp(pattern, "iu");
    /** What waits for a row to be clicked, told by an event of the library and not by its settings. */
    const awaited = [];
    const settingsOf = (args) => Object.assign({}, ...args.filter((one) => isData(one) && !Array.isArray(one)));
    const under = (given, pattern) => Object.keys(given).filter((key) => named(pattern).test(key)).map((key) => given[key]);
    /** Parameters of settings; a function is handed those that the library would send, and gives or changes them. */
    function withFields(own, given) {
      const sent = Object.assign({}, own);
      for (const one of under(given, fields)) {
        const more = typeof one === "function" ? guarded(one, undefined, Object.assign(sent, { pageSize: own.limit, pageNumber: 1 })) : one;
        if (isData(more)) Object.assign(typeof one === "function" && more !== sent ? clear(sent) : sent, more);
      }
      return sent;
    }
    const clear = (object) => { for (const key of Object.keys(object)) delete object[key]; return object; };
    function note(name, args) {
      const last = args[args.length - 1];
      if (name === "on" && /^(?:row|tool)/.test(text(args[0])) && typeof last === "function") awaited.push(last);
      const rule = calls.find((one) => named(one.call).test(name));
      if (!rule) return;
      const given = settingsOf(args);
      const ajax = isData(given.ajax) ? given.ajax : { url: given.ajax };
      const url = given.url ?? ajax.url;
      if (typeof url !== "string" || url === "") return;
      const names = { pageName: rule.number, limitName: rule.size, ...given.request };
      const count = under(given, size).map(Number).find((one) => one > 0) ?? DEFAULT_SIZE;
      const isPaged = rule.paged === null || !!given[rule.paged];
      const own = isPaged ? { [names.pageName]: rule.first, [names.limitName]: count } : {};
      const method = given.method ?? given.type ?? given.mtype ?? ajax.type ?? rule.method;
      request(method, url, withFields(own, { ...given, ...ajax }), /json/i.test(text(given.contentType)), given.headers);
      waits((answer) => rows(parsed(answer), args));
    }
    const columnsIn = (value, depth = 0) =>
      !isData(value) || depth > 6 ? [] : Object.keys(value).flatMap((key) => (named(drawn).test(key) && ["function", "string"].includes(typeof value[key]) ? [{ key, made: value[key], field: value.field ?? value.data ?? value.name }] : columnsIn(value[key], depth + 1)));
    function cell({ key, made, field }, row) {
      const call = typeof made === "string" && typeof globalThis[made] === "function" ? globalThis[made] : made;
      if (typeof call === "function") return /^templet$/i.test(key) ? guarded(call, undefined, row) : guarded(call, undefined, row[field], /^render$/i.test(key) ? "display" : row, row);
      const template = call.startsWith("#") ? page.templates[call.slice(1)] : call;
      return template === undefined ? "" : (molds.filled(template, row) ?? "");
    }
    /** Rows as the table shows them: with what its columns make of them, or else to be clicked. */
    function rows(answer, args) {
      const columns = args.flatMap((one) => columnsIn(one));
      const clicks = [...args.flatMap((one) => callsIn(one, /click/i)), ...awaited];
      for (const row of rowsIn(answer)) {
        const markup = columns.map((one) => cell(one, row)).filter((one) => typeof one === "string" && one.includes("<a")).join("");
        if (markup !== "") writes(markup);
        else if (clicks.length > 0) writes(drawnEntry(row, titleOf(row), clicks));
      }
    }
    return { note };
  })();
`;
