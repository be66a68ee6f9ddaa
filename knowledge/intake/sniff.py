"""Says what a file is by looking inside, and whether that fits its name."""

import re
import unicodedata
from pathlib import PurePath

from knowledge.intake.structure import IntakeProblem

PDF, DOCX, ODT, HTML, MARKDOWN, TEXT, MAIL = "pdf", "docx", "odt", "html", "md", "txt", "eml"
NAMES = {
    PDF: "een PDF",
    DOCX: "een Word-document",
    ODT: "een OpenDocument-tekst",
    HTML: "een webpagina",
    MARKDOWN: "een Markdown-tekst",
    TEXT: "een gewone tekst",
    MAIL: "een e-mail",
}
EXTENSIONS = {
    "pdf": PDF, "docx": DOCX, "docm": DOCX, "odt": ODT, "html": HTML, "htm": HTML, "xhtml": HTML,
    "md": MARKDOWN, "markdown": MARKDOWN, "txt": TEXT, "text": TEXT, "eml": MAIL,
}  # fmt: skip
MEDIA_TYPES = {
    "application/pdf": PDF, "text/html": HTML, "application/xhtml+xml": HTML, "text/markdown": MARKDOWN,
    "text/plain": TEXT, "message/rfc822": MAIL, "application/vnd.oasis.opendocument.text": ODT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
}  # fmt: skip
ACCEPTED = "PDF, Word (.docx), OpenDocument (.odt), HTML, Markdown, gewone tekst (.txt) of e-mail (.eml)"
UNKNOWN = f"Dit soort bestand kunnen we niet lezen. Er is niets bewaard. Kies {ACCEPTED}."
OLD_WORD = (
    "Dit is een oud Word-bestand, of een bestand met een wachtwoord. Er is niets bewaard. "
    "Bewaar het als .docx zonder wachtwoord en probeer opnieuw."
)
LONGEST_NAME = 120
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:from|date|subject|mime-version|received|return-path|message-id|to):", re.IGNORECASE | re.M)
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')


def kind_of(data: bytes, *, name: str) -> str:
    """The kind of this file. Raises IntakeProblem when it is none of ours, or not what its name says."""
    named = EXTENSIONS.get(extension_of(name))
    found = _inside(data, named=named)
    if named is None:
        raise IntakeProblem(UNKNOWN)
    if found != named:
        raise IntakeProblem(
            f"De naam eindigt op .{extension_of(name)}, maar dit is {NAMES[found]}. Er is niets bewaard. "
            "Geef het bestand de juiste naam of kies een ander."
        )
    return found


def extension_of(name: str) -> str:
    """The ending of a file's name without the dot, in lower case."""
    return PurePath(name).suffix.lower().lstrip(".")


def clean_name(name: str) -> str:
    """A name of a file that is safe to show and to save: no folders, no control characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in unicodedata.normalize("NFC", last) if unicodedata.category(char)[0] != "C")
    stem, dot, ending = " ".join(_UNSAFE.sub(" ", shown).split()).rpartition(".")
    stem = stem.strip(". ")
    if not dot or not ending:
        return (stem or ending)[:LONGEST_NAME] or "document"
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip() or 'document'}.{ending[:10]}"


def decoded(data: bytes) -> str:
    """The text in these bytes: UTF-8, UTF-16 with its mark, else Windows-1252. Raises IntakeProblem on binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise IntakeProblem(UNKNOWN)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _inside(data: bytes, *, named: str | None) -> str:
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise IntakeProblem(OLD_WORD)
    decoded(data)  # refuses what is no text
    if _is_binary(head):
        raise IntakeProblem(UNKNOWN)
    if named == MAIL and len(_MAIL.findall(head)) >= 2:
        return MAIL
    if _HTML.search(head):
        return HTML
    return named if named in (MARKDOWN, TEXT, HTML) else TEXT


def _zipped(data: bytes) -> str:
    """Names of parts stand uncompressed in a zip, so nothing has to be opened to know what it is."""
    if b"word/document.xml" in data:
        return DOCX
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return ODT
    raise IntakeProblem(UNKNOWN)


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return odd > len(head) / 100
