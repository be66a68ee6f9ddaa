"""The order of steps survives: numbers stay numbers in every kind of document, letters letters, and depth depth."""

import pytest

from knowledge.intake.html import blocks_of
from knowledge.intake.structure import LIST, Block
from tests.knowledge.intake import making
from tests.knowledge.intake.test_reading import read

STEPS = ["1. Bel de wacht.", "2. Zoek in huis.", "   - eerst de zolder", "   - dan de tuin", "3. Bel de politie."]
LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/></w:lvl>'
    for depth, shape in enumerate(("decimal", "bullet", "lowerLetter"))
)
NUMBERING = (
    f'<w:numbering {making.W}><w:abstractNum w:abstractNumId="4">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
)
STYLED = making.STYLES.replace(
    "</w:styles>",
    '<w:style w:styleId="Stap"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>',
)


def item(words: str, *, depth: int = 0) -> str:
    placed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>'
    return f"<w:p><w:pPr>{placed}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def word(body: str, *, styles: str = STYLED) -> tuple[Block, ...]:
    return read(making.docx(body, {"word/numbering.xml": NUMBERING, "word/styles.xml": styles}), "docx").blocks


def lines_of(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    assert [block.kind for block in blocks] == [LIST]
    return blocks[0].text.split("\n")


def test_word_keeps_the_numbers_of_a_list_and_what_stands_under_a_step() -> None:
    body = item("Bel de wacht.") + item("Zoek in huis.") + item("eerst de zolder", depth=1)
    assert lines_of(word(body + item("dan de tuin", depth=1) + item("Bel de politie."))) == STEPS


def test_word_counts_letters_anew_under_each_step() -> None:
    found = word(item("Een") + item("aan", depth=2) + item("Twee") + item("bij", depth=2) + item("cel", depth=2))
    assert lines_of(found) == ["1. Een", "     - a) aan", "2. Twee", "     - a) bij", "     - b) cel"]


def test_word_takes_a_list_from_the_style_of_a_paragraph() -> None:
    styled = "".join(f'<w:p><w:pPr><w:pStyle w:val="Stap"/></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>' for t in "xy")
    assert lines_of(word(styled)) == ["1. x", "2. y"]


def test_a_title_in_word_stands_above_the_heads() -> None:
    titled = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Draaiboek</w:t></w:r></w:p>'
    assert [(block.text, block.level) for block in word(titled + making.WORD_BODY) if block.level] == [
        ("Draaiboek", 1), ("Huisregels van de Vlieger", 2), ("Bezoek", 3), ("Uren", 3),
    ]  # fmt: skip


def test_an_opendocument_text_keeps_the_numbers_of_a_list() -> None:
    style = (
        '<text:list-style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    )
    listed = """<text:list text:style-name="L1"><text:list-item><text:p>Bel de wacht.</text:p></text:list-item>
    <text:list-item><text:p>Zoek in huis.</text:p>
    <text:list><text:list-item><text:p>eerst de zolder</text:p></text:list-item>
    <text:list-item><text:p>dan de tuin</text:p></text:list-item></text:list></text:list-item>
    <text:list-item><text:p>Bel de politie.</text:p></text:list-item></text:list>"""
    assert lines_of(read(making.odt(style + listed), "odt").blocks) == STEPS


@pytest.mark.parametrize("number", ["2.", "2)"])
def test_markdown_keeps_the_numbers_of_a_list_and_a_second_paragraph_with_its_step(number: str) -> None:
    text = f"1{number[1]} Bel de wacht.\n{number} Zoek in huis.\n\n   - eerst de zolder\n   - dan de tuin\n"
    assert lines_of(read(f"{text}3{number[1]} Bel de politie.", "md").blocks) == STEPS
    assert lines_of(read("1. Bel.\n\n   Wacht dan.\n\n2. Zoek.", "md").blocks) == ["1. Bel. Wacht dan.", "2. Zoek."]


def test_a_web_page_keeps_where_a_list_begins_to_count_and_its_letters() -> None:
    page = '<ol start="4"><li>Bel<ul><li>eerst</li></ul></li><li>Zoek</li></ol>'
    assert lines_of(blocks_of(page)) == ["4. Bel", "   - eerst", "5. Zoek"]
    assert lines_of(blocks_of('<ol type="a"><li>Bel</li><li>Zoek</li></ol>')) == ["- a) Bel", "- b) Zoek"]


def test_a_script_inside_a_line_of_markdown_is_not_read() -> None:
    (block,) = read("Rust is <b>geen</b> straf. <script>alert(1)</script>Blijf erbij.", "md").blocks
    assert block.text == "Rust is geen straf. Blijf erbij."


def test_a_bullet_that_a_pdf_writes_with_a_letter_without_name_or_width_makes_a_list() -> None:
    reading = read(making.pdf_with_bullets(["Zakgeld is nooit een straf.", "Sparen mag."]), "pdf")
    assert [(block.kind, block.text) for block in reading.blocks] == [
        (LIST, "- Zakgeld is nooit een straf.\n- Sparen mag.")
    ]  # fmt: skip
