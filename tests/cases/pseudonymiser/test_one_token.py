"""One person keeps one token, and two people with the same first name stay apart."""

import pytest

from cases.pseudonymiser import Key, KnownPerson, hide, reveal

TWO = (KnownPerson("jongere", "Noah Claes"), KnownPerson("vriend", "Noah Benali"))


def _read(text: str, key: Key) -> tuple[str, Key]:
    hidden = hide(text, key=key)
    assert reveal(hidden.safe, key=hidden.key) == text
    return hidden.safe.for_model(), hidden.key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sterre Maes en Sterre Dierickx zijn er. De papa van Sterre D. belt.",
            "[PERSOON-1] en [PERSOON-2] zijn er. De papa van [PERSOON-2]. belt.",
        ),
        ("Sterre zwijgt. Sterre Maes is moe.", "[PERSOON-1] zwijgt. [PERSOON-1] is moe."),
        (
            "Juf Els belde. Haar zus Els ook. Els lachte.",
            "Juf [LEERKRACHT-1] belde. Haar zus [ZUS-1] ook. [ZUS-1] lachte.",
        ),
        ("Meneer Maes en mevrouw Maes.", "Meneer [MENEER-1] en mevrouw [MEVROUW-1]."),
    ],
)
def test_people_found_in_a_text_are_told_apart_by_surname_and_role(text: str, expected: str) -> None:
    assert _read(text, Key())[0] == expected


def test_two_known_people_with_one_first_name_keep_their_own_token() -> None:
    shown, _ = _read("Noah Claes sloeg Noah Benali. Noah huilt. Noah Claes niet.", Key.for_people(TWO))
    assert shown == "[JONGERE] sloeg [VRIEND-1]. [VRIEND-1] huilt. [JONGERE] niet."


def test_somebody_else_with_the_first_name_of_the_young_person_gets_a_token() -> None:
    shown, key = _read("Noah Smeets, de directeur, sprak met Noah.", Key.for_people(TWO[:1]))
    assert shown == "[PERSOON-1], de directeur, sprak met [JONGERE]."
    assert _read("Noah Smeets belt.", key)[0] == "[PERSOON-1] belt."


def test_a_surname_heard_later_belongs_to_the_first_name_of_the_key() -> None:
    key = Key.for_people([KnownPerson("jongere", "Sterre")])
    shown, grown = _read("Sterre Van den Abbeele slaapt.", key)
    assert shown == "[JONGERE] slaapt."
    assert _read("Sterre Maes belt, Sterre niet.", grown)[0] == "[PERSOON-1] belt, [JONGERE] niet."


def test_a_dismissed_namesake_does_not_show_a_known_first_name() -> None:
    hidden = hide("Noah Smeets belt.", key=Key.for_people(TWO[:1]), dismissed=["Noah Smeets"])
    assert "Noah" not in hidden.safe.text


def test_a_family_keeps_its_tokens_over_many_notes() -> None:
    key = Key.for_people(TWO)
    for number in range(20):
        shown, key = _read(f"Dag {number + 1}: Noah Claes en Zelda Vermeiren. Noah Benali niet. Zelda wel.", key)
        assert shown.endswith("[JONGERE] en [PERSOON-1]. [VRIEND-1] niet. [PERSOON-1] wel.")
