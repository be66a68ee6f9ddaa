"""What is found in the annotated notes of this folder: a floor under the figures, not the evaluation itself."""

from collections import Counter
from typing import Any

import pytest

from cases.pseudonymiser import Key, KnownPerson, find
from tests.cases.pseudonymiser.family import notes

_WHOLLY_FOUND = {
    "NATIONAL_NUMBER": 1.0, "BANK_ACCOUNT": 1.0, "PHONE": 1.0, "EMAIL": 1.0, "URL_OR_HANDLE": 1.0, "VEHICLE": 1.0,
    "FILE_NUMBER": 1.0, "DATE_OF_BIRTH": 1.0, "PERSON": 0.99, "ADDRESS": 0.99, "SCHOOL": 0.97, "PLACE": 0.97,
    "ORGANISATION": 0.93,
}  # fmt: skip
_NEEDED = 0.93


def _found(note: dict[str, Any]) -> bytearray:
    key = Key.for_people(KnownPerson(person["role"], person["name"]) for person in note["known_people"])
    covered = bytearray(len(note["text"]))
    for span in find(note["text"], key=key):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered


def _is_whole(note: dict[str, Any], entity: dict[str, Any], covered: bytearray) -> bool:
    return all(covered[at] or not note["text"][at].isalnum() for at in range(entity["start"], entity["end"]))


@pytest.mark.parametrize(("label", "share"), _WHOLLY_FOUND.items())
def test_the_share_of_a_label_that_is_wholly_found(label: str, share: float) -> None:
    counts: Counter[bool] = Counter()
    for note in notes():
        covered = _found(note)
        counts.update(_is_whole(note, entity, covered) for entity in note["entities"] if entity["label"] == label)
    assert counts[True] >= share * counts.total()


def test_most_of_what_is_hidden_needed_hiding() -> None:
    needed = total = 0
    for note in notes():
        meant = bytearray(len(note["text"]))
        for entity in (*note["entities"], *note["optional"]):
            meant[entity["start"] : entity["end"]] = b"\1" * (entity["end"] - entity["start"])
        hidden = [at for at, is_hidden in enumerate(_found(note)) if is_hidden and note["text"][at].isalnum()]
        needed, total = needed + sum(meant[at] for at in hidden), total + len(hidden)
    assert needed >= _NEEDED * total


@pytest.mark.parametrize(
    "text",
    [
        "We werken met Signs of Safety en Triple P.",
        "Ze leest Geef me de 5 en het boek van Haim Omer over geweldloos verzet.",
        "De storm van gisteren deed de roos in de tuin geen goed.",
        "Hij kijkt Netflix, speelt Fortnite en zit op TikTok.",
        "De gezinsbegeleiding start in het najaar; het OCMW betaalt de schoolkosten.",
        "Volgens het decreet van 12 juli 2013 beslist de jeugdrechter.",
    ],
)
def test_ordinary_sentences_of_care_work_stay_as_they_are(text: str) -> None:
    assert find(text, key=Key()) == ()
