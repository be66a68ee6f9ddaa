"""Makes what tests need, through the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assistant.actions.analyses import keep_thought, request_analysis
from assistant.models import Analysis
from assistant.rules.draft import Draft, Quote, Statement
from assistant.thinking import Thought
from cases.actions import open_case, write_note
from cases.models import Case, Note
from cases.pseudonymiser import KnownPerson
from knowledge.models import Chunk, Version
from organisations.models import Membership, Organisation, Team, TeamMember, User
from organisations.runs import take
from organisations.scope import current_organisation_id, organisation_scope
from organisations.trail import Actor, acting
from tests.people import CAST, PASSWORD, Person

PEOPLE = (
    KnownPerson("jongere", "Lotte Vermassen"),
    KnownPerson("moeder", "Ilse Dewit"),
    KnownPerson("broer", "Wannes"),
)
NOTE = "Lotte (14) bleef vandaag weg van school. Haar mama Ilse belde vanuit Lokeren op 0479 55 21 03."


def organisation(slug: str) -> Organisation:
    """An organisation, made once."""
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def cast() -> None:
    """Everyone of tests/people.py, with their organisations and teams."""
    for person in CAST:
        member(person)


def account(person: Person) -> User:
    """This person's account, made once."""
    held = User.objects.filter(email=person.email).first()
    if held is None:
        held = User.objects.create_user(person.email)
        held.password = _hashed_password()
        held.save()
    return held


@cache
def _hashed_password() -> str:
    """Everybody's, hashed once: it takes long on purpose."""
    return make_password(PASSWORD)


def member(person: Person) -> Membership:
    """This person's membership, made once."""
    user = account(person)
    with organisation_scope(organisation(person.organisation).id):
        held = Membership.objects.filter(user=user).first()
        if held is None:
            held = Membership.objects.create(user=user, name=person.name, roles=list(person.roles))
            if person.team:
                team = Team.objects.get_or_create(name=person.team)[0]
                TeamMember.objects.create(team=team, membership=held)
        return held


@contextmanager
def at(person: Person) -> Iterator[Membership]:
    """Inside this person's organisation, acting in her name."""
    her = member(person)
    with (
        organisation_scope(organisation(person.organisation).id),
        acting(Actor(user_id=her.user_id, name=her.name, role=her.roles[0])),
    ):
        yield her


def browser(person: Person) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(member(person).user if person.organisation else account(person))
    return client


def url(name: str, *, organisation: str = "horizon", **ids: Any) -> str:
    """The address of this name in an organisation."""
    return reverse(name, kwargs={"organisation": organisation, **ids})


def case(by: Membership, *, pseudonym: str = "Rustige Beuk", people: tuple[KnownPerson, ...] = PEOPLE) -> Case:
    """A case in the first team of its maker. Call inside `at`."""
    return open_case(
        by,
        pseudonym=pseudonym,
        team=Team.objects.filter(places__membership=by)[0],
        birth_year=timezone.localdate().year - 14,
        living_situation="home",
        access_track="rtj",
        municipality="Lokeren",
        people=people,
        goals=["Opnieuw met plezier naar school gaan"],
    )


def note(by: Membership, of: Case, *, text: str = NOTE) -> Note:
    """A note of today. Call inside `at`."""
    return write_note(by, of, text=text, kind="talk", happened_on=timezone.localdate())


def analysis(by: Membership, of: Case, *, citing: Version, question: str = "Wat helpt Lotte terug?") -> Analysis:
    """A finished analysis with one claim that cites the article. Call inside `at`."""
    asked = request_analysis(
        by, of, perspectives=["systeem", "kracht"], question=question, hypothesis=question, idempotency_key=uuid4()
    )
    taken = take(Analysis, organisation_id=current_organisation_id(), run_id=asked.id)
    assert taken is not None
    with taken.saving():
        keep_thought(Analysis.objects.get(id=asked.id), Thought(draft=_draft(citing), seconds=0.1))
    return Analysis.objects.get(id=asked.id)


def _draft(cited: Version) -> Draft:
    chunk = Chunk.objects.filter(version=cited).order_by("position").first()
    assert chunk is not None
    quote = Quote(
        chunk_id=chunk.id,
        slug=cited.source.slug,
        title=cited.title,
        version=1,
        quote=chunk.text,
        start=0,
        end=len(chunk.text),
    )
    return Draft(next_steps=(Statement(text=chunk.text, quotes=(quote,), support="supported"),))
