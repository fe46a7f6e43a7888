// A page that tries each way in which a page can run something or ask for something.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listSamples } from "../../src/dev/sample-files.ts";

/** @param trap address of the server that must never be asked */
export function hostilePage(trap: string): string {
  const sample = listSamples("documents").find(({ name }) => name === "2021-html-plain");
  if (!sample) throw new Error("no sample");
  const report = readFileSync(join(sample.folder, sample.source), "utf8");
  const run = "parent.pwned=top.pwned=window.pwned=1";
  const head = `<base href="${trap}/base/"><meta http-equiv="refresh" content="1;url=${trap}/refresh">
<link rel="stylesheet" href="${trap}/css"><link rel="preload" as="image" href="${trap}/preload">
<link rel="dns-prefetch" href="${trap}"><link rel="icon" href="${trap}/icon"><script src="${trap}/script"></script>
<script>${run}</script>
<style>@import "${trap}/import"; @import url(${trap}/import2); @font-face { font-family: f; src: url(${trap}/font) }
body { background: url(${trap}/style); font-family: f } p::before { content: url(${trap}/content) }
td { background: u\\72l(${trap}/escaped); background-image: image-set("${trap}/set" 1x) }</style>
<style></styl\\e><script>${run}</script></style>`;
  const body = `<img src="${trap}/img" srcset="${trap}/srcset 2x" onerror="${run}"><video poster="${trap}/poster" src="${trap}/video"></video>
<audio src="${trap}/audio"></audio><iframe src="${trap}/iframe"></iframe><iframe srcdoc="<script>${run}</script><img src=${trap}/srcdoc>"></iframe>
<p style="background:url(${trap}/inline);list-style:url('${trap}/list')" onclick="${run}" onmouseover="${run}">x</p>
<object data="${trap}/object"></object><embed src="${trap}/embed"><input type="image" src="${trap}/input">
<form action="${trap}/form"><button id="here" autofocus onfocus="${run}">go</button></form>
<a href="${trap}/link" ping="${trap}/ping" target="_top" style="position:fixed;top:0;left:0;width:100%;height:100%">x</a>
<a href="javascript:${run}">y</a><svg><image href="${trap}/svg"/><script>${run}</script><use href="${trap}/use#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>
<table background="${trap}/table"><tr><td background="${trap}/td">z</td></tr></table><noscript><img src="${trap}/noscript"></noscript>`;
  return report
    .replace(/<head[^>]*>/i, (open) => `${open}${head}`)
    .replace(/<\/body>/i, `${body}</body>`)
    .replace(/<body([^>]*)>/i, `<body$1 background="${trap}/body" onload="${run}">`);
}
