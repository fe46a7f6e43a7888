import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { extractDocument } from "../../../src/run/extract.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const { collection } = loadPipeline(
  fileURLToPath(new URL("../../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);

async function issuerOf(title: string, source: string, signature: string) {
  const text = `${title}2023年政府信息公开工作年度报告\n来源：${source}\n一、总体情况\n全年公开信息十二条。\n${signature}\n2024年1月20日\n`;
  const bytes = new TextEncoder().encode(text);
  const input = { source: "a.txt", bytes, sha256: "0".repeat(64), hints: {} };
  const { identity } = await extractDocument(input, collection);
  return [identity.issuer?.value, identity.issuer?.from, identity.doubts.includes("issuer-disagrees")];
}

test("a name in the title that lacks a character is the one that source and signature print, and in doubt", async () => {
  expect(await issuerOf("青石县卫牛健康局", "青石县卫生健康局", "青石县卫生健康局")).toEqual([
    "青石县卫生健康局",
    "signature",
    true,
  ]);
  expect(await issuerOf("青石县卫牛健康局", "青石县卫生健康局", "青石县政务服务中心")).toEqual([
    "青石县卫牛健康局",
    "title",
    true,
  ]);
});

test("another organ that signs, or passes the report on, does not", async () => {
  expect(await issuerOf("青石县卫生健康局", "青石县人民政府办公室", "青石县人民政府办公室")).toEqual([
    "青石县卫生健康局",
    "title",
    false,
  ]);
});
