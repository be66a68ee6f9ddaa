"""The look at the start: whether the platform keys given here open the keys of this database."""

from django.db import ProgrammingError

from organisations.keys.organisation import current_key, opened
from organisations.keys.sealing import KeyRefused
from organisations.keys.transit import KeyServiceAway
from organisations.models import Organisation, OrganisationKey
from organisations.scope import SHARED, organisation_scope
from organisations.trail import Actor, acting

REFUSED = (
    "De platformsleutel past niet op deze databank: geef AI4CARE_PLATFORM_KEY, of AI4CARE_PLATFORM_KEY_OLD voor de "
    "vorige, de juiste waarde. AI4Care is niet gestart en er is niets gewijzigd."
)
AWAY = "AI4Care is niet gestart, want zonder de platformsleutel gaat niets open."
UNPREPARED = "De databank is nog niet klaar voor deze versie: voer eerst migrate uit."


def platform_key_fault() -> str:
    """What is wrong with the platform keys, in a sentence; empty when they open what is there.

    Opens one key for each name under which keys were wrapped; costs one short transaction an organisation. The first
    start makes the key of the shared organisation, so that a second start with another platform key is noticed.
    """
    try:
        names = _names_that_open()
        if not names:
            with organisation_scope(SHARED), acting(Actor(purpose="eerste start")):
                current_key()
    except KeyServiceAway as away:
        return f"{away} {AWAY}"
    except KeyRefused:
        return REFUSED
    except ProgrammingError:
        return UNPREPARED
    return ""


def _names_that_open() -> set[str]:
    names: set[str] = set()
    for organisation_id in Organisation.objects.order_by("id").values_list("id", flat=True):
        with organisation_scope(organisation_id):
            for held in OrganisationKey.objects.exclude(platform_key__in=names):
                opened(held)
                names.add(held.platform_key)
    return names
