// Groups of columns that several tables of a release have: whose report it is, and how well it was read.
import { REASONS, STATUSES } from "../model/codes.ts";
import { DOUBTS } from "../model/doubts.ts";
import { ORGAN_KINDS, PLACE_DOUBTS } from "../places/kinds.ts";
import { type Codes, coded, codedEach, type Field, flag, text, whole } from "./layout.ts";

export const LEVELS: Codes = {
  1: { en: "centre", zh: "中央" },
  2: { en: "province, autonomous region, municipality under the centre", zh: "省、自治区、直辖市" },
  3: {
    en: "city, prefecture, autonomous prefecture, league",
    zh: "设区的市、地区、自治州、盟",
  },
  4: {
    en: "county, county-level city, district of a city, banner; also the districts of municipalities under the centre",
    zh: "县、县级市、市辖区、旗；直辖市的区县也在此级",
  },
  5: { en: "town, township, subdistrict", zh: "乡、镇、街道" },
};

const QUALITY_CLASSES: Codes = {
  A: {
    en: "all tables read, no doubt, every sum evaluated and holding",
    zh: "各表均已读取，无存疑，关系全部可核对且成立",
  },
  B: {
    en: "no doubt and no broken sum, but sums that cannot be evaluated, or a broken one that is a warning",
    zh: "无存疑且无不成立的关系，但有不能核对的，或有仅供提示而不成立的",
  },
  C: { en: "cells in doubt or unreadable, or broken sums", zh: "有存疑或不可读的单元格，或有不成立的关系" },
  D: { en: "some of the form's tables were found and not all", zh: "找到了部分表格，缺表" },
  E: { en: "no table of a form was found", zh: "没有找到任何表格" },
};

const EVIDENCE: Codes = {
  name: { en: "the issuer's name", zh: "机关名称" },
  context: { en: "title, crumbs or signature around it", zh: "标题、栏目、落款等上下文" },
  host: { en: "the site it was found on", zh: "所在网站" },
  "name+context": {
    en: "the name, where the context leaves one of several places",
    zh: "名称，并由上下文确定其一",
  },
  "name+host": { en: "the name, where the site leaves one of several places", zh: "名称，并由网站确定其一" },
};

export const levelField = (): Field => ({
  ...whole(
    "level",
    "机关所在层级；部门、垂直管理机关、开发区取其所属地点的层级；不明则空",
    "Level of the place the organ belongs to, also for departments, vertical organs and zones; empty where neither place nor name tells it",
  ),
  codes: LEVELS,
});

export const organTypeField = (): Field =>
  coded(
    "organ_type",
    "机关类型；名称不能说明则空",
    "Kind of organ; empty where the name does not tell",
    ORGAN_KINDS,
  );

export const PLACE: readonly Field[] = [
  text(
    "organ_code",
    "机关代码：2023年地点、类型、名称摘要；地点不明则空，空者不是同一机关",
    "Code of the organ: place of 2023, kind, eight digits of its name; empty where the place is not known: lines without it are not of one organ",
  ),
  text(
    "organ_key",
    "organ_code；机关不明则为该报告自己的键，可用于分组",
    "organ_code, or where that is empty the report's own key: never empty, so that grouping by it joins no unknown organs",
  ),
  text("organ_name_zh", "印出的机关名称", "The organ's name as printed"),
  organTypeField(),
  text(
    "organ_function",
    "职能（教育 education 等），多个以加号相连；general 为政府及其办公机构",
    "Tasks in one word each, + between; general for governments and their offices",
  ),
  levelField(),
  text("code_then", "报告年度的区划代码，文本", "Code of the place as of the report's year; text"),
  text(
    "code_2023",
    "2023年的区划代码，文本；九位为乡镇",
    "Code of the place in the table of 2023; text; nine digits for a town",
  ),
  text(
    "province_code",
    "省级代码，文本；地点不明而名称印有所在省、市的，省、市、县各列仍给出",
    "Code of the province; text. Where the place is not known and the name prints the unit around it, province, city and county tell that unit; else they are empty",
  ),
  text("province_name", "省级名称", "Name of the province"),
  text("city_code_2023", "地级代码（2023），文本", "Code of the city, 2023; text"),
  text("city_name", "地级名称", "Name of the city"),
  text("county_code_2023", "县级代码（2023），文本", "Code of the county, 2023; text"),
  text("county_name", "县级名称", "Name of the county"),
  text("zone", "开发区等", "Zone"),
  coded(
    "place_evidence",
    "地点的依据；没有代码则空",
    "What the place rests on; empty without a code",
    EVIDENCE,
  ),
  codedEach(
    "place_doubt",
    "有代码：代码可能有误或较粗之处；没有代码：不给的原因；均空：中央机关或未写明机关",
    "Beside a code: what may be wrong or coarser with it; without one: why none is given; both empty: an organ of the centre, or no issuer was found",
    PLACE_DOUBTS,
    ";",
  ),
];

