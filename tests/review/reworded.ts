/** A report whose table says nothing in the form's words: the figures stand in the form's order, with a line of words among them. */
export const reworded = `<!doctype html><meta charset="utf-8"><title>青禾县民政局2021年政府信息公开工作年度报告</title>
<h1>青禾县民政局2021年政府信息公开工作年度报告</h1><p>本报告由青禾县民政局编制。</p>
<table>
<tr><th>Kind</th><th>made</th><th>dropped</th><th>valid</th></tr>
<tr><td>rules</td><td>1</td><td>0</td><td>3</td></tr>
<tr><td colspan="4">of which for all</td></tr>
<tr><td>norms</td><td>2件</td><td></td><td>see below</td></tr>
</table>
<table><tr><th>Kind</th><th>handled</th></tr><tr><td>permits</td><td>17</td></tr></table>`;
