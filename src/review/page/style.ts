// How the page looks: dark text on light ground, every sign told by its form as well as by its colour.
export const STYLE = `
:root { font: 14px/1.45 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Droid Sans Fallback", sans-serif; color: #1c1917; background: #fafaf9; }
body { margin: 0; height: 100vh; } #app { display: flex; flex-direction: column; height: 100vh; }
nav { display: flex; gap: 12px; align-items: center; padding: 6px 12px; border-bottom: 1px solid #a8a29e; background: #fff; flex-wrap: wrap; }
button, input, select { font: inherit; color: inherit; } button { background: #fff; border: 1px solid #78716c; border-radius: 4px; padding: 2px 8px; cursor: pointer; }
:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 1px; }
kbd { font: 12px monospace; border: 1px solid #a8a29e; border-radius: 3px; padding: 0 4px; background: #f5f5f4; }
nav { position: relative; } .help { position: absolute; top: 100%; right: 12px; z-index: 5; display: flex; gap: 20px; background: #fff; border: 1px solid #78716c; padding: 8px; max-height: 80vh; overflow: auto; } .help dl { margin: 0; width: 330px; }
.help dl div { display: flex; gap: 8px; } .help dt { min-width: 80px; } .help dd { margin: 0; }
main.queue { padding: 8px 12px; overflow: auto; } .filters { display: flex; gap: 10px; flex-wrap: wrap; align-items: center; } .filters select { max-width: 260px; }
.queue table { border-collapse: collapse; width: 100%; } .queue th { text-align: left; } .queue td, .queue th { border-bottom: 1px solid #d6d3d1; padding: 4px 8px; }
.number { text-align: right; font-variant-numeric: tabular-nums; } .path { color: #57534e; word-break: break-all; }
main.document { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr); min-height: 0; }
.left { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid #a8a29e; } .views, .pager { margin: 4px 10px; word-break: break-all; }
iframe.source { flex: 1; border: 0; background: #fff; width: 100%; } .pages { flex: 1; display: flex; flex-direction: column; min-height: 0; }
.paper { position: relative; overflow: auto; flex: 1; background: #e7e5e4; } .paper canvas { display: block; } .paper #here { position: absolute; outline: 3px solid #c2410c; outline-offset: 3px; } .paper #here::before { content: ""; position: absolute; inset: -3px; background: #fef08a; mix-blend-mode: multiply; }
.unmarked { margin: 0; padding: 4px 10px; background: #fef3c7; color: #713f12; font-weight: 600; } .answers { list-style: none; padding: 0; } .answers li { margin: 4px 0; }
.right { display: flex; flex-direction: column; min-height: 0; min-width: 0; } .tables { flex: 1; overflow: auto; padding: 0 10px; min-height: 120px; }
.identity { padding: 4px 10px; border-bottom: 1px solid #d6d3d1; } .identity p, .identity ul { margin: 2px 0; } .fact { display: inline-flex; gap: 4px; margin: 2px 8px 2px 0; } .fact input { width: 190px; } .fact input[name="year"] { width: 50px; }
.keep form { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; } .keep textarea { font: inherit; vertical-align: middle; }
.left-over { color: #854d0e; font-weight: 600; } .reasons { padding-left: 18px; max-height: 64px; overflow: auto; } .done { color: #166534; font-weight: 600; }
h2 { font-size: 15px; margin: 10px 0 4px; } table.form { border-collapse: collapse; font-size: 13px; margin-bottom: 8px; } table.form th { font-weight: normal; background: #f5f5f4; text-align: left; } table.form caption { text-align: left; font-weight: 600; }
table.form td, table.form th { border: 1px solid #a8a29e; padding: 0 4px; } table.form td { padding: 0; text-align: right; } table.form td button { border: 0; background: none; width: 100%; min-width: 34px; min-height: 24px; text-align: right; border-radius: 0; font-variant-numeric: tabular-nums; }
td.doubt { background: #fef3c7; } td.stale { background: #fde8d7; } td.conflict { background: #fecaca; } td.decided { background: #dcfce7; } td.unreadable { background: #e7e5e4; } td.none { background: #f5f5f4; }
td.failing button { text-decoration: underline wavy #b91c1c 1px; } td.current { outline: 3px solid #1d4ed8; outline-offset: -1px; } td.blank button, td.struck button, td.absent button { color: #57534e; }
.detail { border-top: 2px solid #78716c; background: #fff; padding: 6px 10px; max-height: 46vh; overflow: auto; } .detail p { margin: 2px 0; } .figure { font-size: 18px; }
.rule { color: #854d0e; } .warning { color: #b91c1c; font-weight: 600; } .decision { color: #166534; } .ways { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 4px 0; } .options { display: flex; flex-wrap: wrap; gap: 6px; width: 100%; align-items: center; }
.yes { background: #dcfce7; } .relations { margin: 4px 0; padding-left: 18px; font-size: 13px; } .relations .fails { color: #b91c1c; } .relations .not_evaluable { color: #57534e; }
.typing { padding: 10px; } #typed { font-size: 20px; width: 180px; } .told { white-space: pre-wrap; }
.partial, .failed { color: #b91c1c; } .flagged { color: #854d0e; } .clean { color: #166534; }
@media (max-width: 820px) { main.document { grid-template-columns: 1fr; grid-template-rows: 40vh 1fr; overflow: auto; } .left { border-right: 0; border-bottom: 1px solid #a8a29e; } }
`;
