"""Renewing the keys of 10,000 vaults: python -m benchmarks.keys."""

import time
from typing import Any

from benchmarks.starting import start_platform

VAULTS = 10_000
PEOPLE = 6


def main() -> None:
    """Print the seconds of each level, on generated cases with six people each."""
    start_platform()
    from django.utils import timezone

    from cases.renewal import renew_keys
    from organisations.keys.renewal import rewrap
    from organisations.models import Organisation, Reach
    from organisations.scope import organisation_scope

    own = Organisation.objects.get_or_create(slug="meting-sleutels", defaults={"name": "Meting"})[0]
    _generate(own.id)
    started = time.perf_counter()
    with organisation_scope(own.id):
        rewrap()
    print(f"{'another platform key (s)':<58}{time.perf_counter() - started:.2f}")
    for reach in (Reach.ORGANISATION, Reach.CASE):
        started = time.perf_counter()
        moved = renew_keys(own.id, reach=reach, before=timezone.now())
        print(f"{f'new keys, level {reach.value}, {moved} vaults (s)':<58}{time.perf_counter() - started:.1f}")


def _generate(organisation_id: Any) -> None:
    """Cases with their vaults, as many as are missing."""
    from cases.models import Case, Vault
    from cases.pseudonymiser import Key, KnownPerson
    from cases.vault import Secrets, open_vault
    from organisations.models import Membership, Team, User
    from organisations.scope import organisation_scope

    user = User.objects.filter(email="meting@ai4care.example").first() or User.objects.create_user(
        "meting@ai4care.example"
    )
    with organisation_scope(organisation_id):
        team = Team.objects.get_or_create(name="Meting")[0]
        member = Membership.objects.get_or_create(user=user, defaults={"name": "Meting", "roles": []})[0]
        for number in range(Vault.objects.count(), VAULTS):
            case = Case(pseudonym=f"Casus {number}", team=team, birth_year=2012, opened_by=member)
            case.save(force_insert=True)
            people = [KnownPerson("ander", f"Naam{place} Persoon{number}") for place in range(PEOPLE)]
            open_vault(case, secrets=Secrets(key=Key.for_people(people), municipality="Lokeren"))


if __name__ == "__main__":
    main()
