"""Every address is tried by every person, against one table of expected answers (table.txt)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from tests import make
from tests.people import ANNA
from tests.walls.addresses import Address, Answer, addresses, ask, trail_length
from tests.walls.bodies import body_for
from tests.walls.conftest import Browsers
from tests.walls.letters import PEOPLE, TABLE
from tests.walls.world import IN_THE_CASE, World

OUTSIDE = "AG-"
WITHOUT_THE_CASE = "HDEVFCG-K"
REFUSED = set("345L1")
NAMED_IN_FEEDBACK = "lampenkap"
"""What Anna wrote to the editor, who reads it without the case."""
ADDRESSES = {address.name: address for address in addresses()}


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    assert sorted(TABLE) == sorted(ADDRESSES)
    assert len(ADDRESSES) == len(addresses()), "two routes have one name"


def test_every_route_of_the_api_schema_has_a_line() -> None:
    generator: Any = SchemaGenerator
    paths = generator(urlconf="ai4care.urls").get_schema(request=None, public=True)["paths"]
    known = {_as_schema(address.route) for address in ADDRESSES.values()}
    assert paths
    assert set(paths) <= known


def _as_schema(route: str) -> str:
    return "/".join(f"{{{part[1:-1].split(':')[-1]}}}" if part.startswith("<") else part for part in route.split("/"))


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_an_address_answers_each_person_as_the_table_says(name: str, world: World, browsers: Browsers) -> None:
    address = ADDRESSES[name]
    people = "".join(PEOPLE) if address.is_inside else OUTSIDE
    length = trail_length(world.horizon.id)
    for method, expected in zip(("GET", "POST"), TABLE[name], strict=True):
        found = {who: _answer(address, method, who, world, browsers) for who in people}
        assert f"{method} {''.join(a.letter for a in found.values())}" == f"{method} {expected}"
        for who, answer in found.items():
            if answer.letter in REFUSED and address.is_inside and address.ids:
                absent = _answer(address, method, who, world, browsers, absent=True)
                assert absent.seen == answer.seen, f"{who} can tell a foreign thing from an absent one"
            if answer.letter in REFUSED:
                assert answer.trail == length, f"{who} was refused, and something was written"
            if who in WITHOUT_THE_CASE:
                assert _told(answer, who, world) == [], f"{who} reads of a case that she may not see"


@pytest.mark.parametrize("name", sorted(name for name, address in ADDRESSES.items() if address.is_inside))
def test_a_fragment_is_refused_to_whom_its_page_is_refused(name: str, world: World, browsers: Browsers) -> None:
    for method, expected in zip(("GET", "POST"), TABLE[name], strict=True):
        for who, letter in zip(PEOPLE, expected, strict=True):
            if letter in REFUSED:
                with _as_fragment(browsers[who]):
                    answer = _answer(ADDRESSES[name], method, who, world, browsers)
                assert answer.letter == letter, f"{method} {who}"


@contextmanager
def _as_fragment(browser: Client) -> Iterator[None]:
    """As htmx asks: for a part of a page."""
    browser.defaults["HTTP_HX_REQUEST"] = "true"
    try:
        yield
    finally:
        del browser.defaults["HTTP_HX_REQUEST"]


def _answer(
    address: Address, method: str, who: str, world: World, browsers: Browsers, *, absent: bool = False
) -> Answer:
    place = "kompas" if who == "K" else "horizon"
    ids = world.horizon.ids
    path = address.absent_path(place) if absent else address.path(place, ids)
    body = body_for(address.name, ids) if method == "POST" else {}
    return ask(browsers[who], method, address, path, body=body, at=world.horizon.id)


def _told(answer: Answer, who: str, world: World) -> list[str]:
    """The words of Anna's case that stand in an answer."""
    secret = (
        ["Rustige Anna", *IN_THE_CASE]
        if who != "K"
        else ["Rustige Anna", "van-horizon", str(world.horizon.ids["case_id"])]
    )
    allowed = {NAMED_IN_FEEDBACK} if who == "E" else set()
    return [word for word in secret if word.encode() in answer.seen[1] and word not in allowed]


def test_an_organisation_of_others_answers_as_one_that_is_not_there(world: World, browsers: Browsers) -> None:
    for name in ("today", "cases", "members", "case", "analysis_stream"):
        address = ADDRESSES[name]
        for who in "CG":
            theirs, nowhere = (
                ask(browsers[who], "GET", address, address.path(slug, world.horizon.ids), body={}, at=world.horizon.id)
                for slug in ("horizon", "bestaat-niet")
            )
            assert (theirs.letter, theirs.seen) == ("4", nowhere.seen)


def test_no_address_of_ours_takes_a_post_without_its_token() -> None:
    exempt = [address.route for address in ADDRESSES.values() if getattr(address.view, "csrf_exempt", False)]
    assert [route for route in exempt if "/api/" not in route] == []


def test_a_post_without_its_token_is_refused(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.account(ANNA))
    path = ADDRESSES["note_write"].path("horizon", world.horizon.ids)
    assert strict.post(path, body_for("note_write", world.horizon.ids)).status_code == 403


@pytest.mark.parametrize(
    ("name", "method", "field"),
    [("services", "GET", "casus"), ("service_keep", "POST", "case")],
)
def test_a_case_named_in_a_form_goes_through_the_same_door(
    name: str, method: str, field: str, world: World, browsers: Browsers
) -> None:
    address, case_id = ADDRESSES[name], str(world.horizon.ids["case_id"])
    path = address.path("horizon", world.horizon.ids)
    if method == "GET":
        path = f"{path}?{field}={case_id}"
    found = {
        who: ask(browsers[who], method, address, path, body={field: case_id}, at=world.horizon.id).letter
        for who in "ABH"
    }
    assert "".join(found.values()) == {"GET": "..4", "POST": ">>4"}[method]


def test_a_stranger_cannot_be_put_on_a_case_or_in_a_team(world: World, browsers: Browsers) -> None:
    tried = {
        "case_assign": ("A", {"members": [str(world.kompas.ids["membership_id"])]}),
        "member": ("F", {"roles": ["caregiver"], "teams": [str(world.kompas.ids["team_id"])]}),
        "case_new": ("A", {**body_for("case_new", world.horizon.ids), "team": str(world.kompas.ids["team_id"])}),
    }
    for name, (who, body) in tried.items():
        address = ADDRESSES[name]
        path = address.path("horizon", world.horizon.ids)
        answer = ask(browsers[who], "POST", address, path, body=body, at=world.horizon.id)
        assert (name, answer.letter in ".2", answer.trail) == (name, True, trail_length(world.horizon.id))
