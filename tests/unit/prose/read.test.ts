// Sentences of our own, read with the collection's rules: each test is a kind of sentence, not a sentence seen.
import { describe, expect, test } from "vitest";
import { layOutPage } from "../../../src/grid/page.ts";
import type { Canvas, Word } from "../../../src/model/document.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { readChapters } from "../../../src/record/sections.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";
import { chapter, inOneLine, read } from "./reading.ts";

const { identity } = loadPipeline("pipelines/disclosure/pipeline.yaml").collection;

function said(...texts: string[]): string[] {
  return read([chapter("", ...texts)]).map(inOneLine);
}

describe("figures", () => {
  test("a total, its parts, and parts of another sentence", () => {
    expect(said("本镇2012年主动公开政府信息40条，其中：渔业类信息25条、林业类信息15条。")).toEqual([
      "published.total 40",
      "published.part(渔业类信息) 25",
      "published.part(林业类信息) 15",
    ]);
    expect(said("全年公开信息9条。", "公开的信息中，桥梁养护类信息4条，占44.4%。")).toEqual([
      "published.total 9",
      "published.part(桥梁养护类信息) 4",
    ]);
  });

  test("the name of a part may have begun on a line that broke off", () => {
    expect(said("2012年共公开信息218条，其中城市渔", "业类信息54条，林业类信息72条。")).toEqual([
      "published.total 218",
      "published.part(业类信息) 54 key-open",
      "published.part(林业类信息) 72",
    ]);
    expect(said("2012年公开信息18条，内容如下：", "渔业类信息4条，", "林业类信息14条。")).toEqual([
      "published.total 18",
      "published.part(渔业类信息) 4",
      "published.part(林业类信息) 14",
    ]);
  });

  test("the channel decides the key, in the clause or in front of it", () => {
    expect(said("通过县政府网站公开信息7条。")).toEqual(["published.website 7"]);
    expect(said("依托本县门户网站，全年共公开政府信息7条。")).toEqual(["published.website 7"]);
    expect(said("通过网站、微信公众号、公示栏等渠道公开政府信息7条。")).toEqual(["published.total 7"]);
    expect(said("通过网站和微信公众号公开政府信息7条。")).toEqual(["published.other_channel 7 key-open"]);
  });

  test("Chinese figures, powers, full-width digits, approximations", () => {
    expect(said("收到政府信息公开申请十二件。")).toEqual(["requests.received 12"]);
    expect(said("主动公开政府信息１，２３４条。")).toEqual(["published.total 1234"]);
    expect(said("主动公开政府信息1.25万余条。")).toEqual(["published.total 12500 about"]);
    expect(said("主动公开政府信息约300条。")).toEqual(["published.total 300 about"]);
    expect(said("本年度政府信息公开申请数为零。")).toEqual(["requests.received 0"]);
  });

  test("requests, their ways and outcomes", () => {
    expect(
      said("共收到政府信息公开申请6件，其中网上申请4件、信函申请2件；办结5件，其中部分公开3件。"),
    ).toEqual([
      "requests.received 6",
      "requests.by_way(网上申请) 4",
      "requests.by_way(信函申请) 2",
      "requests.answered 5",
      "requests.partly_granted 3",
    ]);
  });

  test("a word between two figures belongs to the one in front of it", () => {
    expect(said("配备1名专职工作人员、4名兼职工作人员。")).toEqual([
      "staff.full_time 1",
      "staff.part_time 4",
    ]);
    expect(said("有专职人员1名、兼职人员4名。")).toEqual(["staff.full_time 1", "staff.part_time 4"]);
  });

  test("comparisons, rules, documents, shares and other things counted give nothing", () => {
    expect(said("比上年多公开信息30条。", "每件申请在15个工作日内答复。")).toEqual([]);
    expect(said("根据松政办〔2012〕8号文件，网站设栏目14个，公开率100%。")).toEqual([]);
    expect(said("收取行政事业性收费300元。", "受理市长热线90件。")).toEqual([]);
  });
});

describe("periods", () => {
  test("since disclosure began, another year, left open", () => {
    expect(said("自条例施行以来共公开信息80条，其中2012年公开30条。")).toEqual([
      "published.total 80 cumulative",
      "published.total 30",
    ]);
    expect(said("2012年公开信息30条，历年累计80条。")).toEqual([
      "published.total 30",
      "published.total 80 cumulative",
    ]);
    expect(said("累计公开信息80条。")).toEqual(["published.total 80 period-open"]);
    expect(said("2010年公开信息20条。")).toEqual(["published.total 20 other"]);
  });
});

