"""What a question is after."""

import pytest

from knowledge.rules.asking import as_one, asks_something, parts_asked_for
from knowledge.rules.passages import KINDS

STEPS, RIGHTS, SUMMARY = {"protocol", "first_steps"}, {"rights"}, {"summary"}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Wat doe ik als de geit wegloopt?", STEPS),
        ("wat kunnen we nu nog doen", STEPS),
        ("Hoe bereid ik een bezoek aan de boer voor?", STEPS),
        ("What should we do when the goat runs away?", STEPS),
        ("Que faire si la chèvre fugue ?", STEPS),
        ("Mag een geit mee op de bus?", RIGHTS),
        ("Kan een kind van twaalf zelf kiezen bij wie de geit woont?", RIGHTS),
        ("Is the goat allowed on the bus?", RIGHTS),
        ("Wat is een melkgeit?", SUMMARY),
        ("Wat is het verschil tussen een geit en een schaap?", SUMMARY),
        ("Mag ik de geit verkopen, en wat doe ik eerst?", STEPS | RIGHTS),
        ("Hoeveel hooi eet een geit?", set()),
        ("geit eet niet", set()),
        ("", set()),
    ],
)
def test_the_words_of_a_question_say_which_parts_answer_it(question: str, parts: set[str]) -> None:
    assert parts_asked_for(question) == parts
    assert parts <= set(KINDS)


@pytest.mark.parametrize(
    "question", ["VK?", "1712", "Is het 112?", "孩子不上学怎么办", "школа", "Helpt [MOEDER] de geit?"]
)
def test_a_word_or_a_number_asks_something(question: str) -> None:
    assert asks_something(question)


@pytest.mark.parametrize(
    "question", ["", "?", "a", "x y z", "1", "[JONGERE] [MOEDER-2]?", "[PERSOON: geen naam]", "_ _"]
)
def test_signs_letters_by_themselves_and_names_alone_ask_nothing(question: str) -> None:
    assert not asks_something(question)


def test_capitals_spaces_and_the_mark_at_the_end_make_no_other_question() -> None:
    assert as_one("  Mag de  GEIT mee?! ") == as_one("mag de geit mee")
    assert as_one("Mag de geit mee?") != as_one("Mag de bok mee?")
