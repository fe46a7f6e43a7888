// The last step of `npm run build`: what a short command would otherwise find out every time it is run.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { knownTexts } from "../run/known-texts.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const pipelines = join(root, "pipelines");
const texts = readdirSync(pipelines, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .sort()
  .map((name) => readFileSync(join(pipelines, name), "utf8"));
writeFileSync(join(root, "dist/known-texts.json"), knownTexts(texts));
