// Sentences put together from parts: each way to say a thing has to give the same line, each trap none that is certain.
import { describe, expect, test } from "vitest";
import type { Statement } from "../../../src/model/prose.ts";
import { chapter, inOneLine, read } from "./reading.ts";

/** Every way to choose one of each list. */
function* choices(...lists: readonly (readonly string[])[]): Generator<string[]> {
  const [first, ...rest] = lists;
  if (!first) yield [];
  else for (const one of first) for (const others of choices(...rest)) yield [one, ...others];
}

function linesOf(sentence: string, heading = "", issuer?: string): string[] {
  return read([chapter(heading, `${sentence}。`)], [], issuer).map(inOneLine);
}

/** Sentences that do not give exactly the lines. */
function misread(cases: readonly (readonly [string, readonly string[]])[], heading = ""): string[] {
  return cases.flatMap(([sentence, lines]) => {
    const found = linesOf(sentence, heading);
    return found.join("; ") === lines.join("; ") ? [] : [`${sentence} → ${found.join("; ") || "nothing"}`];
  });
}

const NUMBERS: readonly (readonly [printed: string, value: string])[] = [
  ["7", "7"],
  ["１２", "12"],
  ["1,203", "1203"],
  ["二十", "20"],
  ["三百零五", "305"],
  ["0", "0"],
];
const OPENINGS = ["", "2012年", "本年度，本镇", "2012年1月1日至12月31日，我镇"];

describe("one quantity, however it is said", () => {
  test("items published", () => {
    const cases = [
      ...choices(OPENINGS, ["主动公开", "公开", "发布", "公布"], ["政府信息", "各类信息", "政务信息"]),
    ];
    const sentences = cases.flatMap(([opening = "", verb = "", noun = ""]) =>
      NUMBERS.flatMap(([printed, value]) => [
        [`${opening}共${verb}${noun}${printed}条`, [`published.total ${value}`]] as const,
        [`${opening}${verb}${printed}条${noun}`, [`published.total ${value}`]] as const,
        [`${opening}${verb}的${noun}总数为${printed}条`, [`published.total ${value}`]] as const,
      ]),
    );
    expect(misread(sentences)).toEqual([]);
  });

  test("items by a channel", () => {
    const channels = [
      ["门户网站", "published.website"],
      ["政府信息公开专栏", "published.website"],
      ["官方微博", "published.microblog"],
      ["微信公众号", "published.wechat"],
      ["公示栏", "published.other_channel"],
      ["政府公报", "published.gazette"],
    ] as const;
    const cases = channels.flatMap(([channel, key]) =>
      NUMBERS.flatMap(([printed, value]) =>
        [...choices(["通过", "利用", "在"], ["公开", "发布", "主动公开"])].map(
          ([by = "", verb = ""]) =>
            [`本年度${by}${channel}${verb}政府信息${printed}条`, [`${key} ${value}`]] as const,
        ),
      ),
    );
    expect(misread(cases)).toEqual([]);
  });

  test("requests received", () => {
    const nouns = ["政府信息公开申请", "信息公开申请", "依申请公开申请", "要求公开政府信息的申请"];
    const cases = [...choices(OPENINGS, ["收到", "受理", "接到", "接收"], nouns)];
    const sentences = cases.flatMap(([opening = "", verb = "", noun = ""]) =>
      NUMBERS.flatMap(([printed, value]) => [
        [`${opening}共${verb}${noun}${printed}件`, [`requests.received ${value}`]] as const,
        [`${opening}${verb}${printed}宗${noun}`, [`requests.received ${value}`]] as const,
      ]),
    );
    expect(misread(sentences)).toEqual([]);
  });

  test("reviews and lawsuits, together and apart", () => {
    const cases = [
      ...choices(["全年发生", "收到", "因政府信息公开被提起", ""], ["行政复议", "行政诉讼"]),
    ].flatMap(([opening = "", matter = ""]) =>
      NUMBERS.map(([printed, value]) => {
        const key = matter === "行政复议" ? "reviews.total" : "lawsuits.total";
        return [`${opening}${matter}${printed}件`, [`${key} ${value}`]] as const;
      }),
    );
    expect(misread(cases, "五、因政府信息公开申请行政复议、提起行政诉讼的情况")).toEqual([]);
  });

  test("figures told respectively", () => {
    const cases = [
      [
        "通过网站、公示栏和微博公开的信息分别为12条、3条和4条",
        ["published.website 12", "published.other_channel 3", "published.microblog 4"],
      ],
      ["微信、微博分别发布信息5条、6条", ["published.wechat 5", "published.microblog 6"]],
      ["行政复议和行政诉讼分别为2件、1件", ["reviews.total 2", "lawsuits.total 1"]],
      [
        "共收到申请9件，其中当面申请、网上申请、信函申请分别为1、6、2件",
        [
          "requests.received 9",
          "requests.by_way(当面申请) 1",
          "requests.by_way(网上申请) 6",
          "requests.by_way(信函申请) 2",
        ],
      ],
      ["专职、兼职人员分别为1人、3人", ["staff.full_time 1", "staff.part_time 3"]],
    ] as const;
    expect(misread(cases, "四、因政府信息公开申请行政复议、提起行政诉讼等情况")).toEqual([]);
  });
});

