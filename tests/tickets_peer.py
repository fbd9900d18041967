"""Draws tickets with segno and reportlab: a QR code of version 5 at level M, module by module,
and three lines of text. Prints how many seconds a ticket takes.

Usage: tickets_peer.py FOLDER HOW_MANY true|false (one file for all)
"""

import pathlib
import sys
import time

import segno
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def page(pdf, number):
    code = "LY1:" + "".join(ALPHABET[(number * 31 + i * i + 7 * i) % 45] for i in range(117))
    qr = segno.make(code, version=5, error="m", mode="alphanumeric", boost_error=False)
    module = 5.0
    for y, row in enumerate(qr.matrix):
        for x, dark in enumerate(row):
            if dark:
                pdf.rect(85 + x * module, 500 - y * module, module, module, stroke=0, fill=1)
    pdf.setFont("Helvetica-Bold", 40)
    pdf.drawString(85, 700, "Scale & Reliability Engineering")
    pdf.setFont("Helvetica-Bold", 30)
    pdf.drawString(85, 620, f"Guest {number}")
    pdf.setFont("Helvetica", 14)
    pdf.drawString(85, 590, f"Company {number % 97}")
    pdf.showPage()


def main():
    folder, many, one_file = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "true"
    folder.mkdir(exist_ok=True)
    begun = time.perf_counter()
    if one_file:
        pdf = canvas.Canvas(str(folder / "tickets.pdf"), pagesize=A4, pageCompression=1)
        for number in range(many):
            page(pdf, number)
        pdf.save()
    else:
        for number in range(many):
            pdf = canvas.Canvas(str(folder / f"{number}.pdf"), pagesize=A4, pageCompression=1)
            page(pdf, number)
            pdf.save()
    print((time.perf_counter() - begun) / many)


main()
