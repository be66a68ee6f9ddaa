"""A street and its number are one piece, with nothing of the sentence before it."""

import pytest

from cases.pseudonymiser import Key, find


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Noor in de Kerkstraat 4 te Zele.", "Kerkstraat 4"),
        ("Ze logeert in de Molenweg 12 te Lokeren.", "Molenweg 12"),
        ("Ze woont Oude Abdij 4, Drongen.", "Oude Abdij 4"),
    ],
)
def test_the_words_before_a_street_stay(text: str, address: str) -> None:
    found = [text[span.start : span.end] for span in find(text, key=Key()) if span.label == "ADDRESS"]
    assert found == [address]
