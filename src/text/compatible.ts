// Characters that stand for others in fonts and look the same: radicals, ligatures and forms kept for old codes.
// Must not know documents or forms. Width and punctuation stay: they are folded where texts are compared.

/** Radicals that stand for another character than their own form folds to, in pairs: the radical, then the character that is meant. */
const SUPPLEMENT =
  "⼾户⾭青⺁厂⺄乙⺅亻⺆冂⺇几⺉刂⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭" +
  "⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角" +
  "⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼" +
  "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀";

const SUPPLEMENT_FORMS: ReadonlyMap<string, string> = new Map(
  Array.from(SUPPLEMENT.matchAll(/(.)(.)/gu), ([, radical = "", character = ""]) => [radical, character]),
);

/** Radicals, characters doubled for old code pages, Latin ligatures, and punctuation as upright lines have it. */
const COMPATIBLE =
  /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe47-\ufe48]|[\u{2f800}-\u{2fa1f}]/u;
const EACH = new RegExp(COMPATIBLE.source, "gu");

/** The text with the characters that are meant: fonts that draw one glyph for both name the radical at times. */
export function foldCompatible(text: string): string {
  if (!COMPATIBLE.test(text)) return text;
  return text.replace(EACH, (char) => SUPPLEMENT_FORMS.get(char) ?? char.normalize("NFKC"));
}
