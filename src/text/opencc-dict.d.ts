// The dictionaries of the library, which it has no types for: entries «traditional simplified» with "|" between them.
declare module "opencc-js/dict/*" {
  const entries: string;
  export default entries;
}
