// One-way flow: read → grid → match → record → check → export; run/ wires them, cli/ and dev/ call run/.
// Every folder of src/ has a rule here; tests/boundaries.test.ts fails when one has none.
const may = {
  model: [],
  text: ["model"],
  forms: ["model", "text"],
  read: ["model", "text"],
  grid: ["model", "text"],
  solve: ["model", "text"],
  match: ["model", "text", "solve"],
  record: ["model", "text"],
  check: ["model", "text"],
  decisions: ["model", "check", "record", "prose", "store"],
  prose: ["model", "text"],
  export: ["model", "text", "store"],
  store: ["model", "text"],
  fetch: ["model", "text", "store", "read"],
  run: [
    "model",
    "text",
    "forms",
    "read",
    "grid",
    "match",
    "record",
    "check",
    "prose",
    "export",
    "store",
    "fetch",
    "decisions",
  ],
  audit: ["model", "store"],
  review: ["model", "text", "check", "decisions", "audit", "read", "run", "store"],
  places: ["text"],
  publish: ["model", "text", "places"],
  cli: ["model", "text", "run", "store", "fetch", "places", "publish", "review", "audit", "truth"],
  truth: ["model", "run"],
  dev: ["model", "run", "store", "fetch", "truth"],
};
// Rooms inside match/: each way of finding rows knows what it stands on, and no other way.
const rooms = {
  labels: ["labels", "print"],
  print: ["print", "labels"],
  grid: ["grid", "labels"],
  layout: ["layout", "print", "labels"],
  text: ["text", "layout", "print", "labels"],
};
const only = {
  mammoth: ["read", "dev"],
  cheerio: ["read", "fetch", "review", "dev"],
  htmlparser2: ["read"],
  marked: ["read"],
  "pdf-parse": ["read"],
  "pdfjs-dist": ["read", "review", "dev"],
  "p-queue": ["fetch", "run", "dev"],
  undici: ["fetch", "dev"],
  "tough-cookie": ["fetch"],
  "quickjs-emscripten-core": ["fetch"],
  "iconv-lite": ["fetch"],
  "opencc-js": ["text"],
  "@duckdb/node-api": ["publish"],
  hono: ["review"],
  "@hono/node-server": ["review"],
  preact: ["review"],
  "sanitize-html": ["review"],
};
const pure = ["model", "text", "forms", "read", "grid", "solve", "match", "record", "check", "prose"];

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^src/",
        pathNot: "^src/(cli/main|cli/commands/.*|dev/.*|review/page/main)\\.tsx?$",
      },
      to: {},
    },
    ...Object.entries(may).map(([folder, allowed]) => ({
      name: `${folder}-imports-only-its-inputs`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: "^src/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
    })),
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `match-${room}-knows-no-other-way`,
      severity: "error",
      from: { path: `^src/match/${room}/` },
      to: { path: "^src/match/[a-z]+/", pathNot: `^src/match/(${allowed.join("|")})/` },
    })),
    {
      name: "right-of-found-nothing-knows-how",
      severity: "error",
      from: { path: "^src/match/(found|settle|doubts|cells|copies|absence)\\.ts$" },
      to: { path: "^src/match/(grid|layout|text|print)/" },
    },
    {
      name: "only-settle-asks-the-solver",
      severity: "error",
      from: { path: "^src/match/", pathNot: "^src/match/(settle|doubts|cells)\\.ts$" },
      to: { path: "^src/solve/solve\\.ts$" },
    },
    ...Object.entries(only).map(([library, folders]) => ({
      name: `${library}-only-in-${folders.join("-and-")}`,
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${folders.join("|")})/` },
      to: { path: `node_modules/${library}/` },
    })),
    {
      name: "no-files-in-the-stages",
      severity: "error",
      // The recogniser loads its model, which is part of a package and no document.
      from: { path: `^src/(${pure.join("|")})/`, pathNot: "^src/read/recogniser\\.ts$" },
      to: { path: "^(node:)?(fs|fs/promises|http|https|net|child_process)$", dependencyTypes: ["core"] },
    },
    { name: "pipelines-are-data", severity: "error", from: { path: "^src/" }, to: { path: "^pipelines/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
