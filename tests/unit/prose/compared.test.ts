// Reports of our own that say one thing several times, beside a table: what contradicts it is told, and nothing else.
import { describe, expect, test } from "vitest";
import type { ReportCell } from "../../../src/model/report.ts";
import { compared } from "../../../src/prose/compared.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";
import { reported } from "../../builders/cells.ts";
import { chapter, read } from "./reading.ts";

const { prose } = loadPipeline("pipelines/disclosure/pipeline.yaml").collection;

function printed(name: string): ReportCell {
  const [place = "", value = ""] = name.split("=");
  const [table = "", row = "", column = ""] = place.split("/");
  return reported(table, row, column, value);
}

const RECEIVED = "requests/new/total=";
const PUBLISHED = "statistics/disclosed/value=";
const WEBSITE = "statistics/channel.website/value=";
const BUREAU = "松桥县水利局";
const COUNTY = "松桥县人民政府";

/** Issuer, paragraphs, what the table prints, and the figures that differ from it. */
type Case = readonly [issuer: string, texts: readonly string[], cells: readonly string[], differs: string];

const FOUND: readonly Case[] = [
  [BUREAU, ["2012年，我局共收到申请15件。", "2012年，我局共收到申请13件。"], [`${RECEIVED}13`], "15"],
  [BUREAU, ["2012年，我局共收到申请15件。", "收到申请13件，均已答复。"], [`${RECEIVED}13`], "15"],
  [BUREAU, ["2012年，我局共收到申请15件。", "收到申请13件，均已答复。"], [`${RECEIVED}16`], "15"],
  [BUREAU, ["2012年共公开政府信息192条。", "发布政务动态等各类信息共150条。"], [`${PUBLISHED}190`], "192"],
  [BUREAU, ["2012年，我局在网站共公开信息880条。", "在网站公开信息88条。"], [`${WEBSITE}900`], "880"],
  [BUREAU, ["2012年共办结申请10件。", "办结申请9件。"], ["requests/outcome.total/total=9"], "10"],
  [COUNTY, ["2012年全县共收到申请95件。", "县政府办公室共收到申请17件。"], [`${RECEIVED}96`], "95"],
  [BUREAU, ["没有收到政府信息公开申请。"], [`${RECEIVED}3`], "0"],
  [BUREAU, ["没有收到申请。", "2012年共收到申请3件。"], [`${RECEIVED}4`], "3"],
  [BUREAU, ["2012年共收到申请3件，均已办结。"], [`${RECEIVED}0`], "3"],
  [BUREAU, ["共收到申请15件，其中网上申请9件。"], ["statistics/requests_received.online/value=10"], "9"],
];

const NONE: readonly Case[] = [
  [BUREAU, ["2012年，我局共收到申请15件。", "2012年，我局共收到申请13件。"], [`${RECEIVED}28`], ""],
  [BUREAU, ["2012年，我局共收到申请15件。", "2012年，我局共收到申请13件。"], [`${RECEIVED}20`], ""],
  [BUREAU, ["收到申请15件。", "收到申请13件，均已答复。"], [`${RECEIVED}13`], ""],
  [BUREAU, ["2012年共公开政府信息192条。", "发布政务动态等各类信息共150条。"], [`${PUBLISHED}192`], ""],
  [BUREAU, ["2012年，我局在局网站共公开信息880条。", "在县网站公开信息20条。"], [`${WEBSITE}900`], ""],
  [BUREAU, ["配备专职人员1名。", "全局现有专职人员2名。"], ["statistics/staff.full_time/value=1"], ""],
  [COUNTY, ["2012年全县共收到申请95件。", "县政府办公室共收到申请17件。"], [`${RECEIVED}95`], ""],
  [BUREAU, ["2011年共收到申请12件，2012年共收到申请15件。"], [`${RECEIVED}15`], ""],
  [BUREAU, ["2012年共收到申请93件有误，应为95件。"], [`${RECEIVED}95`], ""],
  [
    BUREAU,
    ["因信息公开被申请行政复议2件，其中维持1件。", "2012年共发生行政复议3件。"],
    ["review_litigation/cases/review.total=3"],
    "",
  ],
];

describe("several figures for one cell", () => {
  test.each([...FOUND, ...NONE])("%s %j %j: %j", (issuer, texts, names, differs) => {
    const cells = names.map(printed);
    const found = read([chapter("", ...texts)], cells, issuer);
    const told = found.filter(({ agreesWithTable }) => agreesWithTable === "differs");
    expect(told.map(({ value }) => value).join(" ")).toBe(differs);
    // Held against the same table once more it is the same, and against none it is held no longer.
    expect(compared(found, prose?.statements ?? [], cells)).toEqual(found);
    expect(compared(found, prose?.statements ?? [], []).every((one) => one.agreesWithTable === null)).toBe(
      true,
    );
  });
});
