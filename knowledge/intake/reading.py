"""The one door to the readers: a kind and bytes in, a document out."""

from collections.abc import Callable

from knowledge.intake.html import read_html
from knowledge.intake.mail import read_mail
from knowledge.intake.opendocument import read_odt
from knowledge.intake.pdf import read_pdf
from knowledge.intake.plain import read_markdown, read_text
from knowledge.intake.sniff import DOCX, HTML, MAIL, MARKDOWN, ODT, PDF, TEXT
from knowledge.intake.structure import Reading, checked
from knowledge.intake.word import read_docx

_READERS: dict[str, Callable[[bytes], Reading]] = {
    DOCX: read_docx, ODT: read_odt, HTML: read_html, MARKDOWN: read_markdown, TEXT: read_text, MAIL: read_mail,
}  # fmt: skip


def read_document(data: bytes, *, kind: str, progress: Callable[[int, int], None]) -> Reading:
    """The document of this kind; `progress` hears pages done and pages in all, where the format has pages.

    Raises IntakeProblem. Call it in a process with limits (knowledge.intake.child), since anyone may have made
    the file.
    """
    return checked(read_pdf(data, progress=progress) if kind == PDF else _READERS[kind](data))
