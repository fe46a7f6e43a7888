// What a list tells of its size in words, attributes, fields and calls, where the rest of it is not to be had: a gap. And
// numbers that tell nothing of a list: none.
import { describe, expect, test } from "vitest";
import { crawlSite, report } from "./crawl-site.ts";

const title = (year: number) => `湖滨区${year}年政府信息公开工作年度报告`;
const anchor = (year: number) => `<li><a href="/r${year}.html">${title(year)}</a></li>`;
const SLIDES = `<div class="swiper-pagination"><span>1</span><span>2</span><span>3</span></div>`;
const page = (pager: string) =>
  `<title>政府信息公开年报</title>${pager.includes("SLIDES") ? SLIDES : ""}<ul>${anchor(2023)}</ul><div>${pager.replace("SLIDES", "")}</div><p>主办单位：湖滨区人民政府办公室</p>`;

async function accountOf(pager: string) {
  const reports = Object.fromEntries(
    [2023, 2022, 2021].map((year) => [`/r${year}.html`, report(title(year))]),
  );
  const { coverage, base } = await crawlSite({ "/l.html": page(pager), ...reports }, ["/l.html"]);
  const row = coverage.find(({ list }) => list === `${base}/l.html`);
  return row && { state: row.state, expected: row.expected };
}

describe("a list whose rest is not to be had is a gap where it tells its size", () => {
  test.each([
    ["after its name", "总数：4", 4],
    ["after a longer name", "记录总数：4 条", 4],
    ["after the name of its parts", "总页数：4 当前页：1", 4],
    ["beside the entries shown", "1-1 / 4 条", 4],
    ["as a table's library says it", "显示第 1 至 1 项结果，共 4 项", 4],
    ["as one says it in English", "Showing 1 to 1 of 4 entries", 4],
    [
      "by the place of a part, beside a control",
      `<b>1/4</b><a class="page_next" href="javascript:void(0)"></a>`,
      4,
    ],
    ["in brackets", "全部（4）条", 4],
    ["in words", "本栏目共四条", 4],
    ["in words, of its parts", "第一页/共四页", 4],
    ["by what it is a list of", "本栏目共收录年度报告4份", 4],
    [
      "as some pagers call the number of parts",
      `<ul>${anchor(2022)}${anchor(2021)}</ul><script>$("#p").bootpag({ total: 2 });</script>`,
      2,
    ],
    ["of what was searched for", "全站检索到 4 条", 4],
    ["beside what the whole site holds", "全站共 128603 条信息</p><p>共 4 条", 4],
    [
      "in fields",
      `<input type="hidden" id="totalCount" value="4"><input type="hidden" id="pageSize" value="1">`,
      4,
    ],
    [
      "in fields of a form",
      `<form><input name="recordCount" value="4"><input name="currentPage" value="1"></form>`,
      4,
    ],
    ["in attributes that a framework reads", `<my-pager :total="4" :page-size="1"></my-pager>`, 4],
    ["in attributes with hyphens", `<div data-total-pages="4" data-page="1"></div>`, 4],
    ["to a function that is not there", "<script>drawPager({ recordCount: 4, pageSize: 1 });</script>", 4],
    [
      "to an object that is not there",
      "<script>var bar = new PageBar({ recordCount: 4, pageSize: 1 });</script>",
      4,
    ],
  ])("told %s", async (_, pager, expected) => {
    expect(await accountOf(pager)).toEqual({ state: "gap", expected });
  });
});

describe("what may lead on and does not show how is a gap", () => {
  test.each([
    [
      "a link that calls a function that is not there",
      `<a class="next" href="javascript:nextPage()">下一页</a>`,
    ],
    ["a button that does", `<button onclick="showMore(this)">加载更多</button>`],
    [
      "a word that menus have too, within a pager",
      `<div class="page-nav"><a onclick="more()">更多</a></div>`,
    ],
    ["a picture that calls one", `<a href="javascript:goNext()"><img src="/i/next_page.png"></a>`],
    [
      "a choice of parts that calls one",
      `<select onchange="toPage(this.value)"><option>第1页</option><option>第2页</option></select>`,
    ],
    ["numbers of parts without addresses", `<ul class="pagination"><li><a>1</a></li><li><a>2</a></li></ul>`],
    ["a pager drawn by a function that is not there", "<script>showPager(4, 1, 'nb');</script>"],
  ])("%s", async (_, pager) => {
    expect(await accountOf(pager)).toEqual({ state: "gap", expected: null });
  });
});

