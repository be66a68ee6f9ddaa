"""The list of feedback: everything for an editor, her own for a caregiver, nothing for others."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistant.models import Claim
from cases.actions import assign
from feedback.actions import answer_feedback, report_claim
from feedback.models import ClaimFeedback, Reason
from organisations.models import Role, TeamMember, TrailEntry
from tests import make
from tests.feedback.making import SLUGS, claims
from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, VERA, Person

LogIn = Callable[[Person], Client]


@pytest.fixture
def made(db: None) -> list[Claim]:
    """Anna reported the first two, as wrong and unsafe, Bram the third as incomplete; Eli answered Bram."""
    with make.at(ANNA) as anna:
        found = claims(anna, make.case(anna))
        report_claim(anna, found[0], reason=Reason.WRONG, comment="Ilse Dewit zegt iets anders.")
        report_claim(anna, found[1], reason=Reason.UNSAFE)
    with make.at(BRAM) as bram:
        last = report_claim(bram, found[2], reason=Reason.INCOMPLETE)
    with make.at(ELI) as eli:
        answer_feedback(eli, last, answer="Aangevuld.")
    return found


def page(client: Client, query: str = "", slug: str = "horizon") -> str:
    answer = client.get(reverse("feedback", kwargs={"organisation": slug}) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_editor_first_sees_what_waits_with_counts(as_: LogIn, made: list[Claim]) -> None:
    text = page(as_(ELI))
    assert "wat schoolverzuim zegt" in text
    assert "wat contextbegeleiding zegt" not in text
    for label, count in (("Alle", 3), ("Open", 2), ("Beantwoord", 1), ("Onveilig", 1), ("Onvolledig", 0)):
        assert f'{label}<span class="filter__count">{count}</span>' in text


def test_an_editor_sees_nothing_of_the_case_and_no_way_to_it(as_: LogIn, made: list[Claim]) -> None:
    text = page(as_(ELI), "?stand=")
    for part in (
        "Rustige Beuk",
        "Ilse",
        str(made[0].analysis_id),
        str(made[0].analysis.case_id),
        "/casussen/",
    ):
        assert part not in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?stand=", set(SLUGS)),
        ("?stand=answered", {"contextbegeleiding"}),
        ("?stand=&reden=onveilig", {"signs-of-safety"}),
        ("?stand=&bron=schoolverzuim", {"schoolverzuim"}),
        (
            "?stand=nonsens&reden=nonsens&page=nonsens",
            {"schoolverzuim", "signs-of-safety", "contextbegeleiding"},
        ),
        ("?bron=%00", {"schoolverzuim", "signs-of-safety"}),
    ],
)
def test_filters_narrow_the_list(as_: LogIn, made: list[Claim], query: str, shown: set[str]) -> None:
    text = page(as_(ELI), query)
    assert {slug for slug in SLUGS if f"wat {slug} zegt" in text} == shown


def test_a_caregiver_sees_her_own_reports_only(as_: LogIn, made: list[Claim]) -> None:
    text = page(as_(ANNA))
    assert "wat schoolverzuim zegt" in text
    assert "wat contextbegeleiding zegt" not in text
    assert "Aangevuld." not in text
    assert "Aangevuld." in page(as_(BRAM))


def test_who_left_the_case_keeps_the_answer_but_not_the_claim(as_: LogIn, made: list[Claim]) -> None:
    with make.at(ANNA) as anna:
        assign(made[0].analysis.case, members=[])
        TeamMember.objects.get(membership=anna).delete()
    text = page(as_(ANNA))
    assert "een casus die je niet meer ziet" in text
    assert "wat schoolverzuim zegt" not in text
    assert "zegt iets anders" not in text
    assert str(made[0].analysis_id) not in text


def test_an_editor_who_is_also_a_caregiver_can_turn_to_her_own(as_: LogIn, made: list[Claim]) -> None:
    with make.at(ANNA) as anna:
        anna.roles = [Role.CAREGIVER, Role.EDITOR]
        anna.save()
    assert "wat contextbegeleiding zegt" in page(as_(ANNA), "?stand=answered")
    assert "wat contextbegeleiding zegt" not in page(as_(ANNA), "?van=mij")


@pytest.mark.parametrize("person", [DANA, FAY, VERA], ids=lambda person: person.name)
def test_others_see_what_feedback_is_and_nothing_more(as_: LogIn, made: list[Claim], person: Person) -> None:
    text = page(as_(person))
    assert "Voor jouw rol is hier niets te doen." in text
    assert "Aangevuld" not in text


def test_the_other_organisation_sees_nothing(as_: LogIn, made: list[Claim]) -> None:
    assert as_(CHRIS).get(reverse("feedback", kwargs={"organisation": "horizon"})).status_code == 404
    assert "wat schoolverzuim zegt" not in page(as_(CHRIS), "?stand=", slug="kompas")


def test_reading_the_list_is_recorded_with_what_was_shown(as_: LogIn, made: list[Claim]) -> None:
    page(as_(ELI))
    with make.at(ELI):
        (entry,) = TrailEntry.objects.filter(event="feedback.read")
        shown = {str(row.id) for row in ClaimFeedback.objects.filter(state="open")}
    assert (entry.actor_name, set(entry.additional_data["feedback"])) == ("Eli", shown)


def test_the_number_of_queries_does_not_grow_with_the_list(as_: LogIn, made: list[Claim]) -> None:
    browser = as_(ELI)
    page(browser, "?stand=")
    with CaptureQueriesContext(connection) as few:
        page(browser, "?stand=answered")
    with CaptureQueriesContext(connection) as more:
        page(browser, "?stand=")
    assert len(more) == len(few)


def test_the_tag_shows_reports_under_their_claims_with_one_query(made: list[Claim]) -> None:
    drawn = Template("{% load feedback %}{% for one in claims %}<li>{% feedback_of one %}</li>{% endfor %}")
    with make.at(ANNA) as anna, CaptureQueriesContext(connection) as asked:
        request = RequestFactory().get("/")
        context = {"claims": made, "request": request, "organisation": anna.organisation, "membership": anna}
        parts = " ".join(drawn.render(Context(context)).split()).split("<li>")[1:]
    assert "Klopt niet: onjuist" in parts[0]
    assert "Terugnemen" in parts[0]
    assert "Klopt niet: onvolledig" in parts[2]
    assert "Aangevuld." in parts[2]
    assert "Terugnemen" not in parts[2]
    assert sum("feedback_claimfeedback" in query["sql"] for query in asked) == 1
