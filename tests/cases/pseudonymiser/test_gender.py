"""Who is he or she reaches the model in a line beside the text, where it was said or the first name leaves no doubt."""

import pytest

from cases.pseudonymiser import Key, KnownPerson, hide, pronouns, reveal

YOUNG = Key.for_people([KnownPerson("jongere", "Robin Claes"), KnownPerson("broer", "Noah Claes")])


def _line(text: str, key: Key = YOUNG) -> str:
    hidden = hide(text, key=key)
    assert reveal(hidden.safe, key=hidden.key) == text
    line = pronouns(hidden.key, text=hidden.safe)
    return str(line) if line else ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Robin (zij/haar) belde.", "Voornaamwoorden: [JONGERE] zij/haar."),
        ("Robin (m, 14) belde.", "Voornaamwoorden: [JONGERE] hij/hem/zijn."),
        ("Zijn vriendin Sacha kwam.", ""),
        ("De juf Alex belde.", "Voornaamwoorden: [LEERKRACHT-1] zij/haar."),
        ("Charlie, een jongen van 12, belde Robin.", "Voornaamwoorden: [PERSOON-1] hij/hem/zijn."),
        ("Robin zag Fatima en Stijn.", "Voornaamwoorden: [PERSOON-1] zij/haar; [PERSOON-2] hij/hem/zijn."),
    ],
)
def test_what_the_text_or_the_first_name_says_is_in_the_line(text: str, line: str) -> None:
    assert _line(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "Robin belde Alex. Hij zweeg.",
        "Robin (die/hen) belde.",
        "Dochter Robin belde. Zoon Robin ook.",
        "Haar broer Noah belde.",
        "Robin belde mevrouw Maes.",
        "Er belde niemand.",
    ],
)
def test_what_nobody_said_or_a_role_says_already_is_not(text: str) -> None:
    assert "JONGERE" not in _line(text)
    assert "Noah" not in _line(text)
    assert "MEVROUW" not in _line(text)


def test_what_a_text_said_outweighs_the_first_name_and_stays_known_in_later_notes() -> None:
    first = hide("Emma (hij/hem) belde.", key=Key())
    again = Key.from_json(first.key.to_json())
    later = hide("Emma sliep.", key=again)
    assert later.safe == hide("Emma sliep.", key=first.key).safe
    assert str(pronouns(later.key, text=later.safe)) == "Voornaamwoorden: [PERSOON-1] hij/hem/zijn."


def test_a_token_stays_the_same_when_the_gender_becomes_known() -> None:
    first = hide("Robin sliep.", key=YOUNG)
    later = hide("Dochter Robin sliep.", key=first.key)
    assert str(first.safe) == "[JONGERE] sliep."
    assert str(later.safe) == "Dochter [JONGERE] sliep."


def test_a_key_of_before_genders_were_known_is_read() -> None:
    old = YOUNG.to_json().replace(', "gender": ""', "")
    assert "gender" not in old
    assert Key.from_json(old) == YOUNG


def test_only_who_stands_in_the_text_is_named() -> None:
    hidden = hide("Fatima en Stijn kwamen.", key=Key())
    other = hide("Stijn bleef.", key=hidden.key)
    assert str(pronouns(other.key, text=other.safe)) == "Voornaamwoorden: [PERSOON-2] hij/hem/zijn."