describe("explicit nones", () => {
  const THINGS: readonly (readonly [string, readonly string[]])[] = [
    ["政府信息公开申请", ["requests.received"]],
    ["公民、法人和其他组织提出的信息公开申请", ["requests.received"]],
    ["因政府信息公开引起的行政复议", ["reviews.total"]],
    ["有关政府信息公开申请的行政诉讼", ["lawsuits.total"]],
    ["涉及信息公开的行政复议、行政诉讼案件", ["reviews.total", "lawsuits.total"]],
    ["针对信息公开事务的行政复议、行政诉讼和申诉", ["reviews.total", "lawsuits.total", "complaints.total"]],
    ["政府信息公开方面的举报和投诉", ["complaints.total"]],
  ];
  const DENIALS = ["未收到", "没有收到", "未接到", "尚未收到", "未受理", "从未收到", "没有接到"];

  test("what is denied is named behind the denial", () => {
    const cases = THINGS.flatMap(([thing, keys]) =>
      [...choices(OPENINGS, [...DENIALS, "未发生", "没有发生", "无", "不存在", "没有"])].map(
        ([opening = "", denial = ""]) =>
          [`${opening}${denial}${thing}`, keys.map((key) => `${key} none`)] as const,
      ),
    );
    expect(misread(cases)).toEqual([]);
  });

  test("fees and waivers", () => {
    const cases = [
      ...[
        ...choices(["未收取", "没有收取", "不收取"], ["任何费用", "检索、复制、邮寄等费用", "信息处理费"]),
      ].map(([denial = "", thing = ""]) => [`本年度${denial}${thing}`, ["fees.charged none"]] as const),
      ...[...choices(["没有", "无", "未发生", "不存在"], ["收费及减免情况", "收费和费用减免"])].map(
        ([denial = "", thing = ""]) =>
          [`本年度${denial}${thing}`, ["fees.charged none", "fees.waived none"]] as const,
      ),
    ];
    expect(misread(cases)).toEqual([]);
  });

  test("nothing but a denial takes its meaning from its heading", () => {
    const nones = ["无", "没有", "未发生", "没有此类情况发生", "本年度无此类情况", "本年度没有发生"];
    const reviews = nones.map((none) => [none, ["reviews.total none", "lawsuits.total none"]] as const);
    expect(misread(reviews, "五、申请行政复议、提起行政诉讼情况")).toEqual([]);
    const fees = nones.map((none) => [none, ["fees.charged none", "fees.waived none"]] as const);
    expect(misread(fees, "四、收费及减免情况")).toEqual([]);
  });
});

