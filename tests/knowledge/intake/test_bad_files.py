"""Files that are broken, locked, misnamed or made to do harm are refused with a sentence, and take nothing along."""

import os
import zipfile
from io import BytesIO

import pytest

from knowledge.intake import archive, child
from knowledge.intake.confined import TOO_HEAVY, TOO_LONG, read_confined
from knowledge.intake.sniff import OLD_WORD, UNKNOWN, clean_name, kind_of
from knowledge.intake.structure import IntakeProblem
from tests.knowledge.intake import making
from tests.knowledge.intake.test_reading import read


def problem(data: bytes | str, kind: str) -> str:
    with pytest.raises(IntakeProblem) as raised:
        read(data, kind)
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (making.pdf([[(11.0, "x")]]), "Plan.PDF", "pdf"),
        (making.docx(), "plan.docx", "docx"),
        (making.docx(), "plan.docm", "docx"),
        (making.odt(), "plan.odt", "odt"),
        (making.HTML.encode(), "plan.htm", "html"),
        (making.MARKDOWN.encode(), "plan.md", "md"),
        (b"gewoon", "plan.txt", "txt"),
        ("gewóón".encode("utf-16"), "plan.txt", "txt"),
        (making.MAIL.encode(), "plan.eml", "eml"),
    ],
)
def test_a_file_is_known_by_what_is_in_it(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name=name) == kind


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (making.docx(), "plan.pdf", "De naam eindigt op .pdf, maar dit is een Word-document."),
        (making.pdf([[(11.0, "x")]]), "plan.docx", "De naam eindigt op .docx, maar dit is een PDF."),
        (making.HTML.encode(), "plan.txt", "De naam eindigt op .txt, maar dit is een webpagina."),
        (b"geen koppen", "plan.eml", "De naam eindigt op .eml, maar dit is een gewone tekst."),
        (making.zipped({"a.txt": "x"}), "plan.docx", UNKNOWN),
        (b"MZ\x90\x00\x03", "plan.txt", UNKNOWN),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(30)), "plan.txt", UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.doc", OLD_WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.docx", OLD_WORD),
        (b"tekst", "plan.xlsx", UNKNOWN),
        (b"tekst", "plan", UNKNOWN),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(IntakeProblem) as raised:
        kind_of(data, name=name)
    assert str(raised.value).startswith(sentence)
    assert "Er is niets bewaard." in str(raised.value)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\map\\plan van aanpak.docx", "plan van aanpak.docx"),
        ("a\u202egnp.txt\0", "agnp.txt"),
        ('een "vreemde": <naam>?.pdf', "een vreemde naam.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
        ("...", "document"),
        (".pdf", "document.pdf"),
    ],
)
def test_names_of_files_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_damaged_archives_are_refused() -> None:
    whole = making.docx()
    assert problem(whole[: len(whole) // 2], "docx") == archive.BROKEN
    assert problem(making.docx("<w:p>"), "docx") == archive.BROKEN
    assert problem(making.zipped({"word/iets.xml": "<a/>"}), "docx") == archive.BROKEN


def test_an_archive_that_swells_is_refused_before_it_is_opened() -> None:
    bomb = making.docx(more={"word/media/x.xml": b"\0" * 8 * 1024 * 1024})
    assert problem(bomb, "docx") == archive.BOMB
    many = making.docx(more={f"word/{n}.xml": b"" for n in range(archive.MOST_ENTRIES)})
    assert problem(many, "docx") == archive.BOMB


def test_an_archive_that_lies_about_its_size_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PART", 100)
    assert problem(making.docx(), "docx") in (archive.BOMB, archive.BROKEN)


def test_locked_documents_say_so() -> None:
    made = BytesIO(making.docx())
    data = bytearray(made.getvalue())
    with zipfile.ZipFile(made) as opened:
        start = opened.start_dir
    data[start + 8] |= 1  # the flag of a locked part, in the directory
    assert problem(bytes(data), "docx") == archive.LOCKED
    assert problem(making.odt(manifest="<m><encryption-data/></m>"), "odt") == archive.LOCKED
    letters = "a" * 32
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({letters}) /U ({letters}) /P -4 >> /ID [<00> <00>] "
    assert problem(making.pdf([[(11.0, "Geheim")]], extra=locked), "pdf") == archive.LOCKED


def test_entities_in_xml_are_never_resolved(tmp_path: object) -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = "<w:p><w:r><w:t>Voor &b; &f; na</w:t></w:r></w:p>"
    document = f"{laughs}<w:document {making.W}><w:body>{body}</w:body></w:document>"
    words = " ".join(block.text for block in read(making.zipped({"word/document.xml": document}), "docx").blocks)
    assert "root:" not in words
    assert "haha" not in words


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "txt"), (b"  \n ", "md"), (b"<html><script>x</script></html>", "html"), (making.docx(""), "docx")],
)
def test_a_file_without_text_says_so(data: bytes, kind: str) -> None:
    assert problem(data, kind) == "In dit bestand staat geen tekst. Er is niets bewaard."


def test_a_pdf_of_pictures_asks_for_recognition() -> None:
    assert problem(making.pdf([[]]), "pdf").startswith("Deze PDF bevat alleen beelden en geen tekst.")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", making.pdf([[(11.0, "x")]])[:200], b"%PDF-" + os.urandom(5000)])
def test_a_broken_pdf_is_refused_with_a_sentence(data: bytes) -> None:
    assert "Er is niets bewaard." in problem(data, "pdf")


def test_a_pdf_without_a_single_page_is_broken_and_not_a_picture() -> None:
    assert problem(making.pdf([]), "pdf") == archive.BROKEN


def test_too_long_a_text_is_refused() -> None:
    assert problem(b"woord " * 80_000, "txt").startswith("Dit document bevat meer dan 400.000 tekens.")


def test_a_document_is_read_in_a_process_of_its_own() -> None:
    reading = read_confined(making.docx(), kind="docx")
    assert reading == read(making.docx(), "docx")


def test_a_file_that_eats_memory_does_not_take_this_process_along() -> None:
    with pytest.raises(IntakeProblem) as raised:
        read_confined(making.swelling_pdf(450), kind="pdf")
    assert str(raised.value) == TOO_HEAVY


def test_a_file_that_takes_too_long_is_given_up() -> None:
    slow = making.pdf([[(11.0, f"regel {n}") for n in range(60)]] * 120)
    with pytest.raises(IntakeProblem) as raised:
        read_confined(slow, kind="pdf", longest=0.5)
    assert str(raised.value) == TOO_LONG


def test_the_reader_is_heard_while_it_reads() -> None:
    heard: list[tuple[int, int]] = []
    slow = making.pdf([[(11.0, f"regel {n}") for n in range(60)]] * 40)
    read_confined(slow, kind="pdf", heard=lambda done, total: heard.append((done, total)))
    assert heard
    assert heard[-1][1] in (0, 40)


@pytest.mark.parametrize(("event", "arguments"), [("socket.connect", ()), ("subprocess.Popen", ()), ("os.system", ()),
                                                  ("open", ("/tmp/x", "w", 0))])  # fmt: skip
def test_the_reader_may_not_write_call_or_connect(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(child.Forbidden):
        child._refuse(event, arguments)


def test_the_reader_may_open_what_it_reads() -> None:
    child._refuse("open", ("/tmp/x", "rb", 0))
