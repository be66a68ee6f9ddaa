"""Numbers and addresses of the wire are found in the spellings people use."""

import pytest

from cases.pseudonymiser import Key, find


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("NATIONAL_NUMBER", "11.08.23-701.89"),
        ("NATIONAL_NUMBER", "11082370189"),
        ("NATIONAL_NUMBER", "110823 701 89"),
        ("NATIONAL_NUMBER", "11/08/23-701-89"),
        ("NATIONAL_NUMBER", "12 45 09 811 97"),
        ("BANK_ACCOUNT", "BE71 0681 2345 6169"),
        ("BANK_ACCOUNT", "be71068123456169"),
        ("BANK_ACCOUNT", "NL91ABNA0417164300"),
        ("PHONE", "0479 88 12 03"),
        ("PHONE", "0479/88.12.03"),
        ("PHONE", "+32 479 88 12 03"),
        ("PHONE", "+32 (0)479 88 12 03"),
        ("PHONE", "0032479881203"),
        ("PHONE", "09/210.10.10"),
        ("EMAIL", "jan.peeters@telenet.be"),
        ("EMAIL", "jan punt peeters apenstaart telenet punt be"),
        ("EMAIL", "jan.peeters(at)telenet.be"),
        ("URL_OR_HANDLE", "@jan.p_2010"),
        ("URL_OR_HANDLE", "https://voorbeeld.be/a?b=1"),
        ("URL_OR_HANDLE", "Speler#0412"),
        ("VEHICLE", "1-ABC-234"),
        ("VEHICLE", "1ABC234"),
        ("VEHICLE", "S-ABC-234"),
        ("FILE_NUMBER", "GE45.L1.012345/2024"),
        ("FILE_NUMBER", "2024/JR/0815"),
    ],
)
def test_an_identifier_is_found_whole_in_a_sentence(label: str, written: str) -> None:
    text = f"Ik noteer {written} en ga verder."
    assert [(span.label, text[span.start : span.end]) for span in find(text, key=Key())] == [(label, written)]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 1712 of 112.",
        "Het kost 250 euro, 20% minder.",
        "Om 14u30 in lokaal 2.04, 45 minuten.",
        "Artikel 458 van de wet van 8 april 1965.",
    ],
)
def test_public_numbers_and_amounts_stay(text: str) -> None:
    assert find(text, key=Key()) == ()


def test_a_national_number_with_a_typing_error_is_hidden_too() -> None:
    (span,) = find("rr 11.08.23-701.88", key=Key())
    assert span.label == "NATIONAL_NUMBER"
