"""Small PDFs written by hand, so that a test says exactly what lies where on the page."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 612, 792


def show(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    font: str = "F1",
    mode: int = 0,
    colour: str = "0 0 0",
) -> str:
    """Operators that show `words` with the baseline at (x, y) from the lower left."""
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {mode} Tr {colour} rg {x} {y} Td ({safe}) Tj ET\n"


def column(x: float, y: float, lines: Sequence[str], *, leading: float = 14) -> str:
    return "".join(show(x, y - leading * at, line) for at, line in enumerate(lines))


def make_pdf(
    contents: Sequence[str],
    *,
    image: bytes | None = None,
    rotate: int = 0,
    catalog: str = "",
    extra: Sequence[bytes] = (),
    annots: str = "",
) -> bytes:
    """One page per content stream; `image` is a 1x1 grey picture named Im1; F2 is bold.

    `extra` objects are numbered from 5 on, for `catalog` or `annots` to name.
    """
    grey = image if image is not None else b"\x80"
    objects: list[bytes] = [
        b"",
        b"",
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
        b"/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>>>"
        b"/XObject<</Im1 4 0 R>>>>",
        stream(
            b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
            grey,
        ),
        *extra,
    ]
    kids = []
    for content in contents:
        objects.append(stream(b"", content.encode("cp1252")))
        number = len(objects)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}"
            f"/Resources 3 0 R/Contents {number} 0 R{annots}>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode()
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return pdf_file(objects)


def stream(head: bytes, body: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(body), body)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
