"""Small PDFs for the tests, written by hand so that every line stands where it is put."""

from __future__ import annotations

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

Placed = tuple[float, float, float, str]  # x, y and size in points, text; bold from "*"
LEADING = 14.0


def pdf(*pages: list[Placed]) -> bytes:
    """A PDF with these pages of A5, in Helvetica; a text that begins with "*" is bold."""
    return raw_pdf(*("\n".join(_shown(line) for line in page).encode("cp1252") for page in pages))


def _shown(line: Placed) -> str:
    x, y, size, text = line
    font, text = ("F2", text[1:]) if text.startswith("*") else ("F1", text)
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm ({escaped}) Tj ET"


def raw_pdf(*contents: bytes) -> bytes:
    """A PDF whose pages have these content streams."""
    fonts = [
        b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        *fonts,
    ]
    for number, content in enumerate(contents):
        packed = zlib.compress(content)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % (6 + 2 * number),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        out.rindex(b"xref"),
    )
    return bytes(out)


def page(*lines: str, top: float = 540, header: str = "", footer: str = "") -> list[Placed]:
    """A page of text in lines; "" is half a line of space, "#" begins larger type."""
    out: list[Placed] = [(50, 570, 9, header)] if header else []
    y = top
    for line in lines:
        if not line:
            y -= LEADING
            continue
        indent = len(line) - len(line.lstrip(" "))
        large = line.startswith("#")
        out.append((50 + 5 * indent, y, 16 if large else 11, line.lstrip(" #")))
        y -= LEADING * (2 if large else 1)
    return [*out, (200, 30, 9, footer)] if footer else out


def locked(
    data: bytes, password: str, *, owner: str = "owner", algorithm: str = "RC4-128"
) -> bytes:
    """The PDF encrypted; without a user's password everybody may read it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, owner, algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
