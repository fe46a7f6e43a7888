"""Makes a scan of a PDF: every page a grey picture, laid on the glass askew, printed soft. Usage: IN.pdf OUT.pdf TURN."""
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

DPI = 150
ASKEW = [0.6, -0.9, 0.3]  # degrees, page by page


def main():
    source, target, turn = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-png", source, f"{folder}/page"], check=True)
        # Made the same each time: no date, no random name.
        sheet = canvas.Canvas(target, invariant=1)
        for number, file in enumerate(sorted(Path(folder).iterdir())):
            page = Image.open(file).convert("L")
            page = page.rotate(ASKEW[number % len(ASKEW)], resample=Image.BICUBIC, fillcolor=247)
            page = page.filter(ImageFilter.GaussianBlur(0.5)).rotate(turn, expand=True)
            data = io.BytesIO()
            page.save(data, "JPEG", quality=50)
            data.seek(0)
            size = (page.width * 72 / DPI, page.height * 72 / DPI)
            sheet.setPageSize(size)
            sheet.drawImage(ImageReader(data), 0, 0, *size)
            sheet.showPage()
        sheet.save()


main()
