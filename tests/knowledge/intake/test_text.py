"""The draft of a document: what it is called, and what stands under which head."""

import pytest

from knowledge.intake.structure import HEADING, TEXT, Block, Reading
from knowledge.intake.text import Draft, drafted

PROSE = Block(TEXT, "Elke jongere krijgt wekelijks zakgeld volgens zijn leeftijd.")


def draft_of(*blocks: Block, title: str = "", called: str = "", name: str = "visie_op-zakgeld.pdf") -> Draft:
    """The draft of a file that calls itself `called`."""
    return drafted(Reading(called, blocks), title=title, name=name)


@pytest.mark.parametrize("called", ["", "untitled", "Microsoft Word - zakgeld v3.docx", "zakgeld v3.docx"])
def test_a_document_that_nobody_called_anything_is_called_after_its_file(called: str) -> None:
    assert draft_of(PROSE, called=called).title == "Visie op zakgeld"


def test_what_the_editor_says_goes_before_what_the_document_says() -> None:
    assert draft_of(PROSE, title="Zakgeld", called="Visie").title == "Zakgeld"
    assert draft_of(PROSE, called="Visie").title == "Visie"


def test_a_first_head_that_says_how_the_file_calls_itself_is_its_title_also_beside_heads_of_its_size() -> None:
    heads = [Block(HEADING, words, level=1) for words in ("Visie op zakgeld", "Bedragen", "Sparen")]
    draft = draft_of(heads[0], heads[1], PROSE, heads[2], PROSE, called="Visie op Zakgeld")
    assert draft.title == "Visie op zakgeld"
    assert draft.body.startswith("## Bedragen\n")
