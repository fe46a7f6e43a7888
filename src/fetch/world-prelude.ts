// What a page's scripts find around them in the sandbox: a document, a window and a jQuery that do nothing and write down
// what they were told to do. Runs inside the sandbox only; whatever is not known there is a value that stands for anything.
// Must not know any wording, nor which of the things written down matter.
import { MOLDS } from "./world-molds.ts";
import { TABLES } from "./world-tables.ts";

/** Stands in texts for what only a browser would know; a text with it says nothing. */
export const UNKNOWN = "\uFFFC";

export const PRELUDE = String.raw`
"use strict";
globalThis.__world = (function (page) {
  const UNKNOWN = "\uFFFC";
  const MOST_EFFECTS = 400;
  let effects = [];
  const handlers = [];
  const things = new WeakMap();
  /** True once something that was done could not be noted, or was not done to its end. */
  let cut = false;
  const note = (effect) => {
    if (effects.length < MOST_EFFECTS) effects.push(effect);
    else if (effect.kind !== "calls") cut = true;
  };
  const text = (value) =>
    typeof value === "string" ? value
    : typeof value === "number" || typeof value === "boolean" ? String(value)
    : value === here ? page.url : UNKNOWN;
  const goes = (url) => note({ kind: "goes", url: text(url) });
  /** Rows that are written one by one are one text: there may be many. */
  const writes = (markup) => {
    if (typeof markup !== "string") return;
    const last = effects[effects.length - 1];
    if (last !== undefined && last.kind === "writes") last.markup += markup;
    else note({ kind: "writes", markup });
  };
  const guarded = (call, self, ...args) => { try { return call.apply(self, args); } catch { return undefined; } };
  const plain = (value, depth = 0) => {
    if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
    if (typeof value !== "object" || depth > 8) return null;
    if (things.has(value)) return null;
    if (Array.isArray(value)) return value.slice(0, 200).map((one) => plain(one, depth + 1));
    return Object.fromEntries(Object.keys(value).slice(0, 200).map((key) => [key, plain(value[key], depth + 1)]));
  };
  /** Values that stand for anything: a field that has one is asked with it, one that has a function is not. */
  const unknowns = new WeakSet();
  const pairs = (data) =>
    Object.keys(data).filter((key) => typeof data[key] !== "function" || unknowns.has(data[key]))
      .flatMap((key) => (Array.isArray(data[key]) ? data[key] : [data[key]]).map((one) => [key, text(one)]));
  /** What waits for the answer of each request. */
  const answers = [];
  const waits = (call) => answers[answers.length - 1].push(call);
  const parsed = (answer) => { try { return JSON.parse(answer.replace(/^\s*[\w.$]+\(/, "").replace(/\)\s*;?\s*$/, "")); } catch { return answer; } };
  const now = (value) => ({ now: value, then: (call) => now(guarded(call, undefined, value)), catch() { return this; } });
  /** What a request gives back: whoever waits for it is told when the answer is there. */
  const later = (begin) => {
    const steps = [];
    const me = new Proxy(function () {}, {
      get: (_, key) =>
        typeof key === "symbol" ? undefined
        : ["then", "done", "success"].includes(key) ? (call) => (typeof call === "function" && steps.push(call), me)
        : ["catch", "fail", "error", "finally", "always", "complete"].includes(key) ? () => me : anything(key),
    });
    waits((answer) => {
      let value = begin(answer);
      for (const step of steps) {
        const made = guarded(step, undefined, value);
        if (made !== undefined) value = typeof made === "object" && made !== null && "now" in made ? made.now : made;
      }
    });
    return me;
  };
  const request = (method, url, data, json, headers, shown) => {
    const given = typeof data === "object" && data !== null && !things.has(data);
    answers.push(page.molds.length > 0 ? [(answer) => molds.draw(parsed(answer))] : []);
    note({
      kind: "request", at: answers.length - 1, method: String(method || "GET").toUpperCase(), url: text(url), json: !!json, shown: !!shown,
      fields: given && !json ? pairs(data) : null,
      body: typeof data === "string" ? data : given && json ? JSON.stringify(plain(data)) : null,
      headers: pairs(headers ?? {}).filter(([, value]) => !value.includes(UNKNOWN)),
    });
  };
  const submit = (form) => {
    if (form) note({ kind: "submit", method: form.method, url: form.action, fields: form.fields.map((one) => [one.name, text(one.value)]) });
  };
  const anything = (name) => {
    const made = standIn(name);
    unknowns.add(made);
    return made;
  };
  const standIn = (name) => new Proxy(function () {}, {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString" || key === "valueOf") return () => UNKNOWN;
      if (typeof key === "symbol") return undefined;
      if (key === "length") return 0;
      return ["$", "jquery", "jQuery"].includes(key) ? jQuery : anything(key);
    },
    set(_, key, value) { assigned({ attrs: {} }, key, value); return true; },
    apply(_, __, args) { return called(name, args), anything(name); },
    construct(_, args) { component(args[0]); settled(name, args); return anything(name); },
    has: () => true,
  });
  const LOADERS = ["use", "require", "requirejs", "define", "ready"];
  /** Pagers that a script of a library draws: what they were told, and what they call when they are turned. */
  const pagers = [];
  /** What a call or an object that is made is told: its settings, and among them what waits for a pager to be turned. */
  function settled(name, args) {
    note({ kind: "calls", name: String(name), args: args.map((one) => plain(one)) });
    const turns = args.flatMap((one) => (typeof one === "object" && one !== null && !things.has(one) ? Object.keys(one).filter((key) => typeof one[key] === "function" && /jump|change|click|callback|select|page|turn/i.test(key)).map((key) => one[key]) : []));
    if (turns.length > 0) pagers.push({ args: args.map((one) => plain(one)), turns });
  }
  function called(name, args) {
    settled(name, args);
    const last = args[args.length - 1];
    if (LOADERS.includes(name) && typeof last === "function") guarded(last, undefined, ...(Array.isArray(args[0]) ? args[0] : []).map((one) => (/jquery/.test(one) ? jQuery : anything(one))), anything("module"));
    if (name === "createApp") component(args[0]);
    if (name === "each") each(...args);
    // Parts that are loaded one after the other, each handed over as markup.
    const done = name === "load" && isData(args[0]) ? args[0].done : undefined;
    if (typeof done === "function") guarded(done, undefined, 1, writes);
    choices(args);
    tables.note(name, args);
  }
  const TITLE = /^(?:name|title|text|label)$/i;
  const isData = (value) => typeof value === "object" && value !== null && !things.has(value);
  const titleKey = (value) => Object.keys(value).find((key) => TITLE.test(key) && typeof value[key] === "string");
  const isEntry = (value) => isData(value) && !Array.isArray(value) && titleKey(value) !== undefined;
  /** Functions that settings have under names of a kind, however deep. */
  const callsIn = (value, kind, depth = 0) =>
    !isData(value) || depth > 5 ? [] : Object.keys(value).flatMap((key) => (typeof value[key] === "function" ? (kind.test(key) ? [value[key]] : []) : callsIn(value[key], kind, depth + 1)));
  const entriesIn = (value, depth = 0) =>
    !isData(value) || depth > 8 ? [] : [...(isEntry(value) ? [value] : []), ...Object.keys(value).flatMap((key) => entriesIn(value[key], depth + 1))];
  /** An entry as it is drawn by a library: what is clicked is handed to whoever waits for it, in the place that this has. */
  const drawnEntry = (entry, title, calls) => {
    const handed = Object.assign({}, entry, { data: entry, node: entry });
    const at = used.push(() => { for (const call of calls) guarded(call, undefined, handed, handed, handed); }) - 1;
    return '<a onclick="__world.use(' + at + ')">' + escaped(title) + "</a>";
  };
  /** What a library draws of entries that it is given at once, with a function that waits until one of them is clicked. */
  function choices(args) {
    const calls = args.flatMap((one) => callsIn(one, /click|select|check/i));
    const entries = calls.length === 0 ? [] : args.flatMap((one) => entriesIn(one)).slice(0, 300);
    if (entries.length > 1) writes(entries.map((entry) => drawnEntry(entry, entry[titleKey(entry)], calls)).join(""));
  }
  const listsIn = (value, depth = 0) =>
    !isData(value) || depth > 5 ? [] : [...(Array.isArray(value) && value.some(isData) ? [value.filter(isData)] : []), ...Object.keys(value).flatMap((key) => listsIn(value[key], depth + 1))];
  const rowsIn = (answer) => (listsIn(answer).sort((one, other) => other.length - one.length)[0] ?? []).slice(0, 300);
  /** What a row is called: its longest text. */
  const titleOf = (row) => Object.values(row).filter((one) => typeof one === "string").sort((one, other) => other.length - one.length)[0] ?? "";
${MOLDS}
${TABLES}
  /** What a framework would make of its options: data and methods in one, and what runs at the start. */
  function component(options) {
    if (typeof options !== "object" || options === null || things.has(options)) return;
    const made = typeof options.data === "function" ? guarded(options.data) : options.data;
    const self = Object.assign({}, made, options.methods);
    for (const key of Object.keys(options.methods ?? {})) molds.methods[key] = (...args) => guarded(options.methods[key], self, ...args);
    for (const hook of ["setup", "created", "mounted"]) if (typeof options[hook] === "function") guarded(options[hook], self);
  }
  const formOf = (it) => it.form || page.forms.find((form) => it.field && form.fields.includes(it.field));
  /** An element that a script made: it is in the page once it is put there. */
  const VOID = /^(?:br|hr|img|input|link|meta)$/;
  const used = [];
  const escaped = (value) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const markupOf = (it) => {
    if (typeof it.calls.onclick === "function") it.attrs.onclick = "__world.use(" + (used.push(it.calls.onclick) - 1) + ")";
    const attrs = Object.keys(it.attrs).filter((key) => key !== "#text").map((key) => " " + key + '="' + escaped(text(it.attrs[key])) + '"').join("");
    return "<" + it.tag + attrs + ">" + (VOID.test(it.tag) ? "" : it.within.map((one) => (typeof one === "string" ? one : markupOf(one))).join("") + "</" + it.tag + ">");
  };
  const WRITTEN = { className: "class", htmlFor: "for" };
  function made(it, key, value) {
    if (key === "innerHTML") it.within = [text(value)];
    else if (key === "textContent" || key === "innerText" || key === "text") it.within = [escaped(text(value))];
    else if (typeof value === "function") it.calls[key] = value;
    else it.attrs[WRITTEN[key] ?? key] = value;
  }
  function put(it, child) {
    const one = typeof child === "string" ? escaped(child) : things.get(child);
    if (one === undefined || (typeof one === "object" && one.tag === undefined)) return child;
    if (it.tag !== undefined) it.within.push(one);
    else if (typeof one === "object" && one.tag === "script") loaded(one);
    else writes(typeof one === "string" ? one : markupOf(one));
    return child;
  }
  /** A script that is put into the page is asked for, and runs when it is there. */
  function loaded({ attrs, calls }) {
    if (attrs.src === undefined) return;
    request("GET", attrs.src);
    waits((answer) => { guarded(new Function("scope", "with (scope) {" + answer + "\n}"), undefined, scope); if (calls.onload) guarded(calls.onload); });
  }
  function assigned(it, key, value) {
    if (it.tag !== undefined) return made(it, key, value);
    if (key === "value" && it.field) it.field.value = text(value);
    else if (it.form && (key === "action" || key === "method")) it.form[key] = text(value);
    else if (key === "innerHTML" || key === "outerHTML") writes(value);
    else if (key === "href" || key === "src" || key === "location" || key === "data") goes(value);
  }
  function elementGet(it, key) {
    if (key === "value") return it.field ? it.field.value : (it.attrs.value ?? UNKNOWN);
    if (key === "submit") return () => submit(formOf(it));
    if (key === "form") return element({ attrs: {}, form: formOf(it) });
    if (key === "elements") return element(it);
    if (key === "getAttribute") return (name) => it.attrs[name] ?? null;
    if (key === "setAttribute") return (name, value) => assigned(it, name, value);
    if (key === "innerText" || key === "textContent" || key === "innerHTML") return it.attrs["#text"] ?? UNKNOWN;
    if (key === "dataset") return new Proxy({}, { get: (_, name) => it.attrs["data-" + String(name)] });
    if (key === "addEventListener" && it.tag !== undefined) return (event, call) => { it.calls["on" + event] = call; };
    if (key === "click") return () => it.tag === "a" && it.attrs.href !== undefined && goes(it.attrs.href);
    if (key === "appendChild" || key === "insertBefore" || key === "prepend") return (child) => put(it, child);
    if (key === "append") return (...all) => { for (const one of all) put(it, one); };
    if (key === "parentNode" || key === "parentElement" || key === "firstChild") return element({ attrs: {} });
    if (key === "insertAdjacentHTML") return (_, markup) => (it.tag === undefined ? writes(markup) : it.within.push(markup));
    if (key === "options") return new Proxy({}, { get: () => element(it) });
    if (key === "selectedIndex") return 0;
    const field = it.form && it.form.fields.find((one) => one.name === key || one.id === key);
    if (field) return element({ attrs: {}, field });
    return Object.hasOwn(it.attrs, key) ? it.attrs[key] : anything(key);
  }
  function element(it) {
    const made = new Proxy(function () {}, {
      get(_, key) {
        if (key === Symbol.toPrimitive || key === "toString" || key === "valueOf") return () => UNKNOWN;
        return typeof key === "symbol" ? undefined : elementGet(it, key);
      },
      set(_, key, value) { assigned(it, key, value); return true; },
      apply: () => anything("element"),
    });
    things.set(made, it);
    return made;
  }
  const fields = page.forms.flatMap((form) => form.fields);
  function find(name) {
    const form = page.forms.find((one) => one.id === name || one.name === name);
    if (form) return { attrs: {}, form };
    const field = fields.find((one) => one.id === name) || fields.find((one) => one.name === name);
    if (field) return { attrs: {}, field };
    return { attrs: page.named.find((one) => one.id === name) || page.named.find((one) => one.name === name) || {} };
  }
  function select(selector) {
    const name = /(?:#|name\s*=\s*["']?)([\w$-]+)/.exec(selector);
    if (name) return find(name[1]);
    return /\bform\b/.test(selector) && page.forms.length > 0 ? { attrs: {}, form: page.forms[0] } : { attrs: {} };
  }
  const EVENTS = ["click", "on", "bind", "live", "delegate", "change", "mousedown"];
  function wrapped(it, selector) {
    const me = new Proxy(function () {}, { get: (_, key) => (typeof key === "symbol" ? undefined : method(key)) });
    const property = (prefix) => (key, value) => {
      if (typeof key === "object" && key !== null) { for (const one of Object.keys(key)) assigned(it, one, key[one]); return me; }
      if (value === undefined) return it.attrs[prefix + key] ?? UNKNOWN;
      assigned(it, key, value);
      return me;
    };
    const known = {
      length: 1,
      val: (value) => (value === undefined ? elementGet(it, "value") : (assigned(it, "value", value), me)),
      attr: property(""), prop: property(""), data: property("data-"),
      html: (markup) => (markup === undefined ? it.attrs["#text"] ?? UNKNOWN : (assigned(it, "innerHTML", markup), me)),
      append: (...all) => { for (const one of all) if (typeof one === "string") writes(one); else put(it, one); return me; },
      appendTo: (target) => { put(things.get(target) ?? { attrs: {} }, me); return me; },
      text: (value) => (value === undefined ? it.attrs["#text"] ?? UNKNOWN : (it.tag !== undefined && made(it, "textContent", value), me)),
      load: (address, data) => {
        if (typeof address === "function") return guarded(address), me;
        // What stands behind a blank chooses a piece of the page.
        const url = text(address).split(" ")[0];
        const given = typeof data === "function" ? null : data;
        request(given ? "POST" : "GET", url, given, false, undefined, true);
        waits(writes);
        return me;
      },
      submit: (call) => (call === undefined && submit(formOf(it)), me),
      ready: (call) => (guarded(call), me),
      ajaxSend: (call) => (common.senders.push(call), me),
      serialize: () => { const form = formOf(it); return form ? form.fields.map((one) => encodeURIComponent(one.name) + "=" + encodeURIComponent(text(one.value))).join("&") : UNKNOWN; },
    };
    function method(key) {
      if (key === "0") return element(it);
      if (Object.hasOwn(known, key)) return known[key];
      return (...args) => {
        const call = args[args.length - 1];
        if (EVENTS.includes(key) && typeof call === "function" && it.tag !== undefined) it.calls.onclick = call;
        else if (EVENTS.includes(key) && typeof call === "function") {
          const below = args.slice(0, -1).findLast((one) => typeof one === "string" && !/^(?:click|change|mousedown)/.test(one));
          handlers.push({ selector: below ?? selector, call });
        } else called(key, args);
        return me;
      };
    }
    things.set(me, it);
    return me;
  }
  /** What jQuery makes of markup: an element that may be given more, or several as they are. */
  const fresh = (markup, given) => {
    const tag = /^\s*<(\w+)\s*\/?>\s*(?:<\/\1>\s*)?$/.exec(markup);
    const it = { attrs: {}, tag: tag ? tag[1].toLowerCase() : "div", within: tag ? [] : [markup], calls: {} };
    for (const key of Object.keys(given ?? {})) made(it, { text: "textContent", html: "innerHTML" }[key] ?? key, given[key]);
    return it;
  };
  /** What is done with each of several values, keys before values as jQuery has it. */
  const each = (all, call) => {
    if (!isData(all) || typeof call !== "function") return all;
    // A script may go through what it fills meanwhile, within itself as well.
    const keys = Array.isArray(all) ? null : Object.keys(all);
    for (let at = 0; at < (keys ?? all).length && rounds < MOST_ROUNDS; at += 1) {
      rounds += 1;
      const key = keys ? keys[at] : at;
      guarded(call, all[key], key, all[key]);
    }
    if (rounds >= MOST_ROUNDS) cut = true;
    return all;
  };
  const MOST_ROUNDS = 4000;
  let rounds = 0;
  const settings = (one, two) => (typeof one === "string" ? { ...two, url: one } : one) || {};
  /** What every request of jQuery is told, and who adds headers to it. */
  const common = { headers: { "X-Requested-With": "XMLHttpRequest" }, senders: [] };
  const ajax = (one, two) => {
    const { url, type, method, data, contentType, success, beforeSend, headers } = settings(one, two);
    const said = { ...common.headers, ...headers };
    const sender = { setRequestHeader: (name, value) => { said[name] = value; } };
    for (const add of common.senders) guarded(add, undefined, anything("event"), sender, settings(one, two));
    if (typeof beforeSend === "function") guarded(beforeSend, undefined, sender, settings(one, two));
    request(method || type, url, data, /json/i.test(text(contentType)) || false, said);
    if (typeof success === "function") waits((answer) => guarded(success, undefined, parsed(answer), "success", anything("xhr")));
    return later(parsed);
  };
  const short = (type) => (url, ...rest) =>
    ajax({ url, type, data: typeof rest[0] === "function" ? null : rest[0], success: rest.find((one) => typeof one === "function") });
  const jQuery = Object.assign(
    (what, given) => {
      if (typeof what === "function" && !things.has(what)) { guarded(what); return wrapped({ attrs: {} }, ""); }
      if (typeof what === "string" && /^\s*<\w/.test(what)) return wrapped(fresh(what, given), "");
      if (typeof what === "string") return wrapped(select(what), what);
      return wrapped(things.get(what) ?? { attrs: {} }, "");
    },
    {
      ajax, fn: new Proxy({}, { get: (own, key) => (typeof key === "symbol" || key in own ? own[key] : anything(key)) }), extend: Object.assign, each, map: (all, call) => { const made = []; each(all, (key, value) => { made.push(guarded(call, undefined, value, key)); }); return made; },
      param: (data) => new URLSearchParams(data).toString(), parseJSON: parsed, isArray: Array.isArray, trim: (value) => String(value).trim(),
      post: short("POST"), get: short("GET"), getJSON: short("GET"),
      ajaxSetup: ({ headers, beforeSend }) => {
        Object.assign(common.headers, headers);
        if (typeof beforeSend === "function") common.senders.push((_, sender, given) => beforeSend(sender, given));
      },
    },
  );
  const fetching = (url, options = {}) => {
    const body = options && options.body;
    const json = typeof body === "string" && /^\s*[[{]/.test(body);
    request(options && options.method, url, body && things.has(body) ? things.get(body).attrs : body, json, options && options.headers);
    return later((answer) => ({ ok: true, status: 200, json: () => now(parsed(answer)), text: () => now(answer) }));
  };
  const whole = (answer) => ({ data: parsed(answer), status: 200 });
  const under = (base, url) => (base === "" || typeof url !== "string" || url.includes("//") ? url : base + "/" + (url.startsWith("/") ? url.slice(1) : url));
  const client = (given) => {
    const defaults = { baseURL: "", ...given, headers: { common: {}, get: {}, post: {}, ...(given && given.headers) } };
    const before = [];
    const ask = (config) => {
      const { common: always, get, post, ...own } = defaults.headers;
      const told = { ...config, headers: { ...own, ...always, ...(config.data ? post : get), ...config.headers } };
      for (const change of before) guarded(change, undefined, told);
      const { url, method, data, params, headers } = told;
      request(method, under(text(defaults.baseURL), url), data || params, typeof data === "object", headers);
      return later(whole);
    };
    return Object.assign((one, two) => ask(settings(one, two)), {
      get: (url, config) => ask({ ...config, url, method: "GET" }),
      post: (url, data, config) => ask({ ...config, url, data, method: "POST" }),
      request: (config) => ask(config),
      create: (options) => client({ ...defaults, ...options }),
      interceptors: { request: { use: (change) => { before.push(change); } }, response: anything("interceptors") }, defaults,
    });
  };
  const axios = client();
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const atob = (coded) => {
    let [bits, held, plain] = [0, 0, ""];
    for (const digit of text(coded)) {
      const value = DIGITS.indexOf(digit);
      if (value < 0) continue;
      bits = (bits << 6) | value;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      plain += String.fromCharCode((bits >> held) & 255);
    }
    return plain;
  };
  class XMLHttpRequest {
    open(method, url) { this.asked = [method, url]; this.said = {}; }
    setRequestHeader(name, value) { if (/content-type/i.test(name)) this.json = /json/i.test(value); else if (this.said) this.said[name] = value; }
    send(body) {
      if (!this.asked) return;
      request(this.asked[0], this.asked[1], body, this.json, this.said);
      waits((answer) => {
        Object.assign(this, { readyState: 4, status: 200, responseText: answer, response: parsed(answer) });
        for (const call of [this.onreadystatechange, this.onload, this.waiting]) if (typeof call === "function") guarded(call, this, { target: this });
      });
    }
    addEventListener(_, call) { this.waiting = call; }
  }
  class URLSearchParams {
    constructor(data) { this.list = data && typeof data === "object" ? pairs(data) : []; things.set(this, { attrs: Object.fromEntries(this.list) }); this.given = typeof data === "string" ? data : page.url.split("?")[1] ?? ""; }
    append(name, value) { this.list.push([name, text(value)]); things.get(this).attrs[name] = text(value); }
    set(name, value) { this.append(name, value); }
    get(name) { const found = new RegExp("(?:^|[?&])" + name + "=([^&]*)").exec(this.given); return found ? decodeURIComponent(found[1]) : null; }
    toString() { return this.list.map(([name, value]) => encodeURIComponent(name) + "=" + encodeURIComponent(value)).join("&"); }
  }
  /** Pictures that nobody sees are how visits are counted. */
  class Image {}
  /** What is waited for comes into view at once, as on a page that is read to its end. */
  class IntersectionObserver {
    constructor(call) { this.call = call; }
    observe(target) { if (typeof this.call === "function") guarded(this.call, undefined, [{ isIntersecting: true, intersectionRatio: 1, target }], this); }
    unobserve() {}
    disconnect() {}
  }
  const here = new Proxy({}, {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString") return () => page.url;
      if (key === "replace" || key === "assign") return goes;
      if (key === "reload") return () => undefined;
      return page.location[key];
    },
    set(_, key, value) { if (key === "href") goes(value); else if (key === "search") goes(page.url.split(/[?#]/)[0] + text(value)); return true; },
  });
  const list = (found) => Object.assign(found.map((it) => element(it)), { item: (n) => element(found[n] ?? { attrs: {} }) });
  const forms = new Proxy({}, {
    get: (_, key) => {
      if (key === "length") return page.forms.length;
      const form = page.forms[Number(key)] ?? page.forms.find((one) => one.name === key || one.id === key);
      return form ? element({ attrs: {}, form }) : anything("form");
    },
  });
  const document = new Proxy({}, {
    get(_, key) {
      const own = {
        write: (...all) => writes(all.map(text).join("")), writeln: (...all) => writes(all.map(text).join("")),
        getElementById: (id) => element(find(id)), querySelector: (selector) => element(select(selector)),
        createElement: (tag) => element({ attrs: {}, tag: String(tag).toLowerCase(), within: [], calls: {} }),
        createTextNode: (value) => element({ attrs: {}, tag: "span", within: [escaped(text(value))], calls: {} }),
        createDocumentFragment: () => element({ attrs: {}, tag: "div", within: [], calls: {} }),
        getElementsByTagName: (tag) => list([{ attrs: {} }]), getElementsByName: (name) => list([find(name)]), location: here, URL: page.url, forms, cookie: "", title: "",
        readyState: "complete", addEventListener: (_, call) => { guarded(call); }, body: element({ attrs: {} }), head: element({ attrs: {} }),
      };
      if (Object.hasOwn(own, key)) return own[key];
      const form = page.forms.find((one) => one.name === key);
      return form ? element({ attrs: {}, form }) : anything(key);
    },
    set(_, key, value) { if (key === "location") goes(value); return true; },
  });
  /** What every page of ASP.NET holds that can be sent back; one that came without it means this. */
  const sentBack = (target, argument) => {
    const form = page.forms.find((one) => one.fields.some(({ name }) => name === "__EVENTTARGET"));
    if (form === undefined) return;
    const told = { __EVENTTARGET: text(target), __EVENTARGUMENT: text(argument ?? "") };
    for (const field of form.fields) if (Object.hasOwn(told, field.name)) field.value = told[field.name];
    submit(form);
  };
  const known = {
    __doPostBack: sentBack, document, location: here, $: jQuery, jQuery, fetch: fetching, axios, atob, XMLHttpRequest, URLSearchParams, FormData: URLSearchParams, Image, IntersectionObserver, ActiveXObject: XMLHttpRequest,
    open: (url) => { goes(url); return anything("open"); }, setTimeout: (call) => { if (typeof call === "function") guarded(call); return 0; },
    setInterval: () => 0, onload: undefined, addEventListener: (_, call) => { guarded(call); },
  };
  const scope = new Proxy({}, {
    has: (_, key) => typeof key === "string" && !(key in globalThis),
    get: (_, key) => (typeof key === "symbol" ? undefined : surroundings(key)),
    set: (_, key, value) => { setGlobal(key, value); return true; },
  });
  const window = new Proxy({}, {
    has: () => true,
    get: (_, key) => (typeof key === "symbol" ? undefined : key in globalThis ? globalThis[key] : surroundings(key)),
    set: (_, key, value) => { setGlobal(key, value); return true; },
  });
  function surroundings(key) {
    if (["window", "self", "top", "parent", "globalThis"].includes(key)) return window;
    if (Object.hasOwn(known, key)) return known[key];
    // A form, or a field, is a name of the page by itself.
    const found = find(key);
    return found.form || found.field ? element(found) : anything(key);
  }
  function setGlobal(key, value) {
    if (key === "location") goes(value);
    else if (key === "onload") guarded(value);
    else globalThis[key] = value;
  }
  const first = JSON.stringify(page.forms);
  const restore = () => { JSON.parse(first).forEach((form, at) => { page.forms[at].action = form.action; page.forms[at].method = form.method; form.fields.forEach((field, n) => { page.forms[at].fields[n].value = field.value; }); }); };
  const builtIn = new Set(Object.getOwnPropertyNames(globalThis));
  return {
    scope, restore,
    values: () => JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !builtIn.has(name) && name !== "__world")
      .map((name) => globalThis[name]).filter((value) => typeof value === "object" && value !== null).map((value) => plain(value))),
    answer: (at, text) => { for (const call of answers[at] ?? []) guarded(call, undefined, text); },
    isCut: () => String(cut),
    pagers: () => JSON.stringify(pagers.map((one) => one.args)),
    turn: (at, number) => {
      const told = Object.assign(new Number(number), { curr: number, current: number, page: number, pageNo: number, pageIndex: number });
      for (const turn of pagers[at].turns) for (const how of [false, "change"]) {
        const before = effects.length;
        guarded(turn, anything("pager"), told, how);
        if (effects.length > before) return;
      }
    },
    numbers: () => JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !builtIn.has(name) && typeof globalThis[name] === "number")
      .map((name) => [name, globalThis[name]])),
    choose: (name, value) => { const it = find(name); if (it.field) it.field.value = value; else page.named.unshift({ id: name, name, value }); },
    take: () => { const taken = JSON.stringify(effects); effects = []; return taken; },
    use: (at) => { guarded(used[at], element({ attrs: {} }), anything("event")); },
    selectors: () => JSON.stringify(handlers.map((one) => one.selector)),
    self: (attrs) => element({ attrs }),
    press: (at, attrs) => { guarded(handlers[at].call, element({ attrs }), anything("event")); },
  };
})
`;
