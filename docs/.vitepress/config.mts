import { defineConfig } from "vitepress";

const pages = (at: string, words: readonly string[]) => {
  const [
    tutorial,
    howTo,
    crawl,
    batch,
    check,
    review,
    publish,
    distribute,
    extend,
    reference,
    commands,
    columns,
    codes,
    schema,
    licences,
    why,
  ] = words as [string, ...string[]];
  const page = (text: string | undefined, link: string) => ({ text: text ?? link, link: `${at}${link}` });
  return [
    page(tutorial, "tutorial"),
    {
      text: howTo ?? "",
      items: [
        page(crawl, "how-to/crawl"),
        page(batch, "how-to/batch"),
        page(check, "how-to/check"),
        page(review, "how-to/review"),
        page(publish, "how-to/publish"),
        page(distribute, "how-to/distribute"),
        page(extend, "how-to/extend"),
      ],
    },
    {
      text: reference ?? "",
      items: [
        page(commands, "reference/commands"),
        page(columns, "reference/columns"),
        page(codes, "reference/codes"),
        page(schema, "reference/schema"),
        page(licences, "reference/licences"),
      ],
    },
    page(why, "explanation/readings"),
  ];
};

export default defineConfig({
  title: "gongkai",
  description: "Published annual reports on government information disclosure as data",
  outDir: "../output/docs",
  cacheDir: "../node_modules/.cache/vitepress",
  locales: {
    root: {
      label: "English",
      lang: "en",
      themeConfig: {
        sidebar: pages("/", [
          ...["Tutorial", "How to", "Crawl", "Read many documents", "Check", "Review and audit", "Publish"],
          ...["Run on more than one machine", "Extend"],
          ...[
            "Reference",
            "Commands",
            "Columns",
            "Codes",
            "Record schema",
            "Licences",
            "How a reading is proved",
          ],
        ]),
      },
    },
    zh: {
      label: "中文",
      lang: "zh-CN",
      themeConfig: {
        sidebar: pages("/zh/", [
          ...[
            "入门",
            "操作指南",
            "采集",
            "批量读取",
            "核对",
            "审阅与抽查",
            "发布",
            "在多台机器上运行",
            "扩展",
          ],
          ...["参考", "命令", "字段", "代码", "记录结构", "许可", "读数如何得到证明"],
        ]),
      },
    },
  },
});
