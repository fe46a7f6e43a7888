// XML is told in one go as a parser that repairs tells it, or it is not told at all.
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { tellRegular, type XmlEvents } from "../../../src/read/xml-regular.ts";

class Told implements XmlEvents {
  readonly events: unknown[] = [];
  private attributes: Record<string, string> = {};
  private name = "";

  begin(name: string): void {
    this.name = name;
    this.attributes = {};
  }
  attribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  endTag(): void {
    this.events.push([this.name, this.attributes]);
  }
  close(): void {
    this.events.push("close");
  }
  text(data: string): void {
    this.events.push(data);
  }
}

/** What is told in one go; null where it is not. */
function regular(xml: string): unknown[] | null {
  const told = new Told();
  return tellRegular(xml, told) ? told.events : null;
}

function repaired(xml: string): unknown[] {
  const told = new Told();
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        told.begin(name);
        for (const key in attributes) told.attribute(key, attributes[key] as string);
        told.endTag();
      },
      onclosetag: () => told.close(),
      ontext: (data) => told.text(data),
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
  return told.events;
}

const PART =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<w:p xmlns:w="urn:w" w:rsidR="00A1"><!-- a > b --><w:r ><w:t xml:space="preserve"> 行政许可 &lt;12&gt; </w:t>' +
  "<w:tab/><w:b w:val='0' /></w:r>\n<w:t></w:t></w:p>\n";

test("a part as programs write it is told in one go", () => {
  expect(regular(PART)).toEqual(repaired(PART));
});

test.each([
  "<a><b></a></b>",
  "<a",
  "<a>",
  "<a></a></a>",
  "</a>",
  '<a b="1" b="2"/>',
  "<a b=1/>",
  "<a b/>",
  '<a b ="1"/>',
  '<a b="1/>',
  "<a/ b='1'>",
  "<a><![CDATA[<b>]]></a>",
  "<!DOCTYPE a><a/>",
  "<a><!--> 1 --></a>",
  "<a><!---> 1 --></a>",
  "<a><!-- 1</a>",
  "<a><? 1 > 2 ?></a>",
  "<a>1 < 2</a>",
  "<a></a >",
  "<a><b></bb></a>",
  "<=/>",
])("what leaves something to repair is not told: %s", (xml) => {
  expect(regular(xml)).toBeNull();
});

test("no part that is cut, or lost or doubled a character, is told otherwise than it is repaired", () => {
  const signs = ["", "<", ">", "/", '"', "'", "=", " ", "!", "?", "-", "&"];
  let told = 0;
  for (let at = 0; at <= PART.length; at += 1) {
    const broken = signs.map((sign) => PART.slice(0, at) + sign + PART.slice(at + 1));
    broken.push(...signs.map((sign) => PART.slice(0, at) + sign + PART.slice(at)), PART.slice(0, at));
    for (const xml of broken) {
      const events = regular(xml);
      if (events === null) continue;
      told += 1;
      expect(events, xml).toEqual(repaired(xml));
    }
  }
  expect(told).toBeGreaterThan(500);
});
