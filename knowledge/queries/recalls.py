"""What leans on a source, and which cited passages were withdrawn since."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from knowledge.leaning import Kind, Leaning, kind_named, kinds
from knowledge.models import Chunk, Recall, Status, Version
from organisations.models import Membership


@dataclass(frozen=True)
class Withdrawn:
    """That the source behind a passage was withdrawn, when and why."""

    on: datetime.datetime | None
    reason: str


@dataclass(frozen=True)
class Use:
    """One thing that cites a source, as editors see it: nothing of its content."""

    word: str
    asked_by: str
    asked_at: datetime.datetime


@dataclass(frozen=True)
class Told:
    """A recall as it stands on Vandaag."""

    recall: Recall
    word: str
    reason: str
    url: str


def passages_behind(version: Version) -> list[UUID]:
    """The passages of this version and of the older ones of its source: what its withdrawal concerns."""
    behind = Chunk.objects.filter(source_id=version.source_id, version__number__lte=version.number)
    return list(behind.values_list("id", flat=True))


def withdrawn_passages(among: Collection[UUID] | None = None) -> dict[UUID, Withdrawn]:
    """The passages that can be read from here whose source was withdrawn, in their version or a later one.

    Of these ids, or all of them.
    """
    gone = Chunk.objects.filter(
        source__versions__status=Status.WITHDRAWN, version__number__lte=F("source__versions__number")
    )
    rows = (gone if among is None else gone.filter(id__in=among)).order_by("source__versions__number")
    return {
        key: Withdrawn(on, reason)
        for key, on, reason in rows.values_list(
            "id", "source__versions__withdrawn_at", "source__versions__withdrawn_reason"
        )
    }


def leaning_on(version: Version) -> list[tuple[Kind, Leaning]]:
    """Everything of the organisation in scope that cites this version or an older one, newest first."""
    passages = passages_behind(version)
    found = [(kind, one) for kind in kinds() for one in kind.find(passages)] if passages else []
    return sorted(found, key=lambda pair: pair[1].asked_at, reverse=True)


def uses_of(version: Version) -> list[Use]:
    """The same for the page of an editor: what, asked by whom and when."""
    found = leaning_on(version)
    names = dict(Membership.objects.filter(id__in={one.member_id for _, one in found}).values_list("id", "name"))
    return [Use(kind.word, names.get(one.member_id, ""), one.asked_at) for kind, one in found]


def times_cited(slugs: Collection[str]) -> Counter[str]:
    """How many things of the organisation in scope cite each source; absent is never."""
    total: Counter[str] = Counter()
    for kind in kinds():
        total.update(kind.count(slugs))
    return total


def recalls_for(membership: Membership, *, organisation: str) -> list[Told]:
    """What she was told and has not marked as seen, newest first, with the address of each; not of what is wiped."""
    unseen = list(Recall.objects.filter(membership=membership, seen_at=None))
    reasons = dict(
        Version.objects.filter(id__in={one.version_id for one in unseen}).values_list("id", "withdrawn_reason")
    )
    kept = {kind.name: kind.kept({one.subject_id for one in unseen if one.kind == kind.name}) for kind in kinds()}
    told = [(recall, kind_named(recall.kind)) for recall in unseen if recall.subject_id in kept.get(recall.kind, ())]
    return [
        Told(
            recall,
            kind.word,
            reasons.get(recall.version_id, ""),
            reverse(kind.url_name, kwargs={"organisation": organisation, kind.argument: recall.subject_id}),
        )
        for recall, kind in told
        if kind
    ]