describe("periods", () => {
  const TOLD = ["主动公开政府信息40条", "收到政府信息公开申请40件"];
  const PERIODS: readonly (readonly [string, Statement["period"], string])[] = [
    ["2012年，", "year", ""],
    ["本年度", "year", ""],
    ["今年以来", "year", ""],
    ["从1月1日至11月30日累计", "year", ""],
    ["全年累计", "year", ""],
    ["2011年", "other", ""],
    ["上半年", "other", ""],
    ["近三年来共", "other", ""],
    ["历年累计", "cumulative", ""],
    ["自2008年5月1日以来共", "cumulative", ""],
    ["《条例》施行以来，共", "cumulative", ""],
    ["2008年至2012年共", "cumulative", ""],
    ["累计", "year", "period-open"],
  ];

  test.each(PERIODS)("%s", (words, period, doubt) => {
    for (const told of TOLD) {
      const [one, ...more] = read([chapter("", `${words}${told}。`)]);
      expect([one?.value, one?.period, one?.doubts.join(), more.length]).toEqual(["40", period, doubt, 0]);
    }
  });
});

describe("traps give no certain line of the year", () => {
  /** Certain statements of the report's year, in a bureau's report. */
  function certain(sentence: string, heading = ""): string[] {
    return read([chapter(heading, `${sentence}。`)], [], "松桥县水利局")
      .filter(({ doubts, period }) => doubts.length === 0 && period === "year")
      .map(inOneLine);
  }

  const MATTERS = ["主动公开政府信息40条", "收到政府信息公开申请40件", "发生政府信息公开行政复议40件"];

  test("another body", () => {
    const bodies = ["全县", "全县各级行政机关", "全系统", "全市各级各部门"];
    const found = [...choices(bodies, ["", "共"], MATTERS)].flatMap((parts) => certain(parts.join("")));
    expect(found).toEqual([]);
  });

  test("a rule or a wish", () => {
    const wishes = ["应", "计划", "目标任务为", "原则上每年", "不少于每年", "2013年拟"];
    const told = wishes.map((wish) => `${wish}公开信息40条`);
    expect(
      [...told, "每年公开信息不少于40条", "对申请应在15个工作日内答复"].flatMap((one) => certain(one)),
    ).toEqual([]);
  });

  test("a comparison", () => {
    const told = [
      "比上年增加政府信息40条",
      "较去年多公开信息40条",
      "公开的信息同比增加40条",
      "申请量比2011年减少40件",
      "与上年的40件相比有所减少",
      "去年公开信息40条",
      "2011年收到申请40件",
    ];
    expect(told.flatMap((one) => certain(one))).toEqual([]);
  });

  test("things that only look like it", () => {
    const told = [
      "门户网站访问量40万人次",
      "网站设栏目40个",
      "收取行政事业性收费40万元",
      "用于政府信息公开工作的经费支出40万元",
      "受理市长热线40件",
      "处理县长信箱来信40件",
      "信访接待群众40人次",
      "公开率40%",
      "印发公开指南40份",
      "发行公报40期",
      "微信公众号粉丝40万人",
      "媒体采用稿件40篇",
      "撤回政府信息公开申请40件",
      "补正申请40件",
      "不予受理申请40件",
      "召开工作会议40次",
      "检查信息公开工作40次",
      "新建政务公开栏40个",
      "处罚违法案件40起",
      "办理行政许可40件",
    ];
    expect(told.flatMap((one) => certain(one))).toEqual([]);
  });

  test("denials of another thing", () => {
    const told = [
      "无其他需要报告的事项",
      "未发生失泄密事件",
      "尚无应公开而未公开的情况",
      "未发现违规收费行为",
      "如未收到申请，应当说明",
      "申请人无正当理由逾期不补正的",
      "未发现泄密和不宜公开的内容",
      "信息公开工作没有专门经费",
    ];
    expect(told.flatMap((one) => certain(one))).toEqual([]);
  });
});
