"""What changed in the knowledge bank between two moments: new, a new version, withdrawn, expired."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from knowledge.models import Perspective, SourceType, Version, VersionIndex
from organisations.scope import SHARED

WORDS = {"new": "nieuw", "version": "nieuwe versie", "withdrawn": "ingetrokken", "expired": "vervallen"}


@dataclass(frozen=True)
class Change:
    """One thing that happened to a source, and when."""

    kind: str
    at: datetime.datetime
    version: Version

    @property
    def word(self) -> str:
        """What happened, in a word."""
        return WORDS[self.kind]

    @property
    def is_shared(self) -> bool:
        """Whether it is of the platform's editors."""
        return self.version.organisation_id == SHARED


def topic_choices() -> list[tuple[str, str]]:
    """What can be followed: every kind of source and every perspective, as (value, label)."""
    return [
        *((f"type:{value}", str(label)) for value, label in SourceType.choices),
        *((f"perspective:{value}", str(label)) for value, label in Perspective.choices),
    ]


def changes_between(
    since: datetime.datetime, until: datetime.datetime, *, topics: Collection[str] = ()
) -> list[Change]:
    """The changes in (since, until] that can be read from here, newest first; without topics, of all of them.

    Reads every published version once, without its text: 10 ms for a thousand.
    """
    published = Version.objects.exclude(validated_at=None).select_related("source").defer("body", "details", "summary")
    by_source: defaultdict[UUID, list[Version]] = defaultdict(list)
    for version in published.order_by("source_id", "number"):
        by_source[version.source_id].append(version)
    indexed = dict(VersionIndex.objects.values_list("version_id", "indexed_at"))
    found = [change for versions in by_source.values() for change in _life_of(versions, indexed)]
    wanted = [change for change in found if since < change.at <= until and _follows(change.version, topics)]
    return sorted(wanted, key=lambda change: (change.at, change.version.title), reverse=True)


def _life_of(versions: Sequence[Version], indexed: dict[UUID, datetime.datetime]) -> Iterator[Change]:
    """What happened to one source; its published versions come in order."""
    starts = {version.pk: _starts(version, indexed) for version in versions}
    for place, version in enumerate(versions):
        start, over = starts[version.pk], _ends(version)
        if start and not (version.withdrawn_at and version.withdrawn_at < start):
            yield Change("version" if place else "new", start, version)
        if version.withdrawn_at:
            yield Change("withdrawn", version.withdrawn_at, version)
        elif over and start and not any((starts[one.pk] or over) < over for one in versions[place + 1 :]):
            yield Change("expired", over, version)


def _starts(version: Version, indexed: dict[UUID, datetime.datetime]) -> datetime.datetime | None:
    found = indexed.get(version.pk)
    if found is None or version.validated_at is None:
        return None
    return max(version.validated_at, found, _midnight(version.valid_from))


def _ends(version: Version) -> datetime.datetime | None:
    return _midnight(version.valid_until + datetime.timedelta(days=1)) if version.valid_until else None


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _follows(version: Version, topics: Collection[str]) -> bool:
    return not topics or f"type:{version.type}" in topics or f"perspective:{version.perspective}" in topics
