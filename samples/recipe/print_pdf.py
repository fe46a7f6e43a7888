"""Prints a draft (JSON on stdin) as a PDF with reportlab, in a Chinese font that is named and not embedded."""
import json
import sys

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "STSong-Light"


def placed(sheet):
    """Rows of cells with their spans as a matrix, and the commands that merge its cells."""
    taken, spans = {}, []
    for r, row in enumerate(sheet):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            for down in range(cell["rowSpan"]):
                for right in range(cell["colSpan"]):
                    taken[(r + down, c + right)] = ""
            taken[(r, c)] = cell["text"]
            if cell["rowSpan"] > 1 or cell["colSpan"] > 1:
                spans.append(("SPAN", (c, r), (c + cell["colSpan"] - 1, r + cell["rowSpan"] - 1)))
            c += cell["colSpan"]
    columns = 1 + max(c for _, c in taken)
    rows = 1 + max(r for r, _ in taken)
    return [[taken.get((r, c), "") for c in range(columns)] for r in range(rows)], spans


def widths(sheet, columns):
    """Points for each column, by the longest text that stands in it alone; together as wide as the page allows."""
    matrix, _ = placed([[cell if cell["colSpan"] == 1 else {**cell, "text": ""} for cell in row] for row in sheet])
    need = [max([3] + [min(12, len(row[c])) for row in matrix]) for c in range(columns)]
    return [450 * one / sum(need) for one in need]


def main():
    draft = json.load(sys.stdin)
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    text = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    head = ParagraphStyle("head", parent=text, fontSize=14, leading=20)
    story = [Paragraph(draft["title"], head)]
    for section in draft["sections"]:
        story += [Paragraph(section["heading"], text)] + [Paragraph(one, text) for one in section["prose"]]
        if section["sheet"]:
            matrix, spans = placed(section["sheet"])
            cells = [[Paragraph(one.replace("\n", "<br/>"), text) if one else "" for one in row] for row in matrix]
            story.append(Table(cells, colWidths=widths(section["sheet"], len(matrix[0])), repeatRows=0, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)] + spans))
            story.append(Spacer(1, 8))
    SimpleDocTemplate(sys.argv[1], pagesize=A4, title=draft["title"], invariant=1).build(story)


main()
