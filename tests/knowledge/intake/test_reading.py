"""Heads, lists, tables and pages of every kind of document survive; what is no text does not."""

import pytest

from knowledge.intake.html import blocks_of
from knowledge.intake.reading import read_document
from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, Reading
from tests.knowledge.intake import making

GROWN = [
    (HEADING, "Huisregels van de Vlieger"),
    (HEADING, "Bezoek"),
    (TEXT, "Bezoek kan elke zondag."),
    (LIST, "- Bel eerst.\n  - Voor 18 uur."),
    (HEADING, "Uren"),
    (TABLE, "| Dag | Uur |\n| --- | --- |\n| zondag | 14 uur |"),
]


def read(data: bytes | str, kind: str) -> Reading:
    given = data.encode() if isinstance(data, str) else data
    return read_document(given, kind=kind, progress=lambda done, total: None)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(making.docx(), "docx"), (making.HTML, "html"), (making.MARKDOWN, "md")],
    ids=["docx", "html", "markdown"],
)
def test_heads_lists_and_tables_are_kept(data: bytes | str, kind: str) -> None:
    reading = read(data, kind)
    assert [(block.kind, block.text) for block in reading.blocks] == GROWN
    levels = [block.level for block in reading.blocks if block.kind == HEADING]
    assert levels == [1, 2, 2]


def test_an_opendocument_text_keeps_heads_lists_and_tables_and_no_cell_stands_there_a_million_times() -> None:
    reading = read(making.odt(), "odt")
    assert [(block.kind, block.text) for block in reading.blocks[:5]] == GROWN[:5]
    assert reading.blocks[5].kind == TABLE
    assert reading.blocks[5].text.count("14 uur") <= 100


@pytest.mark.parametrize(("data", "kind"), [(making.docx(), "docx"), (making.odt(), "odt")])
def test_pages_are_counted_where_a_break_was_noted(data: bytes, kind: str) -> None:
    reading = read(data, kind)
    assert [block.page for block in reading.blocks] == [1, 1, 1, 1, 2, 2]
    assert reading.pages == 2


def test_what_was_deleted_in_word_is_not_read() -> None:
    assert "nooit" not in " ".join(block.text for block in read(making.docx(), "docx").blocks)


def test_macros_embedded_files_and_text_boxes_stay_shut() -> None:
    data = making.docx(
        more={"word/vbaProject.bin": b"Shell", "word/embeddings/inner.zip": making.zipped({"a": "geheim"})}
    )
    assert [(block.kind, block.text) for block in read(data, "docx").blocks] == GROWN


def test_a_web_page_loses_scripts_frames_menus_and_hidden_words() -> None:
    words = " ".join(block.text for block in read(making.HTML, "html").blocks)
    for gone in ("alert", "frame", "Start", "Copyright", "verborgen", "p {}"):
        assert gone not in words


def test_written_line_breaks_of_a_web_page_stay_and_entities_are_letters() -> None:
    assert blocks_of("Eerst dit:<br>\n1&deg; &eacute;&eacute;n;<br>\n2&deg; twee.<br>\n<br>\nDan dat.") == [
        Block(TEXT, "Eerst dit:\n1° één;\n2° twee."),
        Block(TEXT, "Dan dat."),
    ]


def test_plain_text_keeps_paragraphs_lists_and_pages() -> None:
    assert read(making.TEXT, "txt").blocks == (
        Block(TEXT, "Bezoek kan elke zondag.", page=1),
        Block(LIST, "- Bel eerst.\n- Voor 18 uur.", page=1),
        Block(TEXT, "Uren: 14 uur.", page=2),
    )


def test_a_mail_gives_its_subject_and_text_and_names_its_attachments() -> None:
    reading = read(making.MAIL, "eml")
    assert reading.title == "Huisregels van de Vlieger"
    assert [block.kind for block in reading.blocks] == [TEXT, LIST]
    assert reading.notes == ("De e-mail heeft bijlagen die niet gelezen zijn: 1. Bied ze apart aan.",)


def test_a_pdf_keeps_heads_by_the_size_of_their_letters_and_drops_running_heads() -> None:
    body = [(11.0, f"Dit is regel {n} van een lange gewone alinea met woorden.") for n in range(12)]
    steps = [(11.0, "- Binnen vijf dagen."), (11.0, "- Met de ouders.")]
    pages = [
        [(9.0, "Draaiboek De Vlieger"), (20.0, "Draaiboek"), (15.0, "Onthaal"), *body],
        [(9.0, "Draaiboek De Vlieger"), (15.0, "Termijnen"), *steps, *body],
        [(9.0, "Draaiboek De Vlieger"), *body],
    ]
    reading = read(making.pdf(pages), "pdf")
    heads = [(block.text, block.level, block.page) for block in reading.blocks if block.kind == HEADING]
    assert heads == [("Draaiboek", 1, 1), ("Onthaal", 2, 1), ("Termijnen", 2, 2)]
    assert "De Vlieger" not in " ".join(block.text for block in reading.blocks)
    assert any(b.kind == LIST and b.text.startswith("- Binnen vijf dagen.\n- Met de ouders.") for b in reading.blocks)
    assert reading.pages == 3