export const yearField = (): Field =>
  whole(
    "year",
    "报告所述年度（不是发布年度）；不明则空",
    "Year that the report is about, not that of its publication; empty where not known",
  );

export const editionField = (editions: Codes): Field =>
  coded(
    "edition",
    "表格版本，由印出的标签判断；没有找到表格则空",
    "Edition of the form, told by the labels printed and not by the year; empty where no table was found",
    editions,
  );

export const documentFields = (editions: Codes): readonly Field[] => [
  yearField(),
  editionField(editions),
  {
    name: "published_on",
    type: "date",
    zh: "页面所载发布日期，没有则为落款日期；Stata 文件中为文本",
    en: "Date of publication as the page states it, or else the date below the signature; text in the Stata file",
  },
  text(
    "captured_at",
    "采集程序取得的时间；不是由采集得到则空",
    "When a crawler had it from its server; empty for files that no crawler brought",
  ),
];

export const STATUS_FIELDS: readonly Field[] = [
  coded("status", "读取状态", "How the reading went", STATUSES),
  codedEach(
    "status_reasons",
    "状态不为 clean 的原因，分号相隔；与单元格的 doubt 不同，也包括不成立的关系",
    "Why the status is not clean, ; between: beside doubts of cells also broken sums and what is unsure of issuer and year",
    { ...REASONS, ...DOUBTS },
    ";",
  ),
];

export const QUALITY_FIELDS: readonly Field[] = [
  flag("has_table", "是否找到表格", "Whether any table of a form was found"),
  whole("q_tables", "找到的表数", "Tables of the form that were found"),
  whole(
    "q_tables_expected",
    "应有的表数：该版本的表数；没有表格则取年度应用的版本；地方表和2014年以前为空",
    "Tables that the edition has; without any table those of the edition of its year; empty for local tables and years without a national form",
  ),
  whole(
    "q_tables_missing",
    "缺少的表数；q_tables_expected 为空则空",
    "Expected tables that are missing; empty where q_tables_expected is",
  ),
  whole(
    "q_cells",
    "cells 中该文件的单元格数（不含缺表的格）",
    "Cells of the document in the table cells; those of a missing table are not among them",
  ),
  whole("q_reported", "其中印有数字的", "Of these, cells with a number printed"),
  whole("q_blank", "其中空白的", "Of these, blank cells"),
  whole("q_struck", "其中印有“无”符号的", "Of these, cells with a sign for nothing"),
  whole("q_absent", "其中没有此行或列的", "Of these, cells whose row or column the document lacks"),
  whole("q_unreadable", "其中不可读的", "Of these, unreadable cells"),
  whole("q_doubtful", "其中存疑的，任何状态", "Of these, cells in doubt, whatever their state"),
  whole(
    "q_doubtful_absent",
    "存疑且没有此行或列的",
    "Of those in doubt, the ones whose row or column was not found",
  ),
  whole("q_failed", "不成立的关系（checks 的行数）", "Sums that are broken, as lines of checks"),
  whole(
    "q_warned",
    "不成立而如实填报也可能如此的关系（checks.is_warning），不在 q_failed 之内",
    "Relations that fail and that an honest report may break (checks.is_warning): not among q_failed",
  ),
  whole("q_unevaluable", "不能核对的关系", "Relations that cannot be evaluated"),
  whole("q_holding", "成立的关系", "Relations that hold"),
  whole("q_prose_differs", "正文与表格不一致的陈述数", "Statements of sentences that differ from the table"),
  whole(
    "q_documents_differ",
    "同一报告（report_key）的其他文件中，与代表文件有确定数字不同的份数：以哪一份为准不能由文件得知",
    "Other documents of the same report (report_key) that print another certain figure than the primary one: which is right cannot be known from them",
  ),
  coded("quality", "质量等级；不是报告则空", "Quality class; empty for what is no report", QUALITY_CLASSES),
];
