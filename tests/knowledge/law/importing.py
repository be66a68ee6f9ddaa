"""The exercise decree, imported once, again, or as the editors of the platform do."""

import json
from typing import Any
from uuid import uuid4

from knowledge.actions.law import import_articles, request_law_import
from knowledge.law.codex import read_law
from knowledge.models import LawImport, Version
from knowledge.tasks import import_law
from organisations.models import Membership, Organisation
from organisations.scope import SHARED, organisation_scope
from organisations.trail import Actor, acting
from tests import make
from tests.knowledge.law.test_codex import DECREE, Change
from tests.people import ELI, Person

WORDS = "dagritme bespreken met elke jongere in de leefgroep"
REDACTIE = Person("Redactie", "redactie", ELI.roles)


def changed(change: Change) -> bytes:
    whole = json.loads(DECREE.read_text())
    change(whole)
    return json.dumps(whole).encode()


def numbers(number: str) -> list[tuple[int, str]]:
    """Number and status of each version of an article."""
    rows = Version.objects.filter(source__articles__number=number, organisation_id=SHARED).order_by("number")
    return [(row.number, row.status) for row in rows]


def imported_again(data: bytes = DECREE.read_bytes()) -> dict[str, int]:
    return vars(import_articles(read_law(data)))


def platform_editor() -> Membership:
    Organisation.objects.get_or_create(id=SHARED, defaults={"slug": "redactie", "name": "Redactie"})
    user = make.account(REDACTIE)
    with organisation_scope(SHARED):
        found: Membership = Membership.objects.get_or_create(
            user=user, defaults={"name": "Redactie", "roles": list(ELI.roles)}
        )[0]
        return found


def as_platform(by: Membership) -> Any:
    class Scope:
        def __enter__(self) -> None:
            self.scope, self.act = organisation_scope(SHARED), acting(Actor(user_id=by.user_id, name=by.name))
            self.scope.__enter__()
            self.act.__enter__()

        def __exit__(self, *how: Any) -> None:
            self.act.__exit__(*how)
            self.scope.__exit__(*how)

    return Scope()


def import_run(data: bytes) -> LawImport:
    by = platform_editor()
    with as_platform(by):
        asked = request_law_import(by, data=data, file_name="wet.json", url="", idempotency_key=uuid4())
    import_law.run(str(SHARED), str(asked.pk))
    with organisation_scope(SHARED):
        return LawImport.objects.get(pk=asked.pk)
