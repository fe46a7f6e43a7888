import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { creditPlaces } from "../../../src/places/evidence.ts";
import type { Link } from "../../../src/places/link.ts";
import { linkList } from "../../../src/places/list.ts";
import { loadLinker } from "../../../src/places/load.ts";

const linker = loadLinker("pipelines/disclosure/places", "pipelines/disclosure/organs.yaml", null);

function link(name: string, year: number, context = "", host = ""): Link {
  return linker.link({ name, year, context, host });
}

/** code_then code_2023 level kind functions */
function told({ codeThen, code2023, level, kind, functions }: Link): string {
  return [codeThen, code2023, level ?? "", kind ?? "", functions.join("+")].join(" ");
}

describe("a place printed in full", () => {
  test.each([
    ["福建省泉州市惠安县教育局", 2020, "350521 350521 4 department education"],
    ["北海市海城区人民政府", 2021, "450502 450502 4 government general"],
    ["乡宁县教育科技局", 2021, "141029 141029 4 department education+science"],
    ["公安县公安局", 2019, "421022 421022 4 department police"],
    ["吉林市财政局", 2020, "220200 220200 3 department finance"],
    ["延边州教育局", 2021, "222400 222400 3 department education"],
    ["中山市小榄镇人民政府", 2021, "442000 442000118 5 township general"],
    ["国家税务总局惠安县税务局", 2020, "350521 350521 4 vertical tax"],
    ["南京市公安局江宁分局", 2020, "320115 320115 4 department police"],
    ["惠安县公安局螺城派出所", 2020, "350521 350521100 5 department police"],
    ["教育部", 2020, "  1 department education"],
    ["国家邮政局", 2019, "  1 department "],
    ["中国证券监督管理委员会", 2019, "  1 department "],
    ["中国银行业监督管理委员会", 2012, "  1 department "],
    ["中国科学院", 2019, "  1 institution "],
    ["国家统计局浙江调查总队", 2019, "330000 330000 2 vertical statistics"],
    ["中国证监会浙江监管局", 2019, "330000 330000 2 vertical "],
    ["宁波海事局", 2019, "330200 330200 3 department "],
    ["深圳市市场监督管理局龙岗监管局", 2021, "440307 440307 4 department market_regulation"],
    ["北京市公安局公安交通管理局", 2020, "110000 110000 2 department police+transport"],
    ["武汉市江夏区人民政府纸坊街办事处", 2022, "420115 420115001 5 subdistrict general"],
    ["东乡县人民政府", 2014, "361029 361003 4 government general"],
  ])("%s of %i", (name, year, wanted) => expect(told(link(name, year))).toBe(wanted));
});

describe("codes of the year", () => {
  test.each([
    ["孟津县人民政府", 2019, "410322 410308", ""],
    ["洛阳市孟津区水利局", 2022, "410308 410308", ""],
    ["毕节市人民政府", 2009, "522401 520502", ""],
    ["毕节市人民政府", 2015, "520500 520500", ""],
    ["芜湖市弋江区财政局", 2019, "340203 340209", ""],
    ["芜湖市弋江区财政局", 2021, "340209 340209", ""],
    ["芜湖市弋江区财政局", 2020, " 340209", "code-changed-in-year"],
    ["石家庄市桥东区人民政府", 2012, "130103 ", "divided"],
    ["杭州市临平区教育局", 2015, " 330113", "not-in-year"],
  ])("%s of %i", (name, year, codes, doubt) => {
    const found = link(name, year);
    expect(`${found.codeThen} ${found.code2023}`).toBe(codes);
    expect(found.doubt).toBe(doubt);
  });
});

describe("a zone's name", () => {
  test.each([
    ["兰州新区管理委员会", "兰州新区"],
    ["南京经济技术开发区", "南京经济技术开发区"],
    ["孝感市临空经济区", "临空经济区"],
    ["成都东部新区管理委员会应急管理局", "成都东部新区"],
  ])("%s", (name, zone) => expect(link(name, 2021).zone).toBe(zone));
});

describe("no code rather than a guess", () => {
  test.each([
    ["西湖区人民政府", "ambiguous", 4],
    ["朝阳教育局", "no-place", null],
    ["正阳镇人民政府", "town-alone", 5],
    ["泉州市德化县教育局 泉州市安溪县教育局", "several-places", 4],
    ["厦门市德化县教育局", "contradicted", 4],
    ["青海省城关镇", "town-unknown", 5],
    ["云南滇中新区管理委员会", "zone-over-several", null],
    ["市场监督管理局", "no-place", null],
    ["前郭县公安局", "contradicted", 4],
    ["巴州人民政府", "contradicted", 3],
    ["国家统计局吉林调查总队", "no-place", null],
    // A county of Jiangxi until 2016, and what a county of Gansu is called in short.
    ["东乡县人民政府", "ambiguous", 4],
  ])("%s", (name, doubt, level) => {
    const found = link(name, 2020);
    expect([found.codeThen, found.code2023, found.doubt, found.level]).toEqual(["", "", doubt, level]);
  });

  test.each([
    "河北雄安新区容东片区管理委员会",
    "吉林生物产业园区管理委员会",
    "海南生态产业园区管理委员会",
    "河北滨海新区财政局",
  ])("%s: the front of a province's name is no district's or city's alone", (name) => {
    expect(link(name, 2020).code2023).toBe("");
  });

  test.each([
    ["河北雄安新区生态环境局", "", "130000"],
    ["雄安新区管理委员会", "河北省人民政府", "130000"],
    ["贵安新区管理委员会", "", "520000"],
    ["云南滇中新区管理委员会", "", "530000"],
    ["湖北省天府新区管理委员会", "", ""],
    ["雄安新区管理委员会", "湖北省人民政府", ""],
    ["雄安新区无此乡人民政府", "", "130000"],
    ["四川天府新区无此街道办事处", "", "510000"],
    ["杨凌示范区无此镇人民政府", "", "610403"],
    ["雄安新区无此县无此镇人民政府", "", ""],
    ["无此镇人民政府", "", ""],
    ["青海省城关镇", "", "630000"],
    ["黑龙江省无此街道办事处", "", "230000"],
    ["河北省汤原县胜利乡人民政府", "", ""],
    ["西湖区人民政府", "", ""],
  ])("%s beside «%s» lies in %s, which is no code of its own", (name, context, within) => {
    const found = link(name, 2020, context);
    expect([found.code2023, found.within]).toEqual(["", within]);
  });

  test("a town found once in the table is not known by its name alone", () => {
    expect(link("良渚街道", 2023).code2023).toBe("");
    expect(link("良渚街道", 2023, "杭州市余杭区人民政府").code2023).toBe("330110010");
  });
});