describe("denials", () => {
  test("what is denied is the head, not what it is about", () => {
    expect(said("未收到有关政府信息公开的行政复议申请。")).toEqual(["reviews.total none"]);
    expect(said("没有因信息公开申请引发的行政复议、诉讼和申诉。")).toEqual([
      "reviews.total none",
      "lawsuits.total none",
      "complaints.total none",
    ]);
    expect(said("未收到政府信息公开申请，无收费及减免情况。")).toEqual([
      "requests.received none",
      "fees.charged none",
      "fees.waived none",
    ]);
    expect(said("未向申请人收取任何费用。")).toEqual(["fees.charged none"]);
    expect(said("没有发生一起行政诉讼案件。")).toEqual(["lawsuits.total none"]);
  });

  test("a bare denial takes its meaning from its heading", () => {
    const found = read([chapter("五、行政复议和行政诉讼情况", "无。")]);
    expect(found.map(({ statement, negated, sentence }) => [statement, negated, sentence])).toEqual([
      ["reviews.total", true, "五、行政复议和行政诉讼情况 无。"],
      ["lawsuits.total", true, "五、行政复议和行政诉讼情况 无。"],
    ]);
    const asked = read([chapter("五、行政复议情况", "本年度无申请。")]);
    expect(asked.map(({ statement, doubts }) => [statement, doubts])).toEqual([
      ["reviews.total", ["scope-open"]],
    ]);
  });

  test("denials of anything else give nothing", () => {
    expect(said("无其他需要报告的事项。", "未发生泄密事件。", "尚无应公开而未公开的情况。")).toEqual([]);
    expect(said("申请人无正当理由逾期不补正。", "如未收到申请，应当说明。")).toEqual([]);
  });
});

describe("the report around the sentence", () => {
  const cell: ReportCell = {
    table: "requests",
    row: "new",
    column: "total",
    value: "6",
    raw: "6",
    state: "reported",
    doubts: [],
    settledBy: "structure",
    at: {},
  };

  test("is held against the table, and the table is left as it is", () => {
    const texts = (count: number) => [chapter("", `全年收到政府信息公开申请${count}件。`)];
    expect(read(texts(6), [cell])[0]).toMatchObject({
      agreesWithTable: "agrees",
      tableCell: "requests/new/total",
    });
    expect(read(texts(5), [cell])[0]).toMatchObject({
      agreesWithTable: "differs",
      tableValue: "6",
      doubts: [],
    });
    expect(read(texts(5), [{ ...cell, doubts: ["unproven"] }])[0]?.agreesWithTable).toBeNull();
    expect(read(texts(5), [{ ...cell, state: "blank", value: null }])[0]?.agreesWithTable).toBeNull();
  });

  test("a figure that is rounded differs only from what it cannot be the rounding of", () => {
    const agreed = (text: string, value: string) =>
      read([chapter("", text)], [{ ...cell, value }], "松桥市人民政府")[0]?.agreesWithTable;
    expect(agreed("全市收到政府信息公开申请1.2万件。", "12034")).toBeNull();
    expect(agreed("全市收到政府信息公开申请1.2万件。", "12000")).toBe("agrees");
    expect(agreed("全市收到政府信息公开申请1.2万件。", "12634")).toBe("differs");
    expect(agreed("全市收到政府信息公开申请12000件。", "12034")).toBe("differs");
  });

  test("no sentence about another time, another body or more than the cell differs from it", () => {
    const tells = [
      "历年累计受理申请115件。",
      "上半年受理申请40件。",
      "近三年共受理申请195件。",
      "平均每月受理申请8件。",
      "2011年受理申请80件。",
      "市公安局受理申请17件。",
      "市政府办公室受理申请17件。",
      "各县区共收到申请80件。",
      "共受理申请97件（含上年结转2件）。",
      "受理网上申请60件。",
      "受理涉及征地的申请60件。",
      "收到申请95件。",
    ];
    for (const text of tells) {
      const found = read([chapter("", text)], [{ ...cell, value: "95" }], "松桥市人民政府");
      expect(
        found.filter(({ agreesWithTable }) => agreesWithTable === "differs"),
        text,
      ).toEqual([]);
    }
  });

  test("what is a part, a rest, amended or shared out differs from nothing", () => {
    const printed = (table: string, row: string, column: string, value: string): ReportCell => ({
      ...cell,
      table,
      row,
      column,
      value,
      raw: value,
    });
    const cells = [
      printed("requests", "new", "total", "95"),
      printed("requests", "outcome.total", "total", "95"),
      printed("requests", "outcome.granted", "total", "50"),
      printed("requests", "outcome.partly_granted", "total", "10"),
      printed("statistics", "channel.website", "value", "900"),
    ];
    const differing = (text: string) =>
      read([chapter("", text)], cells, "松桥县水利局")
        .filter(({ agreesWithTable }) => agreesWithTable === "differs")
        .map(inOneLine);
    const none = [
      "2012年1月至6月受理申请40件。",
      "自2012年3月1日起，受理申请80件。",
      "5月受理申请8件。",
      "我局机关受理申请35件，下属单位受理申请60件。",
      "水政科受理申请35件，办公室受理申请60件。",
      "原报告中受理申请93件，现更正为95件。",
      "收到申请95件，受理申请90件。",
      "受理申请95件，按期答复90件，延期答复5件。",
      "受理申请95件，予以公开60件（其中部分公开10件）。",
      "受理申请95件，全部或部分公开60件。",
      "通过网络受理申请60件、信函受理申请35件。",
      "在局网站公开880条，在县政府网站公开20条。",
    ];
    expect(none.flatMap(differing)).toEqual([]);
    expect(differing("受理申请93件。")).toEqual(["requests.received 93"]);
    expect(differing("受理申请95件，答复88件。")).toEqual(["requests.answered 88"]);
    expect(differing("局网站公开信息880条。")).toEqual(["published.website 880"]);
  });

  test("sentences that contradict each other are both kept, in doubt", () => {
    expect(said("共收到政府信息公开申请3件。", "共收到政府信息公开申请4件。")).toEqual([
      "requests.received 3 contradicts",
      "requests.received 4 contradicts",
    ]);
  });

  test("a bureau does not speak for its area", () => {
    const area = [chapter("", "全县共收到政府信息公开申请90件。")];
    expect(read(area, [], "松桥县水利局")).toEqual([]);
    expect(read(area, [], "松桥县人民政府办公室")[0]?.doubts).toEqual(["body-open"]);
    expect(read(area, [], "松桥县人民政府")[0]?.doubts).toEqual([]);
  });

  test("a statement leads back to its characters in the line", () => {
    const [found] = read([chapter("", "全年收到政府信息公开申请 6 件。")]);
    expect(found).toMatchObject({ raw: "6", unit: "件", at: { line: 1, chars: [14, 16] } });
  });
});

