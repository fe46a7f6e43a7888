// The last step of `npm run build`: what a short command would otherwise find out every time it is run, and its modules in few
// files, since finding and compiling six hundred of them is half of what one page costs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { knownTexts } from "../run/known-texts.ts";
import { codeVersions } from "../run/version.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
const bundle = join(dist, "bundle");
const COMMANDS = "cli/commands";

/** Loaded by most commands, and nothing but code. All others are looked up when they are wanted. */
const BUNDLED = new Set([
  "cli-progress",
  "commander",
  "csv-parse",
  "csv-stringify",
  "css-select",
  "css-what",
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

writeFileSync(join(dist, "known-texts.json"), knownTexts(textsBelow(join(root, "pipelines"))));
rmSync(bundle, { recursive: true, force: true });
writeLicences(await writeBundle());
writeFileSync(join(bundle, "code-versions.json"), `${JSON.stringify(codeVersions(), null, 1)}\n`);

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
    platform: "node",
    target: "node20.18",
    external: dependencies().filter((name) => !BUNDLED.has(name)),
    // Libraries of the older kind ask for the system's modules by `require`.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    // Half as much to compile. Names stay, so that a fault tells where it is.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    plugins: [WITHOUT_LOCALES],
    metafile: true,
    logLevel: "warning",
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
function writeLicences({ inputs }: Metafile): void {
  const packages = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
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
