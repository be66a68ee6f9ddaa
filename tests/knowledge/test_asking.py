"""What a question is after."""

import pytest

from knowledge.rules.asking import parts_asked_for
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
