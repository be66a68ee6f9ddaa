"""Questions that stand near a subject of the knowledge bank and that no article can answer."""

import pytest

from knowledge.beyond import VECTORS, Beyond, beyond, sentences_by_example
from knowledge.embedding import EMBEDDED, embed_query
from knowledge.rules.passages import fingerprint
from knowledge.vectors import read_vectors


def test_every_example_has_its_vector_and_no_vector_is_left_over() -> None:
    examples = [fingerprint(text) for text in sentences_by_example()]
    assert len(set(examples)) == len(examples)
    assert read_vectors(VECTORS, model=EMBEDDED.name).keys() == set(examples)


def test_a_shipped_vector_is_what_the_model_makes() -> None:
    text = next(iter(sentences_by_example()))
    made, shipped = embed_query(text, by=EMBEDDED), read_vectors(VECTORS, model=EMBEDDED.name)[fingerprint(text)]
    assert sum(a * float(b) for a, b in zip(made, shipped, strict=True)) > 0.999


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Hoeveel milliliter hoestsiroop geef ik een kleuter van twaalf kilo?", "apotheker"),
        ("Hoeveel procent van de gezinnen in Limburg is arm?", "Cijfers"),
        ("Wie doet mijn loonberekening als ik halftijds ga werken?", "personeelsdienst"),
    ],
)
def test_it_says_why(question: str, word: str) -> None:
    assert word in _beyond(question).sentence


def test_a_question_that_articles_answer_stands_further_away() -> None:
    asked = "Mag een jongere van vijftien zijn eigen dossier inkijken?"
    away = _beyond("Wat staat er in het dossier van de jongen die hier gisteren binnenkwam?")
    assert _beyond(asked).closeness < away.closeness


def test_an_example_can_be_held_against_the_others() -> None:
    text = next(iter(sentences_by_example()))
    assert _beyond(text, without=text).closeness < _beyond(text).closeness


@pytest.mark.parametrize("letters", ["xqzzk", "x", "test", "?!"])
def test_stray_letters_are_told_nothing_about_what_they_would_ask(letters: str) -> None:
    assert _beyond(letters).sentence == ""


def _beyond(question: str, *, without: str = "") -> Beyond:
    return beyond(embed_query(question, by=EMBEDDED), by=EMBEDDED, without=without)