describe("words of organs are no ends of places", () => {
  test.each([
    ["雄安新区住房和城乡建设局", "  department housing"],
    ["平潭综合实验区市场监督管理委员会", "350128 350128 4 department market_regulation"],
    ["白沟新城管理委员会", "  zone general"],
    ["惠安县螺城镇卫生院", "350521 350521100 5 institution health"],
    ["广西港口局", "450000 450000 2 department transport"],
    ["惠安城乡规划局", "350521 350521 4 department "],
  ])("%s", (name, wanted) => {
    const found = told(link(name, 2021));
    expect(found.replace(/^ {2} /, "  ")).toBe(wanted);
  });

  test("a branch that a district or a task may name has no place", () => {
    expect(link("防城港市公安局港口分局", 2021).doubt).toBe("branch-unknown");
  });
});

describe("one organ has one name over the reforms", () => {
  test.each([
    ["惠安县住房和城乡建设局", "惠安县住建局"],
    ["惠安县环境保护局", "惠安县生态环境局"],
    ["惠安县", "惠安县人民政府"],
  ])("%s and %s", (before, after) => expect(link(before, 2016).organ).toBe(link(after, 2020).organ));

  test("organs that were merged later are told apart before", () => {
    const names = ["惠安县工商行政管理局", "惠安县质量技术监督局", "惠安县食品药品监督管理局"];
    expect(new Set(names.map((name) => link(name, 2012).organ)).size).toBe(3);
  });
});

describe("context and host", () => {
  test("a level word must be how the place's name ends", () => {
    expect(link("县教育局", 2020, "首页 > 惠安县人民政府 > 教育局").code2023).toBe("350521");
    expect(link("区教育局", 2020, "首页 > 惠安县人民政府 > 教育局").code2023).toBe("");
  });

  test("a city around it settles which of several units is meant", () => {
    expect(link("西湖区人民政府", 2020, "南昌市人民政府").code2023).toBe("360103");
  });

  test("two counties in the context settle nothing", () => {
    expect(link("教育局", 2020, "惠安县 德化县").code2023).toBe("");
  });

  test("a credit code counts with its check character only", () => {
    expect(creditPlaces("area=11370828004332205R")).toEqual(["370828"]);
    expect(creditPlaces("area=11370828004332206R")).toEqual([]);
  });

  test("a known host places a town; a host that no table holds places nothing", () => {
    expect(link("水头镇", 2020, "", "zjpy.gov.cn").code2023).toBe("330326102");
    expect(link("水头镇", 2020, "", "example.gov.cn").code2023).toBe("");
  });
});

describe("a list", () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-link-"));
  const input = join(folder, "names.csv");
  const output = join(folder, "linked.csv");

  test("keeps all columns, also those with our names", async () => {
    writeFileSync(input, "﻿id,name,level,year\r\n7,惠安县教育局,x,2020\r\n8,教育局,y,\r\n");
    const summary = await linkList(linker, input, output);
    expect(summary).toEqual({ names: 2, linked: 1, without: new Map([["no-place", 1]]) });
    const [head, first] = readFileSync(output, "utf8").split("\n");
    expect(head).toBe(
      "id,name,level_given,year,code_then,code_2023,level,organ_type,organ_function,zone,evidence,doubt,candidates",
    );
    expect(first).toBe("7,惠安县教育局,x,2020,350521,350521,4,department,education,,name,,");
  });

  test("without a column of names is refused, naming the file", async () => {
    writeFileSync(input, "id,issuer\n1,惠安县教育局\n");
    await expect(linkList(linker, input, output)).rejects.toThrow(`${input}: has no column called name`);
  });
});

test("every unit of the tables, printed below its city, leads back to its code", () => {
  const units = readFileSync("pipelines/disclosure/places/units.csv", "utf8").trim().split("\n").slice(1);
  const table = units.map((line) => line.split(",")).filter(([, , , last]) => last === "202306");
  const names = new Map(table.map(([code, name]) => [code, name]));
  const wrong = table.flatMap(([code = "", name = ""], at) => {
    const city = names.get(`${code.slice(0, 4)}00`);
    if (at % 3 > 0 || city === undefined || code.endsWith("00") || code[4] === "7") return [];
    const found = link(`${city}${name}民政局`, 2023);
    return found.codeThen === code && found.code2023 === code ? [] : [`${city}${name}: ${found.codeThen}`];
  });
  expect(wrong).toEqual([]);
});
