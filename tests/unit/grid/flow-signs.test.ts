import { expect, test } from "vitest";
import { laidOut } from "../../builders/laid-out.ts";

test.each(["、", "；"])(
  "figures of paragraphs that «%s» parts stand apart as those of lines do",
  async (sign) => {
    const lines = ["甲：3、0、12", "乙：1、0、0", "丙：2、0、4"].map((line) => line.replaceAll("、", sign));
    const flow = await laidOut(lines.map((line) => `<p>${line}</p>`).join(""), "a.html");
    expect(flow.map((block) => block.kind === "text" && block.text)).toEqual([
      "甲：3 0 12",
      "乙：1 0 0",
      "丙：2 0 4",
    ]);
  },
);
