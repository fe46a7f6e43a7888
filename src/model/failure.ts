// Why a document has no reading: a closed list of codes, each with the sentence for people that follows it in the tables.
// What a programmer wants to know stands in the record's diagnostics. Must not know who fails.
import type { Explained } from "./explained.ts";

/** Those of readers, of archives and of the run. */
export const FAILURES = {
  empty: { en: "There is nothing in it.", zh: "内容为空" },
  truncated: { en: "It is cut off.", zh: "文件不完整" },
  encrypted: { en: "It is locked with a password.", zh: "文件已加密" },
  damaged: { en: "It is damaged.", zh: "文件已损坏" },
  unsupported: { en: "It is of a kind that cannot be read.", zh: "不支持的文件格式" },
  "too-large": { en: "It asks for more than any report holds.", zh: "超出大小限制" },
  "too-deep": { en: "It is nested deeper than any report is.", zh: "嵌套过深" },
  scanned: { en: "It is a picture.", zh: "页面为图像，未能识别" },
  refused: { en: "It is left alone.", zh: "为链接、指向输入之外，或无权读取，未予处理" },
  timeout: { en: "Reading it took too long.", zh: "处理超时" },
  fault: {
    en: "The program failed on it: its line in reports.jsonl tells how.",
    zh: "程序内部错误，详见 reports.jsonl 中该行",
  },
} as const satisfies Record<string, Explained>;

export type FailureCode = keyof typeof FAILURES;

/** The reason as it stands in the tables: the code, and a sentence. */
export function failureReason(code: FailureCode, sentence: string = FAILURES[code].en): string {
  return `${code}: ${sentence}`;
}
