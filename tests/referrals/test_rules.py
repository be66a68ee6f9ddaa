"""Filters are exact, the unknown is named and never promised, and every suggestion says why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.gazetteer import Place, locate
from referrals.rules import (
    Candidate,
    Facts,
    Filters,
    Verdict,
    Wait,
    current_wait,
    fits,
    miss_words,
    rank,
    wait_words,
    why,
)

TODAY = date(2026, 11, 23)
RECENT = date(2026, 11, 2)


def town(name: str) -> Place:
    place = locate(name)
    assert place is not None
    return place


MECHELEN, LIER = town("Mechelen"), town("Lier")


def service(**changes: Any) -> Facts:
    known = Facts(
        external_id="a",
        name="Dienst A",
        min_age=12,
        max_age=18,
        access=("rtj",),
        languages=("nl", "fr"),
        free=True,
        points=(LIER.point,),
        wait=Wait(weeks=3, reported_on=RECENT, source="dienst"),
    )
    return replace(known, **changes)


EVERYTHING = Filters(age=15, near=MECHELEN, max_km=20, access="rtj", language="fr", free=True, max_wait_weeks=4)


def test_a_service_that_answers_every_filter_fits() -> None:
    verdict = fits(service(), EVERYTHING, on=TODAY)

    assert verdict.fits
    assert verdict.unknown == ()
    assert verdict.km == pytest.approx(13, abs=1)


@pytest.mark.parametrize(
    ("change", "filter_name"),
    [
        ({"min_age": 16}, "leeftijd"),
        ({"max_age": 14}, "leeftijd"),
        ({"points": (town("Brugge").point,)}, "afstand"),
        ({"access": ("nrtj", "gerechtelijk")}, "toegang"),
        ({"languages": ("nl",)}, "taal"),
        ({"free": False}, "prijs"),
        ({"wait": Wait(5, RECENT, "dienst")}, "wachttijd"),
    ],
)
def test_a_service_misses_exactly_the_filter_it_fails(change: dict[str, Any], filter_name: str) -> None:
    verdict = fits(service(**change), EVERYTHING, on=TODAY)

    assert not verdict.fits
    assert verdict.misses == (filter_name,)


@pytest.mark.parametrize(
    ("change", "filter_name"),
    [
        ({"min_age": None, "max_age": None}, "leeftijd"),
        ({"points": ()}, "afstand"),
        ({"access": ()}, "toegang"),
        ({"languages": ()}, "taal"),
        ({"free": None}, "prijs"),
        ({"wait": None}, "wachttijd"),
        ({"wait": Wait(1, TODAY - timedelta(days=91), "dienst")}, "wachttijd"),
    ],
)
def test_what_nobody_knows_is_kept_and_named(change: dict[str, Any], filter_name: str) -> None:
    verdict = fits(service(**change), EVERYTHING, on=TODAY)

    assert verdict.fits
    assert verdict.unknown == (filter_name,)


def test_no_filters_ask_nothing() -> None:
    verdict = fits(Facts(external_id="b", name="B"), Filters(), on=TODAY)

    assert verdict.fits
    assert verdict.unknown == ()


@pytest.mark.parametrize(("age", "answer"), [(11, False), (12, True), (18, True), (19, False)])
def test_both_ends_of_the_ages_count(age: int, answer: bool) -> None:
    assert fits(service(), Filters(age=age), on=TODAY).fits is answer


def test_an_open_end_of_the_ages_is_open() -> None:
    assert fits(service(max_age=None), Filters(age=99), on=TODAY).fits
    assert fits(service(min_age=None), Filters(age=0), on=TODAY).fits


def test_the_nearest_address_counts() -> None:
    verdict = fits(service(points=(town("Brugge").point, MECHELEN.point)), EVERYTHING, on=TODAY)

    assert verdict.km == 0


def test_help_by_chat_is_everywhere() -> None:
    remote = service(points=(), remote=True)

    assert fits(remote, EVERYTHING, on=TODAY).unknown == ()
    assert "vanop afstand, via chat of telefoon" in why(remote, EVERYTHING, on=TODAY)


def test_dutch_goes_without_saying() -> None:
    assert fits(service(languages=()), Filters(language="nl"), on=TODAY).unknown == ()


def test_a_wait_is_believed_for_ninety_days() -> None:
    wait = Wait(3, TODAY - timedelta(days=90), "dienst")

    assert current_wait(wait, on=TODAY) == wait
    assert current_wait(wait, on=TODAY + timedelta(days=1)) is None
    assert current_wait(wait, on=wait.reported_on - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("wait", "sentence"),
    [
        (Wait(3, RECENT, "dienst"), "wachttijd 3 weken, gemeld op 2 november 2026 door de dienst"),
        (
            Wait(1, RECENT, "hulpverlener"),
            "wachttijd 1 week, gemeld op 2 november 2026 door een hulpverlener",
        ),
        (Wait(0, RECENT, "dienst"), "geen wachttijd, gemeld op 2 november 2026 door de dienst"),
        (Wait(3, date(2026, 3, 1), "dienst"), "wachttijd onbekend (laatst gemeld op 1 maart 2026)"),
        (None, "wachttijd onbekend"),
    ],
)
def test_a_wait_is_told_with_its_day_and_source(wait: Wait | None, sentence: str) -> None:
    assert wait_words(wait, on=TODAY) == sentence


def test_it_says_why_in_a_fixed_order() -> None:
    assert why(service(), EVERYTHING, on=TODAY, because=("noemt zelf rouw",)) == (
        "noemt zelf rouw",
        "voor 12 tot 18 jaar",
        "13 km van Mechelen",
        "rechtstreeks toegankelijk",
        "ook in het Frans",
        "gratis",
        "wachttijd 3 weken, gemeld op 2 november 2026 door de dienst",
    )


def test_it_says_what_is_not_known() -> None:
    assert why(Facts(external_id="b", name="B"), EVERYTHING, on=TODAY) == (
        "leeftijd niet vermeld",
        "afstand onbekend",
        "toegang niet vermeld",
        "talen niet vermeld",
        "prijs niet vermeld",
        "wachttijd onbekend",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"max_age": None}, "vanaf 12 jaar"),
        ({"min_age": 0}, "tot 18 jaar"),
        ({"min_age": 0, "max_age": None}, "voor alle leeftijden"),
        ({"points": (MECHELEN.point,)}, "in Mechelen"),
        ({"free": False, "cost": "Bijdrage volgens inkomen."}, "bijdrage volgens inkomen"),
        ({"languages": ("nl", "vgt")}, "ook in Vlaamse Gebarentaal"),
    ],
)
def test_it_words_each_fact(change: dict[str, Any], words: str) -> None:
    language = "vgt" if "languages" in change else None

    assert words in why(service(**change), replace(EVERYTHING, language=language), on=TODAY)


def test_a_door_with_a_gatekeeper_is_named_without_asking() -> None:
    assert "via de intersectorale toegangspoort" in why(service(access=("nrtj",)), Filters(), on=TODAY)


def ids(*candidates: Candidate, filters: Filters = EVERYTHING) -> list[str]:
    return [each.service.external_id for each in rank(candidates, filters, on=TODAY)]


def test_it_leaves_out_what_does_not_fit() -> None:
    assert ids(Candidate(service(min_age=17), 1.0), Candidate(service(external_id="b"), 0.5)) == ["b"]


def test_it_leaves_out_what_has_nothing_to_do_with_the_need() -> None:
    assert ids(Candidate(service(), 0.01)) == []


def test_an_unknown_wait_ranks_lower_than_a_short_one() -> None:
    assert ids(Candidate(service(wait=None), 1.0), Candidate(service(external_id="b"), 1.0)) == ["b", "a"]


def test_near_and_soon_rank_higher() -> None:
    near = service(external_id="near", points=(MECHELEN.point,))
    soon = service(external_id="soon", wait=Wait(0, RECENT, "dienst"))

    assert ids(Candidate(service(), 1.0), Candidate(near, 1.0))[0] == "near"
    assert ids(Candidate(service(), 1.0), Candidate(soon, 1.0))[0] == "soon"


def test_relevance_leads() -> None:
    near = service(external_id="near", points=(MECHELEN.point,))

    assert ids(Candidate(near, 0.4), Candidate(service(), 1.0)) == ["a", "near"]


def test_equals_stand_in_the_order_of_their_id() -> None:
    same = [Candidate(service(external_id=each), 1.0) for each in "cab"]

    assert ids(*same) == ["a", "b", "c"]


def test_a_second_line_by_phone_does_not_hide_the_doors_nearby() -> None:
    lines = [Candidate(service(external_id=f"lijn {each}", remote=True), 0.9) for each in range(4)]

    assert ids(*lines, Candidate(service(external_id="huis"), 0.8))[:2] == ["lijn 0", "huis"]


def test_what_a_service_misses_is_said_in_words() -> None:
    far = service(points=(town("Brugge").point,), free=False, languages=("nl",), access=("crisis",), min_age=16)
    slow = replace(far, wait=Wait(9, RECENT, "dienst"))
    verdict = fits(slow, EVERYTHING, on=TODAY)

    assert miss_words(slow, EVERYTHING, verdict, on=TODAY) == (
        "voor 16 tot 18 jaar", f"verder weg: {verdict.km:.0f} km", "andere toegang: via het crisismeldpunt",
        "niet in het Frans", "niet gratis", "langere wachttijd: 9 weken",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (Wait(None, RECENT, "hulpverlener", 2), "2 vrije plaatsen, gemeld op 2 november 2026 door een hulpverlener"),
        (Wait(None, RECENT, "gezin", 0), "geen vrije plaats, gemeld op 2 november 2026 door een gezin"),
        (Wait(4, RECENT, "dienst", 1), "wachttijd 4 weken, 1 vrije plaats, gemeld op 2 november 2026 door de dienst"),
        (Wait(4, TODAY - timedelta(22), "gezin", 1), "wachttijd 4 weken, gemeld op 1 november 2026 door een gezin"),
        (Wait(None, TODAY - timedelta(22), "dienst", 1), "wachttijd onbekend (laatst gemeld op 1 november 2026)"),
    ],
)  # fmt: skip
def test_a_free_place_is_believed_for_three_weeks(wait: Wait, words: str) -> None:
    assert wait_words(wait, on=TODAY) == words


def test_a_free_place_is_no_wait_and_a_full_house_tells_no_weeks() -> None:
    soon = Filters(max_wait_weeks=0)

    assert fits(service(wait=Wait(None, RECENT, "dienst", 1)), soon, on=TODAY) == Verdict()
    assert fits(service(wait=Wait(None, RECENT, "dienst", 0)), soon, on=TODAY).unknown == ("wachttijd",)


facts = st.builds(
    Facts,
    external_id=st.text(min_size=1, max_size=3),
    name=st.just("x"),
    min_age=st.none() | st.integers(0, 30),
    max_age=st.none() | st.integers(0, 99),
    access=st.lists(st.sampled_from(["rtj", "nrtj", "crisis", "gerechtelijk"])).map(tuple),
    languages=st.lists(st.sampled_from(["nl", "fr", "xx"])).map(tuple),
    free=st.none() | st.booleans(),
    points=st.lists(st.tuples(st.floats(49.5, 51.5), st.floats(2.5, 6.4)), max_size=2).map(tuple),
    remote=st.booleans(),
    wait=st.none()
    | st.builds(Wait, st.integers(0, 99), st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.just("dienst")),
)
filters = st.builds(
    Filters,
    age=st.none() | st.integers(0, 25),
    near=st.none() | st.just(MECHELEN),
    max_km=st.none() | st.floats(0, 100),
    access=st.none() | st.sampled_from(["rtj", "nrtj", "onbekend"]),
    language=st.none() | st.sampled_from(["nl", "fr", "xx"]),
    free=st.booleans(),
    max_wait_weeks=st.none() | st.integers(0, 10),
)


@given(found=st.lists(facts, max_size=5), asked=filters)
def test_whatever_is_known_the_ranking_is_sound(found: list[Facts], asked: Filters) -> None:
    suggestions = rank((Candidate(each, 1.0) for each in found), asked, on=TODAY)

    assert all(fits(each.service, asked, on=TODAY).fits for each in suggestions)
    assert all(0 <= each.score <= 1 for each in suggestions)
    assert [each.score for each in suggestions] == sorted((each.score for each in suggestions), reverse=True)
    assert all(each.why and all(each.why) for each in suggestions)
