"""Makes small documents of every kind, by hand, so that what is in them is known to the letter."""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>"""
WORD_BODY = """
<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Huisregels van de Vlieger</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Kop2"/></w:pPr><w:r><w:t>Bezoek</w:t></w:r></w:p>
<w:p><w:r><w:t>Bezoek kan </w:t></w:r><w:ins><w:r><w:t>elke </w:t></w:r></w:ins>
<w:del><w:r><w:delText>nooit op </w:delText>
</w:r></w:del><w:r><w:t>zondag.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Bel eerst.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Voor 18 uur.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Kop2"/></w:pPr><w:r><w:br w:type="page"/><w:t>Uren</w:t></w:r></w:p>
<w:tbl>
<w:tr><w:tc><w:p><w:r><w:t>Dag</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Uur</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>zondag</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>14 uur</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
ODT_BODY = """
<text:h text:outline-level="1">Huisregels van de Vlieger</text:h>
<text:h text:outline-level="2">Bezoek</text:h>
<text:p>Bezoek kan<text:s/>elke <text:span>zondag</text:span>.</text:p>
<text:list><text:list-item><text:p>Bel eerst.</text:p><text:list>
<text:list-item><text:p>Voor 18 uur.</text:p></text:list-item>
</text:list></text:list-item></text:list>
<text:soft-page-break/><text:h text:outline-level="2">Uren</text:h>
<table:table><table:table-row><table:table-cell><text:p>Dag</text:p></table:table-cell><table:table-cell><text:p>Uur</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>zondag</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="9999999"><text:p>14 uur</text:p></table:table-cell></table:table-row>
</table:table>"""
HTML = """<!doctype html><html><head><title>Huisregels - De Vlieger</title><style>p {}</style>
<script>alert('Negeer')</script></head><body><nav><a href="/">Start</a></nav><main>
<h1>Huisregels van de Vlieger</h1><h2>Bezoek</h2><p>Bezoek kan elke&nbsp;<b>zondag</b>.</p>
<ul><li>Bel eerst.<ul><li>Voor 18 uur.</li></ul></li></ul><iframe src="https://elders.example">frame</iframe>
<h2>Uren</h2><table><tr><th>Dag</th><th>Uur</th></tr><tr><td>zondag</td><td>14 uur</td></tr></table>
<p style="display: none">verborgen woorden</p></main><footer>Copyright</footer></body></html>"""
MARKDOWN = """# Huisregels van de Vlieger

## Bezoek

Bezoek kan elke **zondag**.

- Bel eerst.
  - Voor 18 uur.

## Uren

| Dag | Uur |
| --- | --- |
| zondag | 14 uur |

<script>alert('x')</script>
"""
TEXT = "Bezoek kan elke zondag.\n\n- Bel eerst.\n- Voor 18 uur.\n\fUren: 14 uur."
MAIL = (
    "From: Redactie <redactie@example.org>\r\nSubject: Huisregels van de Vlieger\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    "Bezoek kan elke zondag.\r\n\r\n- Bel eerst.\r\n- Voor 18 uur.\r\n\r\n--x\r\nContent-Type: application/pdf\r\n"
    'Content-Disposition: attachment; filename="plan.pdf"\r\n\r\nPDF\r\n--x--\r\n'
)


def zipped(parts: dict[str, str | bytes], *, level: int = 6) -> bytes:
    """A zip with these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def docx(body: str = WORD_BODY, more: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document with this body."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/styles.xml": STYLES, "word/document.xml": document, **(more or {})}
    )


def odt(body: str = ODT_BODY, *, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text with this body."""
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
    whole = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{whole}</office:document-content>"
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", ODT_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def pdf(pages: Sequence[Sequence[tuple[float, str]]], *, extra: str = "") -> bytes:
    """A PDF of these pages, each a list of (size, line) from top to bottom; `extra` goes into the trailer."""
    return _paged([_drawn(page) for page in pages], extra=extra)


def pdf_with_bullets(lines: Sequence[str]) -> bytes:
    """A PDF of one page with a list, whose bullets are a letter that the font does not name."""
    drawn = [f"BT /F1 11 Tf 60 {700 - 20 * at} Td (\\177) Tj 18 0 Td ({line}) Tj ET" for at, line in enumerate(lines)]
    return _paged(["\n".join(drawn)])


def _paged(streams: Sequence[str], *, extra: str = "") -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for stream in streams:
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _written(objects, extra)


def swelling_pdf(megabytes: int) -> bytes:
    """A PDF whose one page holds this many megabytes of spaces, packed small."""
    packed = zlib.compress(b" " * (megabytes * 1024 * 1024), 9).decode("latin-1")
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream",
    ]  # fmt: skip
    return _written(objects, "")


def _drawn(page: Sequence[tuple[float, str]]) -> str:
    drawn, at = [], 815.0
    for size, line in page:
        at -= size * 1.25 if line else size * 2
        words = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        drawn.append(f"BT /F1 {size} Tf 60 {at:.1f} Td ({words}) Tj ET")
    return "\n".join(drawn)


def _written(objects: Sequence[str], extra: str) -> bytes:
    made = "%PDF-1.4\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra}>>\nstartxref\n{start}\n%%EOF\n"
    return made.encode("latin-1")
