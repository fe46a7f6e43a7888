import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/read/read.ts";
import { printedRows as rows } from "../../builders/laid-out.ts";

const bytesOf = (text: string, charset = "utf-8") => new Uint8Array(iconv.encode(text, charset));
describe("separated values", () => {
  const text = "标题一二三\n,甲数,乙数\n规章,1,2\n文件,3,\n结语如此。\n";
  const expected = [
    ["", "甲数", "乙数"],
    ["规章", "1", "2"],
    ["文件", "3", ""],
  ];
  test("a field that a spreadsheet is told to keep as it is", async () => {
    const told = text.replace("1,2", '"=""1""",="2"');
    expect(await rows(told, "a.csv")).toEqual(expected);
  });

  test.each([
    ["commas", ",", "utf-8", "a.csv"],
    ["semicolons in GBK", ";", "gbk", "a.csv"],
    ["tabs in UTF-16", "\t", "utf-16le", "a.tsv"],
    ["bars", "|", "utf-8", "a.csv"],
  ])("%s", async (_, separator, charset, name) => {
    const bytes = new Uint8Array(
      iconv.encode(text.replaceAll(",", separator), charset, { addBOM: charset === "utf-16le" }),
    );
    expect(await rows(bytes, name)).toEqual(expected);
  });

  test("quoted fields keep their separators and lines; fields left out at the ends break no table", async () => {
    expect(await rows('"a,\nb",1,2\nc,3\n', "a.csv")).toEqual([
      ["a,\nb", "1", "2"],
      ["c", "3"],
    ]);
  });

  test("fields that are quoted over line ends tell a text of fields, whatever its name", async () => {
    const saved = '项目\t甲\n"行政\n许可"\t1\n"行政\n处罚"\t2\n"行政\n强制"\t3\n';
    expect(await rows(saved, "a.txt")).toEqual([
      ["项目", "甲"],
      ["行政\n许可", "1"],
      ["行政\n处罚", "2"],
      ["行政\n强制", "3"],
    ]);
    const said = await readDocument(bytesOf('他说“\t"好\n的"\t”。\n'), { name: "a.txt" });
    expect(said.container).toBe("txt");
  });

  test("a mark that is never closed is a letter, unless it holds fields together", async () => {
    expect(await rows('"a",1\n"b,2\nc,3\n', "a.csv")).toEqual([
      ['"a"', "1"],
      ['"b', "2"],
      ["c", "3"],
    ]);
    await expect(rows('a,"1,234"\n"b,2\nc,3\n', "a.csv")).rejects.toThrow("never closed");
    await expect(rows('"a\nb",1\n"b,2\nc,3\n', "a.csv")).rejects.toThrow("never closed");
  });
});

