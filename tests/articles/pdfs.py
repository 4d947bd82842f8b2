"""PDF files made by hand, word by word: what a test needs and no library here writes."""

from __future__ import annotations

from collections.abc import Sequence

Word = tuple[float, float, float, str]
"""Left, bottom and size in points, and the words."""


def pdf(pages: Sequence[Sequence[Word]], *, info: str = "") -> bytes:
    """A PDF of A4 pages with these words on them, in this order. `info` is written as its facts."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for words in pages:
        drawn = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, size, text in words
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    start = out.rindex("xref\n")
    facts = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    out += f"trailer << {facts} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def column(lines: Sequence[str], *, left: float = 60, top: float = 760, size: float = 11) -> list[Word]:
    """Lines one below the other."""
    return [(left, top - n * size * 1.3, size, line) for n, line in enumerate(lines)]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
