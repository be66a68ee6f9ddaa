"""Who works in the demo. The password stands on the screen of whoever starts it, and on no other machine."""

from dataclasses import dataclass

from ai4care.demo.accounts import PASSWORD
from organisations.models import Membership, Organisation, Policy, Role, Team, TeamMember, User
from organisations.scope import SHARED, organisation_scope


@dataclass(frozen=True)
class Person:
    """Somebody with a demo account."""

    name: str
    organisation: str
    roles: tuple[Role, ...]
    team: str = ""

    @property
    def email(self) -> str:
        """Her address."""
        return f"{self.name.lower()}@{self.organisation}.example"


ORGANISATIONS = {"horizon": "Horizon Jeugdhulp", "kompas": "Kompas Jeugd en Gezin", "leeg": "De Nieuwe Start"}
PEOPLE = (
    Person("Anna", "horizon", (Role.CAREGIVER,), "Team Noord"),
    Person("Bram", "horizon", (Role.COACH,), "Team Noord"),
    Person("Dana", "horizon", (Role.DPO,)),
    Person("Eli", "horizon", (Role.EDITOR,)),
    Person("Vera", "horizon", (Role.VALIDATOR,)),
    Person("Fay", "horizon", (Role.ADMINISTRATOR,)),
    Person("Chris", "kompas", (Role.CAREGIVER,), "Team Zuid"),
    Person("Nele", "leeg", (Role.CAREGIVER, Role.ADMINISTRATOR, Role.DPO, Role.EDITOR), "Eerste team"),
    Person("Redactie", "redactie", (Role.EDITOR, Role.VALIDATOR)),
    Person("Noor", "redactie", (Role.VALIDATOR,)),
)


def load_people() -> None:
    """Make the organisations and accounts that are not there yet."""
    for slug, name in ORGANISATIONS.items():
        Organisation.objects.get_or_create(slug=slug, defaults={"name": name})
    for person in PEOPLE:
        _load(person)


def member_named(name: str) -> Membership:
    """A demo member, inside her organisation's scope."""
    return Membership.objects.get(name=name)


def organisation_at(slug: str) -> Organisation:
    """A demo organisation."""
    return Organisation.objects.get(slug=slug)


def _load(person: Person) -> None:
    user = User.objects.filter(email=person.email).first() or User.objects.create_user(person.email, password=PASSWORD)
    organisation = organisation_at(person.organisation)
    with organisation_scope(organisation.id):
        member, _ = Membership.objects.get_or_create(
            user=user, defaults={"name": person.name, "roles": list(person.roles)}
        )
        if person.team:
            team, _ = Team.objects.get_or_create(name=person.team)
            TeamMember.objects.get_or_create(team=team, membership=member)
        if not Policy.objects.exists() and organisation.id != SHARED:
            Policy.objects.create(hypothesis_first=person.organisation == "horizon")
