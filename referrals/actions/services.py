"""Brings the directory up to date with what was read: all of it in one transaction, or nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any

from django.utils import timezone

from organisations.scope import current_organisation_id
from referrals.facts_file import AddedFacts
from referrals.models import Service, WaitingTime
from referrals.sociale_kaart import Address, Offer, Refusal

BATCH = 1000
MOST_REFUSALS_SHOWN = 200
FROM_DIRECTORY = (
    "authentic_source", "name", "type", "state", "verified", "rubrics", "addresses", "phones", "emails", "websites",
    "description", "enterprise_number", "last_updated", "municipality", "points", "south", "north", "west", "east",
    "min_age", "max_age", "content_hash", "gone_at",
)  # fmt: skip


@dataclass(kw_only=True)
class Report:
    """What an import did, in numbers and with the reasons for what it refused."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    refused: int = 0
    refusals: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For the row of the import."""
        return asdict(self)


def apply_offers(found: Iterable[Offer | Refusal], *, whole: Callable[[], bool]) -> Report:
    """Write what was read into the organisation in scope.

    `whole` is asked once all was read: when it says yes, what was not met is gone.
    Idempotent: the same file twice changes nothing. Call inside one transaction. Memory is flat.
    """
    report = Report()
    seen: set[str] = set()
    for offers in _in_batches(_kept(found, report)):
        seen.update(offer.external_id for offer in offers)
        _apply(offers, report)
    if whole():
        report.gone = _mark_gone(seen)
    return report


def add_facts(facts: Iterable[AddedFacts]) -> int:
    """Add ages, access, languages, price and waiting times to services by external id; returns how many were known."""
    known = {
        service.external_id: service for service in Service.objects.filter(organisation_id=current_organisation_id())
    }
    changed: list[Service] = []
    waits: list[WaitingTime] = []
    for fact in facts:
        service = known.get(fact.external_id)
        if service is None:
            continue
        service.min_age, service.max_age, service.ages_added = fact.min_age, fact.max_age, True
        service.access, service.languages = list(fact.access), list(fact.languages)
        service.free, service.cost, service.target, service.remote = (
            fact.free,
            fact.cost,
            fact.target,
            fact.remote,
        )
        changed.append(service)
        if fact.wait is not None:
            wait = fact.wait
            waits.append(
                WaitingTime(
                    service_id=service.id,
                    weeks=wait.weeks,
                    places=wait.places,
                    source=wait.source,
                    reported_on=wait.reported_on,
                )
            )
    names = ["min_age", "max_age", "ages_added", "access", "languages", "free", "cost", "target", "remote"]
    Service.objects.bulk_update(changed, names, batch_size=BATCH)
    from_files = WaitingTime.objects.filter(organisation_id=current_organisation_id(), by=None)
    from_files.filter(service_id__in=[wait.service_id for wait in waits]).delete()
    WaitingTime.objects.bulk_create(waits)
    return len(changed)


def _kept(found: Iterable[Offer | Refusal], report: Report) -> Iterator[Offer]:
    for one in found:
        if isinstance(one, Offer):
            yield one
            continue
        report.refused += 1
        if len(report.refusals) < MOST_REFUSALS_SHOWN:
            report.refusals.append({"position": one.position, "id": one.external_id, "reason": one.reason})


def _in_batches(offers: Iterator[Offer]) -> Iterator[list[Offer]]:
    while batch := list(islice(offers, BATCH)):
        yield batch


def _apply(offers: list[Offer], report: Report) -> None:
    own = Service.objects.filter(organisation_id=current_organisation_id())
    known = own.filter(external_id__in=[offer.external_id for offer in offers]).values_list(
        "external_id", "content_hash", "gone_at", "ages_added", "min_age", "max_age"
    )
    held = {before[0]: before for before in known}
    rows = []
    for offer in offers:
        row = _row(offer)
        before = held.get(offer.external_id)
        if before and before[1:3] == (row.content_hash, None):
            report.same += 1
            continue
        if before and before[3]:  # what somebody told of the ages goes before what the description seems to say
            row.min_age, row.max_age = before[4], before[5]
        report.new += before is None
        report.changed += before is not None
        rows.append(row)
    Service.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "external_id"],
        update_fields=FROM_DIRECTORY,
    )


def _row(offer: Offer) -> Service:
    place = offer.primary_address or (offer.addresses[0] if offer.addresses else None)
    values: dict[str, Any] = {
        "authentic_source": offer.authentic_source[:120],
        "name": offer.name[:300],
        "type": offer.type[:120],
        "state": offer.state[:60],
        "verified": offer.verified,
        "rubrics": [rubric[:200] for rubric in offer.rubrics],
        "addresses": [asdict(address) for address in offer.addresses],
        "phones": [contact.value[:120] for contact in offer.phones],
        "emails": [contact.value[:200] for contact in offer.emails],
        "websites": [contact.value[:400] for contact in offer.websites],
        "description": offer.description,
        "enterprise_number": offer.enterprise_number[:40],
        "last_updated": offer.last_updated,
        "municipality": place.municipality[:120] if place else "",
        **placed(visited(offer.addresses)),
    }
    # null bytes cannot be stored; they are noise wherever they come from
    text = json.dumps(values, default=str, sort_keys=True).replace("\\u0000", "")
    clean = {**json.loads(text), "last_updated": offer.last_updated}
    return Service(
        external_id=offer.external_id,
        min_age=offer.min_age,
        max_age=offer.max_age,
        content_hash=sha256(text.encode()).hexdigest(),
        gone_at=None,
        **clean,
    )


def visited(addresses: Iterable[Address]) -> list[tuple[float, float]]:
    """Where one can go: the spots of the visiting addresses, or of all when none is called so."""
    known = [one for one in addresses if one.latitude is not None and one.longitude is not None]
    visiting = [one for one in known if "bezoek" in one.kind.lower()] or known
    return [(one.latitude, one.longitude) for one in visiting]  # type: ignore[misc]


def placed(spots: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The columns of a service that say where it is."""
    latitudes, longitudes = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return {
        "points": [number for spot in spots for number in spot],
        "south": min(latitudes, default=None),
        "north": max(latitudes, default=None),
        "west": min(longitudes, default=None),
        "east": max(longitudes, default=None),
    }


def _mark_gone(seen: set[str]) -> int:
    own = Service.objects.filter(organisation_id=current_organisation_id(), gone_at=None)
    missing = [
        external_id for external_id in own.values_list("external_id", flat=True).iterator() if external_id not in seen
    ]
    return own.filter(external_id__in=missing).update(gone_at=timezone.now())
