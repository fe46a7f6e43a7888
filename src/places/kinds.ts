// Why the place of an issuer is in doubt or not given, and what the kinds of organs are, as the dataset tells it.
import type { Explained } from "../model/explained.ts";

/** Beside a code: what may be wrong or coarser with it. Without one: why none is given. */
export const PLACE_DOUBTS = {
  "no-place": {
    en: "neither the name nor what stands around it names a place",
    zh: "名称及其上下文均未写明地点",
  },
  ambiguous: {
    en: "several places have the name, and nothing around it leaves one",
    zh: "多个地点同名，上下文不能确定其一",
  },
  contradicted: {
    en: "words of the name contradict its place, or a part of the name is that of a place no table holds",
    zh: "名称中的词与地点矛盾，或含有表中没有的地名",
  },
  "several-places": { en: "the name prints several places", zh: "名称中有多个地点" },
  "branch-unknown": {
    en: "the name is that of a branch, and which place it serves is not known",
    zh: "派出机构，所辖地点不明",
  },
  "town-unknown": {
    en: "the table of towns does not hold the town there: a code beside it is that of its county; without a code its county is not known either",
    zh: "乡镇表中该地没有此乡镇：有代码则为其所在县，无代码则县亦不明",
  },
  "town-alone": {
    en: "the name is that of a town and says nothing of where it lies",
    zh: "只有乡镇名称，未写明所在地",
  },
  "zone-unlisted": {
    en: "no table holds the zone: a code beside it is that of the unit it lies in",
    zh: "表中没有该开发区：有代码则为其所在单位",
  },
  "zone-over-several": { en: "the zone lies over several units", zh: "该开发区跨多个区县" },
  "context-differs": { en: "what stands around the name names several places", zh: "上下文写有多个地点" },
  "host-of-a-city": {
    en: "only the site tells the place, and it is that of a city with many organs",
    zh: "仅由网站可知地点，而该网站属于有众多机关的上级",
  },
  "short-form": {
    en: "the place is printed in a short form that no other place has",
    zh: "地名为简称，仅一地相符",
  },
  divided: {
    en: "the unit was divided since: it has no single heir in 2023",
    zh: "该单位其后被拆分，2023年无单一继承者",
  },
  "year-unknown": {
    en: "the code of its year is open, as the year of the report is not known",
    zh: "报告年度不明，故不能确定当年代码",
  },
  undated: {
    en: "since when the unit stands is not known: no code of the year",
    zh: "该单位设立年份不明，故无当年代码",
  },
  "not-in-year": { en: "no table has the unit in the report's year", zh: "报告年度的表中没有该单位" },
  "code-changed-in-year": { en: "the unit's code changed within the year", zh: "该单位代码在当年变更" },
} as const satisfies Record<string, Explained>;

export type PlaceDoubt = keyof typeof PLACE_DOUBTS;

export const ORGAN_KINDS = {
  government: {
    en: "a people's government of a province, city, county or the like",
    zh: "省、市、县等各级人民政府",
  },
  office: {
    en: "the general office of a government, where the report names it as its issuer",
    zh: "政府办公厅（室），报告以其为发布机构",
  },
  department: { en: "a department of a government", zh: "政府部门" },
  township: { en: "the government of a town or township", zh: "乡镇人民政府" },
  subdistrict: { en: "a subdistrict office", zh: "街道办事处" },
  zone: {
    en: "the administration of a development zone, scenic area or the like",
    zh: "开发区、景区等管理机构",
  },
  vertical: {
    en: "an organ under a department of the centre and not under the government of its place, as the tax office",
    zh: "垂直管理机关，如税务局",
  },
  institution: {
    en: "a public institution, as a school, a hospital or a service centre",
    zh: "事业单位，如学校、医院、服务中心",
  },
  enterprise: { en: "a public enterprise", zh: "公用企业" },
} as const satisfies Record<string, Explained>;

export type OrganKind = keyof typeof ORGAN_KINDS;
