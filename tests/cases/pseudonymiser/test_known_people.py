"""Somebody the caregiver named is found however she is written."""

import pytest

from cases.pseudonymiser import Key, KnownPerson, hide
from tests.cases.pseudonymiser.family import KEY
from tests.machinery.seeds import said_under_seeds

BETWEEN_TWO = """
from cases.pseudonymiser import Key, KnownPerson, hide
key = Key.for_people([KnownPerson("moeder", "Zelinka"), KnownPerson("tante", "Delinko")])
other = Key.for_people([KnownPerson("tante", "Delinko"), KnownPerson("moeder", "Zelinka")])
for known in (key, other):
    print(hide("Delinka belde, Zelinko zweeg, Zelinkka ook.", key=known).safe.for_model())
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lotte Verstraelen komt langs.", "[JONGERE] komt langs."),
        ("LOTTE komt, lotte gaat.", "[JONGERE] komt, [JONGERE] gaat."),
        ("Lottes mama en Lotte's broer", "[JONGERE]s mama en [JONGERE]'s broer"),
        ("Lotteke is moe.", "[JONGERE] is moe."),
        ("Lolo slaapt.", "[JONGERE] slaapt."),
        ("Lottte slaapt, Ltote ook.", "[JONGERE] slaapt, [JONGERE] ook."),
        ("mama (Fatima)/Wannes+x", "mama ([MOEDER])/[BROER-1]+x"),
        ("Lucja Van Den Abeele en YILDIRIM", "[LEERKRACHT-1] en [BROER-2]"),
        ("mevrouw Verstraelen belde", "mevrouw [FAMILIENAAM-1] belde"),
        ("Lo\u00adtte en Lotte\u0301", "[JONGERE] en [JONGERE]"),
        ("d'hondt belde", "[FAMILIENAAM-1] belde"),
    ],
)
def test_a_known_person_is_hidden_however_written(text: str, expected: str) -> None:
    assert hide(text, key=KEY).safe.for_model() == expected


def test_an_ordinary_word_is_no_typing_error_of_a_name() -> None:
    key = Key.for_people([KnownPerson("jongere", "Marte Ketels")])
    assert hide("Ze was in maart bij de ketel.", key=key).safe.text == "Ze was in maart bij de ketel."


def test_a_slip_between_two_names_is_taken_for_the_first_of_them_in_every_process() -> None:
    (said,) = said_under_seeds(BETWEEN_TWO)
    assert said.splitlines() == [
        "[MOEDER] belde, [MOEDER] zweeg, [MOEDER] ook.",
        "[TANTE-1] belde, [TANTE-1] zweeg, [MOEDER] ook.",
    ]


def test_a_name_that_is_a_word_stays_the_word_behind_an_article() -> None:
    key = Key.for_people([KnownPerson("jongere", "Storm Lams")])
    safe = hide("Storm hoorde de storm. Dan zweeg storm.", key=key).safe
    assert safe.for_model() == "[JONGERE] hoorde de storm. Dan zweeg [JONGERE]."


def test_two_brothers_keep_their_own_token_through_the_case() -> None:
    first = hide("Wannes en Yıldırım vechten. Bilal keek toe.", key=KEY)
    second = hide("bilal belde Yıldırım, niet Wannes.", key=first.key)
    assert first.safe.for_model() == "[BROER-1] en [BROER-2] vechten. [PERSOON-1] keek toe."
    assert second.safe.for_model() == "[PERSOON-1] belde [BROER-2], niet [BROER-1]."


def test_somebody_found_earlier_keeps_the_token_when_the_caregiver_names_her() -> None:
    key = hide("Ze gaat naar Naima Haddad.", key=KEY).key
    named = key.with_people([KnownPerson("tante", "Naima Haddad")])
    assert hide("Naima Haddad belt.", key=named).safe.for_model() == "[PERSOON-1] belt."