describe("JSON", () => {
  const table = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>";
  test.each([
    ["mark-up in a string", JSON.stringify({ data: { title: "t", content: table } })],
    ["a page in a string", JSON.stringify({ html: `<html><body>${table}</body></html>` })],
    ["escaped mark-up", JSON.stringify({ c: table.replaceAll("<", "&lt;").replaceAll(">", "&gt;") })],
    ["JSON in a string", JSON.stringify({ body: JSON.stringify({ content: table }) })],
    ["an answer to a call", `callback(${JSON.stringify([{ content: table }])});`],
    ["rows of values", '{"rows":[["a",1],["b",2]]}'],
  ])("%s", async (_, text) => {
    expect(await rows(text, "a.json")).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  test("records have their names as heads, null is nothing printed, spans are kept", async () => {
    expect(await rows('[{"项目":"规章","数":1},{"项目":"文件","数":null}]', "a.json")).toEqual([
      ["项目", "数"],
      ["规章", "1"],
      ["文件", ""],
    ]);
    expect(await rows('[[{"text":"a","colspan":2}],["b",2]]', "a.json")).toEqual([["a[1x2]"], ["b", "2"]]);
  });

  const placed = [
    { rowIndex: 0, columnIndex: 0, columnSpan: 2, content: "头" },
    { rowIndex: 2, columnIndex: 1, content: 7 },
    { rowIndex: 1, columnIndex: 0, rowSpan: 2, content: "甲" },
    { rowIndex: 1, columnIndex: 1, content: "3" },
  ];
  test("cells that say where they stand, in whatever order, beside the same table by its lines", async () => {
    const shown = [["头[1x2]"], ["甲[2x1]", "3"], ["7"]];
    expect(await rows(JSON.stringify({ tables: [{ cells: placed }] }), "a.json")).toEqual(shown);
    const named = placed.map(({ rowIndex, columnIndex, content, ...spans }) => ({
      start_row_offset_idx: rowIndex,
      start_col_offset_idx: columnIndex,
      row_span: spans.rowSpan ?? 1,
      col_span: spans.columnSpan ?? 1,
      text: String(content),
    }));
    const grid = [
      [named[0], named[0]],
      [named[2], named[3]],
      [named[2], named[1]],
    ];
    expect(await rows(JSON.stringify({ data: { table_cells: named, grid } }), "a.json")).toEqual(shown);
  });

  test("cells that tell all rows and columns they take, or where they begin and end", async () => {
    const taken = placed.map(({ rowIndex, columnIndex, rowSpan = 1, columnSpan = 1, content }) => ({
      rows: Array.from({ length: rowSpan }, (_, step) => rowIndex + step),
      columns: Array.from({ length: columnSpan }, (_, step) => columnIndex + step),
      text: String(content),
    }));
    const told = (cell: (one: (typeof taken)[number], last: (places: number[]) => number) => unknown) => [
      JSON.stringify({ body: taken.map((one) => cell(one, (places) => (places.at(-1) ?? 0) + 1)) }),
      JSON.stringify({ body: taken.map((one) => cell(one, (places) => places.at(-1) ?? 0)) }),
    ];
    const ways = [
      ...told((one) => ({ row: one.rows, column: one.columns, word: one.text })),
      ...told(({ rows: [first, ...more], columns, text }, last) => ({
        row_start: first,
        row_end: last([first ?? 0, ...more]),
        col_start: columns[0],
        col_end: last(columns),
        words: text,
      })),
      ...told((one, last) => ({
        RowTl: one.rows[0],
        RowBr: last(one.rows),
        ColTl: one.columns[0],
        ColBr: last(one.columns),
        Text: one.text,
      })),
    ];
    for (const text of ways)
      expect(await rows(text, "a.json")).toEqual([["头[1x2]"], ["甲[2x1]", "3"], ["7"]]);
    // Places with others between them are none.
    const [none = ""] = told((one) => ({ row: one.rows, column: [...one.columns, 7], word: one.text }));
    await expect(rows(none, "a.json")).rejects.toThrow("holds no text");
  });

  test("a table of one record has the heads that are told of it", async () => {
    const heads = [
      { prop: "n", label: "项目" },
      { prop: "v", label: "件数" },
    ];
    const one = JSON.stringify({ title: "表", columns: heads, data: [{ n: "许可事项", v: 12 }] });
    expect(await rows(one, "a.json")).toEqual([
      ["项目", "件数"],
      ["许可事项", "12"],
    ]);
  });

  test("cells that leave a place out, or take one twice, are no table", async () => {
    const text = { title: "年报", content: table };
    for (const cells of [placed.slice(1), [...placed, { rowIndex: 2, columnIndex: 1, content: 8 }]])
      expect(await rows(JSON.stringify([text, { cells }]), "a.json")).toHaveLength(2);
  });

  test("records within records: names that lead to figures are labels", async () => {
    const tree = { 甲: { 数: 1, 额: 2 }, 乙: { 丙: { 数: 3, 额: 4 }, 丁: { 数: 5, 额: null } } };
    expect(await rows(JSON.stringify({ 表: tree }), "a.json")).toEqual([
      ["[1x2]", "数", "额"],
      ["甲[1x2]", "1", "2"],
      ["乙[2x1]", "丙", "3", "4"],
      ["丁", "5", ""],
    ]);
    const unlike = { 甲: { 数: 1, 额: 2 }, 乙: { 丙: { 数: 3 } } };
    expect(await rows(JSON.stringify({ 表: unlike }), "a.json")).toEqual([
      ["甲", "数[1x2]", "1"],
      ["甲", "额[1x2]", "2"],
      ["乙", "丙", "数", "3"],
    ]);
  });

  test.each([
    ["alone in a list", { 许可: [{ 内容: "许可事项", "件数（单位：件）": 7 }], 其他: "无" }],
    [
      "a record of two names, in a list of none",
      { 许可: { 内容: "许可事项", "件数（单位：件）": "7" }, 其他: [] },
    ],
  ])("a record that begins with the words of its row, %s, is a row under heads", async (_, value) => {
    expect(await rows(JSON.stringify(value), "a.json")).toEqual([
      ["内容", "件数（单位：件）"],
      ["许可事项", "7"],
    ]);
  });

  test("records of names that change are rows under the heads that change", async () => {
    const list = [
      { 条款: "甲项", 内容: "许可事项", 本年: 3, 上年: 4 },
      { 条款: "甲项", 内容: "处罚事项", 本年: 1, 上年: null },
      { 条款: "乙项", 内容: "收费事项", 金额: "2.5" },
    ];
    expect(await rows(JSON.stringify({ 表: list }), "a.json")).toEqual([
      ["条款", "内容", "本年", "上年"],
      ["甲项", "许可事项", "3", "4"],
      ["甲项", "处罚事项", "1", ""],
      ["条款", "内容", "金额"],
      ["乙项", "收费事项", "2.5"],
    ]);
  });

  test("a figure that words name is print where no table holds it", async () => {
    const { content } = await readDocument(
      bytesOf(JSON.stringify({ 页: [table], 收费: { "金额（单位：万元）": 852.08 }, hits: 12 })),
      { name: "a.json" },
    );
    const texts = content.flatMap((block) => (block.kind === "text" ? [block.text] : []));
    expect(texts).toContain("金额（单位：万元）：852.08");
    expect(texts.join()).not.toContain("12");
  });

  const records = [
    { id: 1, label: "许可事项", value: { 甲数: 1, 乙数: 2 } },
    { id: 2, label: "处罚事项", value: { 甲数: 3, 乙数: null } },
  ];
  const shown = [
    ["", "甲数", "乙数"],
    ["许可事项", "1", "2"],
    ["处罚事项", "3", ""],
  ];

  test("records that say in words what the record in them is about", async () => {
    expect(await rows(JSON.stringify({ rows: records }), "a.json")).toEqual(shown);
    // Of two records in one nobody knows which is meant.
    const two = records.map((one) => ({ ...one, last: one.value }));
    expect(await rows(JSON.stringify({ rows: two, said: "一段文字。\n又一段。" }), "a.json")).not.toEqual(
      shown,
    );
  });

  test("YAML is read as JSON is, every figure as it is printed; what is none is text", async () => {
    const yaml = `rows:\n${records.map(({ label, value }) => `  - label: ${label}\n    value:\n      甲数: ${value.甲数}\n      乙数: ${value.乙数 ?? ""}\n`).join("")}`;
    expect(await rows(yaml, "a.yaml")).toEqual(shown);
    expect(await rows(yaml.replace("甲数: 1", "甲数: 1.50"), "a.yml")).toEqual([
      shown[0],
      ["许可事项", "1.50", "2"],
      shown[2],
    ]);
    const bomb = `a: &a [1,1]\n${Array.from({ length: 40 }, (_, at) => `b${at}: [*a,*a,*a]`).join("\n")}\n`;
    for (const text of ["只有一行字", bomb, `${yaml}  : [`]) {
      const { content } = await readDocument(bytesOf(text), { name: "a.yaml" });
      expect(content.map(({ kind }) => kind)).toEqual(["plain"]);
    }
  });

  test("heads under the names of fields, beside records of those fields", async () => {
    const labels = { name: "项目", c0: "甲数", c1: "乙数" };
    const data = [
      { name: "许可事项", c0: 1, c1: 2 },
      { name: "处罚事项", c0: 3, c1: 4 },
    ];
    const heads = ["项目", "甲数", "乙数"];
    expect(await rows(JSON.stringify({ labels, data }), "a.json")).toEqual([
      heads,
      ["许可事项", "1", "2"],
      ["处罚事项", "3", "4"],
    ]);
    expect(await rows(JSON.stringify({ labels, data: data.slice(0, 1) }), "a.json")).toEqual([
      heads,
      ["许可事项", "1", "2"],
    ]);
  });

  test("a list of one record with words and a figure is a row; its title stays known", async () => {
    const answer = { 表: [{ title: "许可事项", c0: 1 }] };
    expect(await rows(JSON.stringify(answer), "a.json")).toEqual([
      ["title", "c0"],
      ["许可事项", "1"],
    ]);
    const { meta } = await readDocument(bytesOf(JSON.stringify(answer)), { name: "a.json" });
    expect(meta).toContainEqual({ name: "title", text: "许可事项", at: { part: "表[0].title" } });
    // An article is none, however short its list.
    const article = [{ title: "年报", hits: 3, content: "一段文字。\n又一段。" }];
    const { content } = await readDocument(bytesOf(JSON.stringify(article)), { name: "a.json" });
    expect(content.map(({ kind }) => kind)).not.toContain("table");
  });

  test("a block that says that it is the title is it", async () => {
    const blocks = { paragraphs: [{ role: "title", content: "某局年报" }], tables: [{ cells: placed }] };
    const { content } = await readDocument(bytesOf(JSON.stringify(blocks)));
    expect(content[0]).toMatchObject({ text: "某局年报", role: "title" });
  });

  test("the title beside a text is its title; the rest are facts", async () => {
    const { container, content, meta } = await readDocument(
      bytesOf(JSON.stringify({ title: "年报", source: "某局", content: table })),
    );
    expect(container).toBe("json");
    expect(content[0]).toMatchObject({ text: "年报", role: "title" });
    expect(meta).toContainEqual({ name: "source", text: "某局", at: { part: "source" } });
  });

  test("a text that is kept by its lines, as notebooks keep theirs", async () => {
    const source = ["# 年报\n", "\n", "| 甲数 | 乙数 |\n", "|---|---|\n", "| 1 | 2 |"];
    const { content } = await readDocument(bytesOf(JSON.stringify({ cells: [{ source }] })));
    expect(content).toEqual([{ kind: "plain", text: source.join("") }]);
    // Values of which one has a line in it are none.
    const values = ["甲数", "1\n", "2", "乙数\n3"];
    const { content: blocks } = await readDocument(bytesOf(JSON.stringify({ values })));
    expect(blocks).not.toContainEqual({ kind: "plain", text: values.join("") });
  });

  test("what is cut off is the text that it is", async () => {
    expect((await readDocument(bytesOf('{"a":"b'))).container).toBe("txt");
  });
});

describe("messages", () => {
  const message = (...parts: string[]) =>
    `From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--`;
  const inner =
    "Content-Type: text/html\r\nContent-ID: <f@x>\r\nContent-Location: http://e.cn/in.html\r\n\r\n<table><tr><td>a</td><td>1</td></tr></table>";
  test.each([
    ["by id", '<iframe src="cid:f@x"></iframe>'],
    ["by address", '<iframe src="in.html"></iframe>'],
    ["of a set", '<frameset><frame src="http://e.cn/in.html"></frameset>'],
    ["set in by a script", "<div></div>"],
  ])("a frame %s", async (_, body) => {
    const page = `Content-Type: text/html\r\nContent-Location: http://e.cn/a.html\r\n\r\n<html>${body}</html>`;
    expect(await rows(message(page, inner), "a.mhtml")).toEqual([["a", "1"]]);
  });

  test("style sheets among the parts hold", async () => {
    const page =
      'Content-Type: text/html\r\n\r\n<table><tr><td>a</td><td>1<i class="x">2</i></td></tr></table>';
    expect(await rows(message(page, "Content-Type: text/css\r\n\r\n.x{display:none}"), "a.mhtml")).toEqual([
      ["a", "1"],
    ]);
  });

  const attached = (name: string, body: string) =>
    `Content-Type: application/octet-stream; name="${name}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${Buffer.from(body, "latin1").toString("base64")}`;
  const letter = "Content-Type: text/plain; charset=utf-8\r\n\r\n现将报告报上。";

  test("files that a mail was sent with are read behind it, each place with the file's name", async () => {
    const table = "<html><table><tr><td>a</td><td>1</td></tr></table></html>";
    const { content, enclosed } = await readDocument(
      bytesOf(
        message(
          letter,
          attached("p.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
          attached("r.html", table),
        ),
      ),
    );
    expect(content).toMatchObject([{ kind: "plain" }, { kind: "table", at: { part: "r.html" } }]);
    expect(enclosed).toBeUndefined();
  });

  test("a mail that shows a table is read without its files; one that only sends what cannot be read is refused", async () => {
    const page = "Content-Type: text/html\r\n\r\n<table><tr><td>b</td><td>2</td></tr></table>";
    expect(await rows(message(page, attached("a.csv", "a,1\nc,2\n")), "a.eml")).toEqual([["b", "2"]]);
    await expect(
      readDocument(bytesOf(message(attached("p.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01")))),
    ).rejects.toThrow("PNG");
  });

  test("a mail of plain text, quoted", async () => {
    const quoted = ["> | a | 1 |", "> | b | 2 |", "> | c | 3 |", "> | d | 4 |"].join("\r\n");
    expect(await rows(message(`Content-Type: text/plain\r\n\r\n${quoted}`), "a.eml")).toHaveLength(4);
  });
});

describe("tables in text", () => {
  test("spans repeated in every cell are merged cells again", async () => {
    const text =
      "| 第一项 | 第一项 | 第一项 |\n|---|---|---|\n| 内容 | 处理数量 | 处理数量 |\n| 许可 | 5 | 5 |\n| 共计数 | 共计数 | 0 |\n";
    expect(await rows(text, "a.md")).toEqual([
      ["第一项[1x3]"],
      ["内容", "处理数量[1x2]"],
      ["许可", "5[1x2]"],
      ["共计数[1x2]", "0"],
    ]);
  });

  test("equal figures under heads of their own stay apart", async () => {
    const text = "| 第一项 | 第一项 | 第一项 |\n|---|---|---|\n| 合计数 | 合计数 | 0 |\n| 许可 | 5 | 5 |\n";
    expect((await rows(text, "a.md")).at(-1)).toEqual(["许可", "5", "5"]);
  });

  test("columns ruled off by dashes", async () => {
    const text = "  ------ ---- ----\n  规章   1    2\n  文件        4\n  ------ ---- ----\n\n";
    expect(await rows(text, "a.txt")).toEqual([
      ["规章", "1", "2"],
      ["文件", "", "4"],
    ]);
  });

  test("mark-up of wikis", async () => {
    const text = '{| class="t"\n! colspan="2" | 头\n|-\n| a || 1\n|-\n| b\n| 2\n|}\n';
    expect(await rows(text, "a.txt")).toEqual([["头[1x2]"], ["a", "1"], ["b", "2"]]);
  });

  test("mark-up of LaTeX: spans, what they cover, text within commands, a table within a cell", async () => {
    const text = String.raw`一段话。
\begin{table}[h]\begin{tabular}{|l|c|>{\centering}p{2cm}|}
\hline
\multicolumn{2}{|c|}{\textbf{头}} & 数 \\ \cline{1-2}
\multirow{2}{*}{组} & 甲 \& 乙 & $1,234$ \\[2pt]
 & \begin{tabular}[c]{@{}c@{}}丙\\ 丁\end{tabular} & \sout{7}8 \\ \hline
\multicolumn{2}{c}{\multirow{2}{*}{末}} & 12$^{1}$ \\
\multicolumn{2}{c}{} & \\
\end{tabular}
另一段。`;
    expect(await rows(text, "a.md")).toEqual([
      ["头[1x2]", "数"],
      ["组[2x1]", "甲 & 乙", "1,234"],
      ["丙\n 丁", "8"],
      ["末[2x2]", "12$^{1}$"],
      [""],
    ]);
    const unclosed = await rows(text.replace("\\end{tabular}\n另", "另"), "a.md");
    expect(unclosed.flat()).not.toContain("1,234");
  });

  test("tags of a recogniser of pages: what is merged with what, and the title", async () => {
    const text =
      "<doctag><title><loc_1><loc_2>某局&年报</title>\n<text><loc_3>一段话。</text><otsl><loc_4><ched>头<lcel><ched>数<nl><rhed>组<fcel>甲<fcel>1<nl><ucel><fcel>乙<ecel><nl><fcel>末<lcel><fcel>3<nl><ucel><xcel><fcel>4<nl></otsl></doctag>";
    expect(await rows(text, "a.txt")).toEqual([
      ["头[1x2]", "数"],
      ["组[2x1]", "甲", "1"],
      ["乙", ""],
      ["末[2x2]", "3"],
      ["4"],
    ]);
    const { content } = await readDocument(bytesOf(text), { name: "a.txt" });
    expect(content.slice(0, 2)).toMatchObject([{ text: "某局&年报" }, { text: "一段话。" }]);
  });

  test("lines of a cell that are rows; lines that do not agree stay", async () => {
    const page = (label: string, figures: string) =>
      `<table><tr><td>头</td><td>数</td></tr><tr><td>${label}</td><td>${figures}</td></tr></table>`;
    expect(await rows(page("甲<br>乙<br>丙", "1<br>2<br>-"), "a.html")).toEqual([
      ["头", "数"],
      ["甲", "1"],
      ["乙", "2"],
      ["丙", "-"],
    ]);
    expect(await rows(page("甲<br>乙<br>丙", "1<br>2"), "a.html")).toEqual([
      ["头", "数"],
      ["甲\n乙\n丙", "1\n2"],
    ]);
    expect(await rows(page("甲<br>乙", "12"), "a.html")).toEqual([
      ["头", "数"],
      ["甲\n乙", "12"],
    ]);
  });
});

describe("lists that name each figure", () => {
  test("a name and a figure a line", async () => {
    expect(
      await rows("- 甲情况：\n- 规章数（含修订，废止）：5条\n- 其中：文件数：0条\n- 会议数：12次\n", "a.md"),
    ).toEqual([
      ["甲情况", ""],
      ["规章数（含修订，废止）", "5条"],
      ["其中：文件数", "0条"],
      ["会议数", "12次"],
    ]);
  });

  test("a row a line, its label before it or above it, names as heads where they change", async () => {
    const text =
      "- 第一项\n  - 规章：制发=1，废止=0\n  - 文件：制发=2，废止=\n### 大类 > 小类\n自然人：3，总计：4\n### 末类\n自然人：5，总计：6\n";
    expect(await rows(text, "a.txt")).toEqual([
      ["第一项[1x2]"],
      ["", "", "制发", "废止"],
      ["规章[1x2]", "1", "0"],
      ["文件[1x2]", "2", ""],
      ["", "", "自然人", "总计"],
      ["大类", "小类", "3", "4"],
      ["末类[1x2]", "5", "6"],
    ]);
  });

  test("prose and lines of a layout are none", async () => {
    expect(await rows("一、发布信息264条。\n二、会议2次，培训3次。\n三、收到申请：5件。\n", "a.txt")).toEqual(
      [],
    );
    expect(await rows("公开数 条    0\n网站数 条    3\n会议数 次    5\n", "a.txt")).toEqual([]);
  });
});

describe("XML whose rows and cells have names of their own", () => {
  const expected = [
    ["项目", "甲", "乙"],
    ["子", "1", "2"],
    ["丑", "3", ""],
  ];
  test.each([
    ["in text", (text: string) => `<c>${text}</c>`],
    ["in an attribute", (text: string) => `<c v="${text}"/>`],
    ["in an element within", (text: string) => `<c><value>${text}</value></c>`],
  ])("cells %s", async (_, cell) => {
    const body = expected.map((row) => `<r>${row.map(cell).join("")}</r>`).join("");
    expect(
      await rows(`<?xml version="1.0"?><doc><part name="二、统计">${body}</part></doc>`, "a.xml"),
    ).toEqual(expected);
  });
});

describe("lines that a program numbered", () => {
  const lines = [
    "青石县林业局报告",
    "",
    ...Array.from({ length: 12 }, (_, rank) => `第${"一二三四五六七八九十甲乙"[rank]}行 ${rank * 3}`),
  ];
  const textOf = async (text: string) => {
    const [block] = (await readDocument(bytesOf(text), { name: "a.txt" })).content;
    return block?.kind === "plain" ? block.text : null;
  };
  test.each([
    ["with a colon", (line: string, rank: number) => `${rank + 1}:${line}`],
    ["behind a letter", (line: string, rank: number) => `L${rank + 1}: ${line}`],
    ["in a column", (line: string, rank: number) => `${String(rank + 41).padStart(6)}\t${line}`],
  ])("%s are read without", async (_, numbered) => {
    expect(await textOf(lines.map(numbered).join("\n"))).toBe(lines.join("\n"));
  });

  test("numbers that leave one out are the text's own", async () => {
    const text = lines.map((line, rank) => `${rank < 5 ? rank : rank + 1} ${line}`).join("\n");
    expect(await textOf(text)).toBe(text);
  });
});

test("XML that names each value is a table of records under those names", async () => {
  const record = (name: string, ...values: string[]) =>
    `<row><field name="项目">${name}</field>${values.map((value, rank) => `<field name="${"甲乙"[rank]}">${value}</field>`).join("")}</row>`;
  const body = [record("子", "1", "2"), record("丑", "3", "4"), record("寅", "5", "6")].join("");
  expect(await rows(`<?xml version="1.0"?><resultset>${body}</resultset>`, "a.xml")).toEqual([
    ["项目", "甲", "乙"],
    ["子", "1", "2"],
    ["丑", "3", "4"],
    ["寅", "5", "6"],
  ]);
});

test("an XML text whose elements tell nothing apart is read as text", async () => {
  const { content } = await readDocument(bytesOf('<?xml version="1.0"?><a><b><c>甲</c></b><d>乙</d></a>'), {
    name: "a.xml",
  });
  expect(content).toEqual([{ kind: "plain", text: "甲\n乙" }]);
});

test("lines of a cell in XML stay apart: elements of their own, and texts on both sides of an empty one", async () => {
  const cells = (first: string, second: string) => `<row><cell>${first}</cell><cell>${second}</cell></row>`;
  const text = `<?xml version="1.0"?><doc><table>${cells("许可<lb/>处罚", "1<lb/>2")}${cells("<p>强制</p>", "<p>3</p><p>4</p>")}${cells("<hi>事</hi>业", "<hi>5</hi>6")}</table></doc>`;
  expect(await rows(text, "a.xml")).toEqual([
    ["许可", "1"],
    ["处罚", "2"],
    ["强制", "3\n4"],
    ["事业", "56"],
  ]);
});
