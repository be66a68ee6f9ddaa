"""Who may see a case, what it is called, and by which words it can be searched."""

import random

import pytest

from cases.rules import QUALITIES, THINGS, age_on, may_see, names_in, proposed_pseudonym, searchable_names

NOBODY = {"assigned": False, "in_her_team": False, "is_caregiver": False, "is_coach": False, "team_sees_all": False}


@pytest.mark.parametrize(
    ("facts", "sees"),
    [
        ("", False),
        ("assigned", False),
        ("assigned in_her_team team_sees_all", False),
        ("is_caregiver", False),
        ("is_caregiver assigned", True),
        ("is_caregiver in_her_team", False),
        ("is_caregiver in_her_team team_sees_all", True),
        ("is_caregiver team_sees_all", False),
        ("is_coach", False),
        ("is_coach assigned", False),
        ("is_coach in_her_team", True),
        ("is_coach team_sees_all", False),
        ("is_coach is_caregiver assigned", True),
    ],
)
def test_who_sees_a_case(facts: str, sees: bool) -> None:
    assert may_see(**{**NOBODY, **dict.fromkeys(facts.split(), True)}) is sees


def test_a_proposed_pseudonym_is_never_taken_whatever_its_capitals() -> None:
    every = [f"{quality} {thing}" for quality in QUALITIES for thing in THINGS]
    taken = [name.upper() for name in every if name != "Milde Ster"]
    assert proposed_pseudonym(taken=taken) == "Milde Ster"


def test_a_pseudonym_is_proposed_even_when_all_are_taken() -> None:
    every = [f"{quality} {thing}" for quality in QUALITIES for thing in THINGS]
    assert proposed_pseudonym(taken=every, chance=random.Random(1)) not in every


def test_a_name_is_searched_whole_and_by_its_parts() -> None:
    assert searchable_names(["Anne-Sophie  Van den Broeck", "D'Hooge"]) == {
        "anne-sophie van den broeck", "anne", "sophie", "van", "den", "broeck", "d'hooge", "hooge",
    }  # fmt: skip


def test_names_without_letters_are_not_searched() -> None:
    assert searchable_names(["", "  ", "-"]) == {"-"}


@pytest.mark.parametrize(("year", "age"), [(2026, 14), (2012, 0), (2000, 0)])
def test_an_age_is_never_negative(year: int, age: int) -> None:
    assert age_on(birth_year=2012, year=year) == age


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kleine Lotte", True),
        ("VERMASSEN", True),
        ("Lotte Vermassen uit Zele", True),
        ("Lottehuis", False),
        ("Rustige Beuk", False),
        ("", False),
    ],
)
def test_a_name_in_a_text_is_seen_as_a_word(text: str, found: bool) -> None:
    assert names_in(text, names=["Lotte Vermassen"]) is found