describe("nothing is made of", () => {
  test.each([
    ["the only part", "总数：1 总页数：1"],
    ["a link that is off", `<a class="next" href="javascript:void(0)">下一页</a>`],
    [
      "a pager of one part",
      `<ul class="pagination"><li><a>1</a></li></ul><a href="javascript:nextPage()">下一页</a>`,
    ],
    ["a pager that is drawn for one part", "<script>showPager(1, 1, 'nb');</script>"],
    [
      "days of a calendar",
      `<table class="rili"><tr><td><a>1</a></td><td><a>2</a></td><td><a>3</a></td></tr></table>`,
    ],
    ["a menu that shows more", `<a href="javascript:void(0)" onclick="toggleMore()">更多</a>`],
    ["the arrow of a slide", `<div class="slide"><a class="next" onclick="slide(1)"></a></div>`],
    [
      "rows that a table shows at a time",
      "<script>var grid = { rowNum: 20, page: 1 }; drawPager(grid);</script>",
    ],
    ["bullets of slides that stand above", `</div>SLIDES<div>`],
    ["a day alone", "<b>1/25</b>"],
    [
      "all entries in one part, by names",
      "<script>var totalCount = 1, pageSize = 20; showPages(totalCount, pageSize);</script>",
    ],
    ["the pages of a file", "附件为扫描件，共 12 页"],
    ["the number of organs", "全县单位总数：45"],
    ["the only part, as some pagers call it", `<script>$("#p").bootpag({ total: 1 });</script>`],
    ["what the whole site holds", "本站目前共有 128603 条信息"],
    ["what was published on a day", "今日更新 3 条，昨日共发布 12 条，昨日共 12 条"],
    ["what readers wrote", "共 35 条评论"],
    ["what was written elsewhere", "全市各部门共发布年度报告 58 份"],
    ["what all have written, in words", "全区68个单位按时公布，共公布年度报告六十八份"],
    ["what was asked of people", "评议问卷共 300 份，今年共收到申请十二份"],
    [
      "what an entry counts",
      `<script>var list = [{ title: "${title(2022)}", url: "/r2022.html", count: 1200, files: { total: 3 } }];</script>`,
    ],
    [
      "a size that is asked for",
      `<form><input name="rows" value="20"><input name="keyword" value="2023"></form>`,
    ],
  ])("%s", async (_, pager) => {
    expect((await accountOf(pager))?.state).not.toBe("gap");
  });
});

test("an entry that stands in two rows is two of those told; two links of a row are one", async () => {
  const crawl = async (rows: string) => {
    const { coverage } = await crawlSite(
      {
        "/l.html": `<title>政府信息公开年报</title><ul>${rows}</ul><p>共3条</p>`,
        "/r2023.html": report(title(2023)),
        "/r2022.html": report(title(2022)),
      },
      ["/l.html"],
    );
    return coverage[0]?.state;
  };
  expect(await crawl(anchor(2023) + anchor(2023) + anchor(2022))).toBe("whole");
  const twice = `<li><a href="/r2023.html"><img src="/new.png"></a><a href="/r2023.html">${title(2023)}</a></li>`;
  expect(await crawl(twice + anchor(2022))).toBe("gap");
});

test("a part that is the one before again is missing where the list shows its number, and nothing where it does not", async () => {
  const crawl = async (pager: string) => {
    const list = `<title>政府信息公开年报</title><ul>${anchor(2023)}</ul>${pager}`;
    const routes = { "/l.jsp": list, "/l.jsp?p=2": list, "/r2023.html": report(title(2023)) };
    const { coverage } = await crawlSite(routes, ["/l.jsp"]);
    return coverage[0] && { state: coverage[0].state, why: coverage[0].why };
  };
  const numbers = '<span>1</span><a href="/l.jsp?p=2">2</a>';
  expect(await crawl(numbers)).toEqual({ state: "gap", why: "no-news" });
  expect((await crawl('<a href="/l.jsp?p=2">下一页</a>'))?.state).toBe("unknown");
});

describe("totals with entries between them", () => {
  const list = (year: number, total: string) => `<ul>${anchor(year)}</ul><p>${total}</p>`;
  const crawl = async (lists: string) => {
    const { coverage } = await crawlSite(
      {
        "/l.html": `<title>政府信息公开年报</title>${lists}`,
        "/r2023.html": report(title(2023)),
        "/r2022.html": report(title(2022)),
      },
      ["/l.html"],
    );
    return coverage[0] && { state: coverage[0].state, expected: coverage[0].expected };
  };

  test("are of several lists", async () => {
    expect(await crawl(list(2023, "共1条") + list(2022, "共4条"))).toEqual({ state: "gap", expected: 5 });
  });

  test("are of one list where both say the same, above it and below", async () => {
    expect(await crawl(`<p>共2条</p><ul>${anchor(2023)}${anchor(2022)}</ul><p>共2条</p>`)).toEqual({
      state: "whole",
      expected: 2,
    });
  });
});