describe("pages that are pictures", () => {
  const told = "全年收到政府信息公开申请6件。";
  /** Doubts of the prose of such a page, and of the typed page behind it. */
  function doubtsOf(page: Partial<Canvas>, word: Partial<Word> = {}): (readonly string[])[] {
    const words = [{ text: told, left: 50, top: 50, right: 350, bottom: 62, ...word }];
    const canvas: Canvas = { kind: "canvas", page: 1, width: 595, height: 842, words, rulings: [], ...page };
    const beside = [{ text: "全年主动公开政府信息40条。", left: 50, top: 400, right: 350, bottom: 412 }];
    const typed: Canvas = { ...canvas, page: 2, scanned: false, words: beside, rulings: [] };
    const flow = layOutPage([canvas, typed], () => {});
    const never = () => false;
    const rules = {
      chapter: identity.chapter,
      headingEnds: [],
      furniture: [],
      denies: never,
      cutsWord: never,
    };
    const chapters = readChapters(flow, rules, { cells: [], otherGrids: new Set() });
    return read(chapters).map(({ doubts }) => doubts);
  }

  test("what was read off a picture is in doubt, what is typed beside it is not", () => {
    expect(doubtsOf({ scanned: true })).toEqual([["recognised"], []]);
    expect(doubtsOf({}, { marks: ["recognised"] })).toEqual([["recognised"], []]);
    expect(doubtsOf({})).toEqual([[], []]);
  });

  test("a sentence is in doubt when one of its lines was read off a picture, its neighbour is not", () => {
    const at = (page: number) => ({ page });
    const text = `全年主动公开政府信息40条。${told}`;
    const passage = (cut: number, first: boolean) => ({
      text,
      pieces: [
        { from: 0, at: at(1), offset: 0, ...(first ? { recognised: true as const } : {}) },
        { from: cut, at: at(2), offset: 0, ...(first ? {} : { recognised: true as const }) },
      ],
    });
    const doubts = (cut: number, first: boolean) =>
      read([{ heading: "", at: {}, passages: [passage(cut, first)] }]).map((one) => one.doubts.length);
    expect(doubts(text.indexOf("全年收到"), true)).toEqual([1, 0]);
    expect(doubts(text.indexOf("全年收到"), false)).toEqual([0, 1]);
    expect(doubts(text.indexOf("申请"), true)).toEqual([1, 1]);
    expect(doubts(text.indexOf("申请"), false)).toEqual([0, 1]);
  });

  test("so is a sentence in a frame on such a page", () => {
    const frame = [
      { left: 40, top: 40, right: 500, bottom: 40 },
      { left: 40, top: 90, right: 500, bottom: 90 },
      { left: 40, top: 40, right: 40, bottom: 90 },
      { left: 500, top: 40, right: 500, bottom: 90 },
    ];
    const text = `${told}本机关认真落实各项要求。工作有序开展。成效明显。`;
    const framed = (scanned: boolean) => doubtsOf({ scanned, rulings: frame }, { text, right: 480 })[0];
    expect(framed(true)).toEqual(["recognised"]);
    expect(framed(false)).toEqual([]);
  });
});
