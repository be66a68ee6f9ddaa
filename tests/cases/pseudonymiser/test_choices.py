"""What the caregiver and the organisation decide: dismissed and added words, ages, dates."""

from datetime import date

import pytest

from cases.pseudonymiser import Ages, Key, Policy, find, hide, reveal
from tests.cases.pseudonymiser.family import KEY


def test_a_dismissed_word_stays_readable_in_any_case() -> None:
    text = "We lezen samen Kikkerbol en KIKKERBOL."
    assert "Kikkerbol" not in hide(text, key=KEY).safe.text
    assert hide(text, key=KEY, dismissed=["kikkerbol"]).safe.text == text


def test_somebody_the_caregiver_named_cannot_be_dismissed() -> None:
    assert hide("Lotte slaapt", key=KEY, dismissed=["Lotte"]).safe.for_model() == "[JONGERE] slaapt"


def test_a_number_with_a_valid_check_digit_cannot_be_dismissed() -> None:
    number = "11.08.23-701.89"
    assert number not in hide(f"Nummer {number}", key=KEY, dismissed=[number]).safe.text


def test_an_added_mark_hides_the_same_words_elsewhere_and_in_later_notes() -> None:
    text = "De bolle kwam. Later riep bolle iets."
    first = hide(text, key=KEY, added=[(3, 8, "PERSON")])
    assert first.safe.for_model() == "De [PERSOON-1] kwam. Later riep [PERSOON-1] iets."
    assert reveal(first.safe, key=first.key) == text


def test_ages_are_reported_and_stay_readable_unless_the_policy_says_otherwise() -> None:
    text = "Lotte is 14 jaar."
    assert hide(text, key=KEY).safe.for_model() == "[JONGERE] is 14 jaar."
    assert [span.label for span in find(text, key=KEY)] == ["PERSON", "AGE"]
    assert hide(text, key=KEY, policy=Policy(ages=Ages.BAND)).safe.for_model() == "[JONGERE] is [LEEFTIJD: 12-14]."
    assert hide(text, key=KEY, policy=Policy(ages=Ages.HIDE)).safe.for_model() == "[JONGERE] is [LEEFTIJD-1]."


@pytest.mark.parametrize("written", ["14 jaar", "veertien jaar", "14-jarige", "veertienjarige"])
def test_an_age_in_words_falls_in_the_band_of_its_number(written: str) -> None:
    safe = hide(f"Een jongere, {written}.", key=Key(), policy=Policy(ages=Ages.BAND)).safe
    assert safe.for_model() == "Een jongere, [LEEFTIJD: 12-14]."


@pytest.mark.parametrize("ages", [Ages.BAND, Ages.HIDE])
def test_a_birth_keeps_its_year_only_where_ages_stay_readable(ages: Ages) -> None:
    safe = hide("Geboren op 04/11/2011.", key=Key(), policy=Policy(ages=ages)).safe
    assert safe.for_model() == "Geboren op [GEBOORTEDATUM-1]."


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("12/03/2024", "[DATUM: 3 weken voor aanmelding]"),
        ("2 april 2024", "[DATUM: dag van aanmelding]"),
        ("3.4.2024", "[DATUM: 1 dag na aanmelding]"),
        ("2 oktober 2024", "[DATUM: 6 maanden na aanmelding]"),
        ("2 april 2019", "[DATUM: 5 jaar voor aanmelding]"),
        ("31/02/2024", "[DATUM: februari 2024]"),
    ],
)
def test_a_date_becomes_its_distance_to_the_referral(written: str, token: str) -> None:
    policy = Policy(reference=date(2024, 4, 2))
    assert (
        hide(f"Gesprek op {written} thuis.", key=Key(), policy=policy).safe.for_model() == f"Gesprek op {token} thuis."
    )


def test_without_a_referral_a_date_keeps_month_and_year_and_a_birth_its_year() -> None:
    safe = hide("Geboren op 04/11/2011, gesprek op 12 februari 2025.", key=Key()).safe
    assert safe.for_model() == "Geboren op [GEBOORTEDATUM: 2011], gesprek op [DATUM: februari 2025]."


def test_two_dates_with_one_token_come_back_as_they_were() -> None:
    text = "Op 3 mei 2024 en op 5 mei 2024."
    hidden = hide(text, key=Key())
    assert hidden.safe.text == "Op [DATUM: mei 2024] en op [DATUM: mei 2024~2]."
    assert reveal(hidden.safe, key=hidden.key) == text


def test_what_lies_within_dismissed_words_is_no_name_either() -> None:
    text = "Ze gaat naar Sofie Claes op zaterdag. Ook Sofie Peeters komt."
    hidden = hide(text, key=Key(), dismissed=["sofie  claes"])
    assert str(hidden.safe).startswith("Ze gaat naar Sofie Claes op zaterdag.")
    assert "Peeters" not in str(hidden.safe)
