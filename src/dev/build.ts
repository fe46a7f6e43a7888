// The last step of `npm run build`: what a short command would otherwise find out every time it is run, and its modules in few
// files, since finding and compiling six hundred of them is half of what one page costs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { toJSONSchema } from "zod";
import { knownTexts } from "../run/known-texts.ts";
import { PIPELINE_SHAPES } from "../run/pipeline-shape.ts";
import { codeVersions } from "../run/version.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
const bundle = join(dist, "bundle");
const COMMANDS = "cli/commands";

/** Loaded by most commands, and nothing but code. All others are looked up when they are wanted. */
const BUNDLED = new Set([
  "classic-level",
  "cli-progress",
  "commander",
  "csv-parse",
  "csv-stringify",
  "css-select",
  "css-what",
  "entities",
  "fflate",
  "htmlparser2",
  "opencc-js",
  "parse5",
  "parse5-htmlparser2-tree-adapter",
  "picocolors",
  "picomatch",
  "tar-stream",
  "yauzl",
  "zod",
]);

/** What zod says in fifty languages is half of it; the one that is spoken beside English is asked for by its own name. */
const WITHOUT_LOCALES: Plugin = {
  name: "without-locales",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /locales\/index\.js$/ }, () => ({ path: "locales", namespace: "none" }));
    onLoad({ filter: /./, namespace: "none" }, () => ({ contents: "export {}" }));
  },
};

/** The binding finds what was compiled by its own place. */
const WITHOUT_BINDINGS: Plugin = {
  name: "without-bindings",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/binding$/ }, () => ({ path: "classic-level/binding.js", external: true }));
  },
};

const FOR_NODE = {
  platform: "node",
  target: "node20.18",
  // Half as much to compile. Names stay, so that a fault tells where it is.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  plugins: [WITHOUT_LOCALES, WITHOUT_BINDINGS],
  metafile: true,
  logLevel: "warning",
} satisfies BuildOptions;

rmSync(bundle, { recursive: true, force: true });
const libraries = await writeLibraries();
await writeBeforehand();
writeLicences([libraries, await writeBundle()]);
writeFileSync(join(bundle, "code-versions.json"), `${JSON.stringify(codeVersions(), null, 1)}\n`);

/** Each in a file of its own, for those who need it once in a while: `#zod` and `#yaml` in package.json. */
async function writeLibraries(): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: { zod: "zod", yaml: "yaml" },
    outdir: bundle,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    ...FOR_NODE,
  });
  return metafile;
}

/** What the files of the package say, and the code that holds a record against its published shape. */
async function writeBeforehand(): Promise<void> {
  writeFileSync(
    join(dist, "known-texts.json"),
    knownTexts(textsBelow(join(root, "pipelines")), PIPELINE_SHAPES),
  );
  // Not before the libraries are there.
  const { reportJsonSchema, reportSchema } = await import("../export/schema.ts");
  writeFileSync(join(dist, "report.schema.json"), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
  const ajv = new Ajv2020({ code: { source: true }, strictTuples: false });
  const schema = toJSONSchema(reportSchema, { reused: "ref" });
  const { code } = await transform(standalone.default(ajv, ajv.compile(schema)), { minify: true });
  writeFileSync(join(bundle, "report-shape.cjs"), code);
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** All in one folder, as deep as each module's own: what modules find by their place they find from there as well. */
async function writeBundle(): Promise<Metafile> {
  const commands = readdirSync(join(dist, COMMANDS)).filter((name) => name.endsWith(".js"));
  const entries = [
    ...["cli/main.js", "run/worker.js", "run/watchdog.js", "queue/shard-process.js"].map((file) => [
      nameOf(file),
      file,
    ]),
    ...commands.map((file) => [`command-${nameOf(file)}`, `${COMMANDS}/${file}`]),
  ];
  const { metafile } = await build({
    entryPoints: Object.fromEntries(entries.map(([name, file]) => [name, join(dist, file as string)])),
    outdir: bundle,
    bundle: true,
    splitting: true,
    format: "esm",
    external: dependencies().filter((name) => !BUNDLED.has(name)),
    // Libraries of the older kind ask for the system's modules by `require`.
    banner: {
      // Not before one is asked for: each of seventy files would make its own.
      js: 'import { createRequire as requireFrom } from "node:module"; const require = (name) => requireFrom(import.meta.url)(name);',
    },
    ...FOR_NODE,
  });
  // Commands are found by the names of their files.
  mkdirSync(join(bundle, "commands"));
  for (const file of commands)
    writeFileSync(join(bundle, "commands", file), `export { command } from "../command-${file}";\n`);
  return metafile;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1, -".js".length);
}

function dependencies(): string[] {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
}

/** The licences of what the bundle holds, which are to go with it. */
function writeLicences(bundles: readonly Metafile[]): void {
  const inputs = bundles.flatMap((one) => Object.keys(one.inputs));
  const packages = new Set(
    inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const texts = [...packages].sort().map((folder) => {
    const name = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    // A few have no text of their own, and name one.
    const text =
      name === undefined
        ? `${license}, ${author?.name ?? author}\n`
        : readFileSync(join(folder, name), "utf8");
    return `${folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length)}\n\n${text}`;
  });
  writeFileSync(join(bundle, "LICENSES.txt"), texts.join("\n----\n\n"));
}
