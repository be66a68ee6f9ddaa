"""Makes what tests need, through the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from cases.actions import open_case, write_note
from cases.models import Case, Note
from cases.pseudonymiser import KnownPerson
from organisations.models import Membership, Organisation, Team, TeamMember, User
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting
from tests.people import CAST, PASSWORD, Person

PEOPLE = (KnownPerson("jongere", "Lotte Vermassen"), KnownPerson("moeder", "Ilse Dewit"), KnownPerson("broer", "Wannes"))
NOTE = "Lotte (14) bleef vandaag weg van school. Haar mama Ilse belde vanuit Lokeren op 0479 55 21 03."


def organisation(slug: str) -> Organisation:
    """An organisation, made once."""
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def cast() -> None:
    """Everyone of tests/people.py, with their organisations and teams."""
    for person in CAST:
        member(person)


def member(person: Person) -> Membership:
    """This person's membership, made once."""
    user = User.objects.filter(email=person.email).first() or User.objects.create_user(person.email, password=PASSWORD)
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
    with organisation_scope(her.organisation_id), acting(Actor(user_id=her.user_id, name=her.name, role=her.roles[0])):
        yield her


def case(by: Membership, *, pseudonym: str = "Rustige Beuk", people: tuple[KnownPerson, ...] = PEOPLE) -> Case:
    """A case in the first team of its maker. Call inside `at`."""
    return open_case(
        by,
        pseudonym=pseudonym,
        team=Team.objects.filter(places__membership=by).first(),
        birth_year=date.today().year - 14,
        living_situation="home",
        access_track="rtj",
        municipality="Lokeren",
        people=people,
        goals=["Opnieuw met plezier naar school gaan"],
    )


def note(by: Membership, of: Case, *, text: str = NOTE) -> Note:
    """A note of today. Call inside `at`."""
    return write_note(by, of, text=text, kind="talk", happened_on=date.today())
