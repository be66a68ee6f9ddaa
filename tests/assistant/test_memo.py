"""The claims of an analysis in reading order, grouped as a colleague would write them down."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistant.actions.analyses import decide, keep_thought
from assistant.models import Analysis, Claim, Verdict
from assistant.queries.analyses import memo_of, steps_of
from assistant.rules.draft import Draft, Group, Quote, Statement
from assistant.thinking import STEPS, Thought
from cases.models import Case
from organisations.models import RunState
from tests import make
from tests.assistant.asking import asked
from tests.people import ANNA


def said(text: str, *chunks: int, slug: str = "bron") -> Statement:
    quotes = tuple(
        Quote(chunk_id=UUID(int=n), slug=slug, title=slug.title(), version=1, quote="x", start=0, end=1) for n in chunks
    )
    return Statement(text=text, quotes=quotes, support="supported" if quotes else "none")


DRAFT = Draft(
    unknowns=(said("u1", 1),),
    summary=(said("s1", 2, slug="ander"), said("s2", 1)),
    perspectives=(
        Group(heading="Systeem", subject="systeem", statements=(said("p1", 3),), contradicted=(said("c1", 4),)),
        Group(heading="Kracht", subject="kracht", statements=(said("p2"), said("p3"))),
    ),
    methods=(
        Group(heading="M", subject="m", statements=(said("w1"),), when_not=(said("n1"),), steps=(said("f1"),)),
        Group(heading="M", subject="n", steps=(said("f2"),)),
    ),
    next_steps=(said("x1", 1, 3),),
    safety=(Group(heading="Gevaar", subject="g", statements=(said("v1"), said("v2"))),),
    rights=(said("r1"),),
    reflection=(said("b1"),),
)


def kept(case: Case) -> Analysis:
    analysis = asked(case, idempotency_key=uuid4())
    with make.at(ANNA):
        keep_thought(analysis, Thought(draft=DRAFT, seconds=0.1))
    return analysis


def texts(shown: Any) -> list[str]:
    return [str(one.claim.text) for one in shown]


def test_each_claim_stands_in_its_section_and_group(case: Case) -> None:
    analysis = kept(case)
    with make.at(ANNA):
        memo = memo_of(analysis)
    assert (texts(memo.unknowns), texts(memo.summary), texts(memo.next_steps)) == (["u1"], ["s1", "s2"], ["x1"])
    assert (texts(memo.rights), texts(memo.reflection)) == (["r1"], ["b1"])
    system, strength = memo.perspectives
    assert (system.heading, texts(system.claims), texts(system.against)) == ("Systeem", ["p1"], ["c1"])
    assert (strength.subject, texts(strength.claims), texts(strength.against)) == ("kracht", ["p2", "p3"], [])
    first, second = memo.methods
    assert (texts(first.claims), texts(first.when_not), texts(first.steps)) == (["w1"], ["n1"], ["f1"])
    assert (second.subject, texts(second.steps)) == ("n", ["f2"])
    assert [texts(group.claims) for group in memo.safety] == [["v1", "v2"]]


def test_each_passage_has_one_number_and_stands_once_among_the_sources(case: Case) -> None:
    analysis = kept(case)
    with make.at(ANNA):
        memo = memo_of(analysis)
        assert [citation.number for citation in memo.next_steps[0].citations] == [1, 3]
        assert memo.summary[1].citations[0].number == memo.unknowns[0].citations[0].number == 1
        assert [(citation.slug, citation.number) for citation in memo.sources] == [
            ("bron", 1),
            ("bron", 3),
            ("bron", 4),
            ("ander", 2),
        ]


def test_a_decision_stands_with_its_claim(case: Case) -> None:
    analysis = kept(case)
    with make.at(ANNA) as anna:
        decide(anna, Claim.objects.get(section="next_step"), verdict=Verdict.TAKEN_OVER)
        memo = memo_of(analysis)
        assert memo.next_steps[0].decision is not None
        assert memo.summary[0].decision is None


def test_a_memo_costs_as_many_queries_however_long_it_is(case: Case) -> None:
    analysis = kept(case)
    with make.at(ANNA), CaptureQueriesContext(connection) as queries:
        memo_of(analysis)
    assert len(queries) == 3


def test_writing_again_replaces_what_an_earlier_attempt_wrote(case: Case) -> None:
    analysis = kept(case)
    with make.at(ANNA):
        keep_thought(analysis, Thought(draft=Draft(summary=(said("nieuw"),)), seconds=0.1))
        assert [str(claim.text) for claim in Claim.objects.all()] == ["nieuw"]


@pytest.mark.parametrize(
    ("step", "state", "shown"),
    [
        ("", RunState.QUEUED, ["waiting"] * 4),
        (STEPS[0][0], RunState.RUNNING, ["current", "waiting", "waiting", "waiting"]),
        (STEPS[2][0], RunState.RUNNING, ["done", "done", "current", "waiting"]),
        (STEPS[1][0], RunState.FAILED, ["done", "failed", "waiting", "waiting"]),
        ("iets onbekends", RunState.RUNNING, ["waiting"] * 4),
    ],
)
def test_the_steps_say_where_it_stands(step: str, state: RunState, shown: list[str]) -> None:
    assert [one["state"] for one in steps_of(Analysis(step=step, state=state, organisation_id=UUID(int=1)))] == shown
