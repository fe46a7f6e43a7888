// Words written with their variants in braces, spelled out one by one.
// Must not know what the words mean.

/** `{上,前}年{,度}` is 上年, 上年度, 前年, 前年度; braces do not nest. In the order written, each once. */
export function spelledOut(word: string): string[] {
  const open = word.indexOf("{");
  const close = word.indexOf("}", open);
  if (open < 0 || close < 0) return [word];
  const rest = spelledOut(word.slice(close + 1));
  const variants = word.slice(open + 1, close).split(",");
  const all = variants.flatMap((variant) => rest.map((end) => word.slice(0, open) + variant + end));
  return [...new Set(all)];
}
