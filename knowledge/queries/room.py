"""What waits for the editors of an organisation: reviews, drafts, dates that come near, what is not findable."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cases.pseudonymiser import SafeText
from knowledge.models import GapState, Indexing, KnowledgeGap, Status, Version, VersionIndex
from knowledge.queries.passages import live_versions
from knowledge.rules.asking import as_one
from knowledge.rules.lifecycle import EXPIRING_DAYS, nearest_deadline
from knowledge.rules.passages import fingerprint
from organisations.models import RunState
from organisations.scope import current_organisation_id

INDEX_WORDS = {"none": "nog niet vindbaar", "running": "wordt vindbaar gemaakt", "done": "vindbaar",
               "failed": "vindbaar maken mislukte"}  # fmt: skip


@dataclass(frozen=True)
class IndexState:
    """How a version stands in the index: none, running, done or failed, with the reason in a sentence."""

    state: str
    step: str = ""
    problem: str = ""

    @property
    def word(self) -> str:
        """In words."""
        return INDEX_WORDS[self.state]


@dataclass(frozen=True)
class Expiring:
    """A version in force of which a date comes near, or an expired one that nobody replaced."""

    version: Version
    deadline: str
    on: datetime.date

    @property
    def is_over(self) -> bool:
        """Whether the day has passed."""
        return self.on < timezone.localdate()

    @property
    def days(self) -> int:
        """How many days are left."""
        return (self.on - timezone.localdate()).days


def indexing_of(version: Version) -> IndexState:
    """Whether this version can be found; two queries."""
    return index_states([version])[version.pk]


def index_states(versions: Iterable[Version]) -> dict[UUID, IndexState]:
    """The same for several versions; two queries."""
    ids = [version.pk for version in versions]
    done = set(VersionIndex.objects.filter(version_id__in=ids).values_list("version_id", flat=True))
    newest: dict[UUID, Indexing] = {}
    for asked in Indexing.objects.filter(version_id__in=ids).order_by("created_at"):
        newest[asked.version_id] = asked
    return {key: IndexState("done") if key in done else _of(newest.get(key)) for key in ids}


def _of(asked: Indexing | None) -> IndexState:
    if asked is None or asked.state == RunState.DONE:
        return IndexState("none")
    if asked.state == RunState.FAILED:
        return IndexState("failed", problem=asked.problem)
    return IndexState("running", step=asked.step)


def in_review() -> QuerySet[Version]:
    """What waits for a validator, longest waiting first."""
    return _own().filter(status=Status.IN_REVIEW).order_by("moved_at", "id")


def drafts() -> QuerySet[Version]:
    """What is being written, last touched first."""
    return _own().filter(status=Status.DRAFT).order_by("-moved_at", "id")


def expiring_sources() -> list[Expiring]:
    """Own versions in force that end or have to be reread within sixty days, and expired ones without a successor."""
    today = timezone.localdate()
    live = live_versions()
    found = [
        Expiring(version, *near)
        for version in _own().filter(id__in=live)
        if (near := nearest_deadline(valid_until=version.valid_until, review_by=version.review_by))
        and (near[1] - today).days <= EXPIRING_DAYS
        and not has_successor(version, by=near[1])
    ]
    return sorted([*found, *_expired(today, live)], key=lambda one: (one.on, one.version.title))


def has_successor(version: Version, *, by: datetime.date) -> bool:
    """Whether a later validated version takes over by the day after: nobody has to look at this one any more."""
    later = Version.objects.filter(source_id=version.source_id, number__gt=version.number, status=Status.VALIDATED)
    return bool(later.filter(valid_from__lte=by + datetime.timedelta(days=1)).exists())


def _expired(today: datetime.date, live: set[UUID]) -> list[Expiring]:
    over = _own().filter(status=Status.VALIDATED, valid_until__lt=today).exclude(source__versions__id__in=live)
    after = Version.objects.filter(source=OuterRef("source"), number__gt=OuterRef("number"), status=Status.WITHDRAWN)
    over = over.exclude(Exists(after))
    newest = over.order_by("source_id", "-number").distinct("source_id")
    return [Expiring(version, "valid_until", version.valid_until) for version in newest if version.valid_until]


def not_findable() -> list[tuple[Version, IndexState]]:
    """Own validated versions that are not indexed, with where the indexing stands."""
    indexed = VersionIndex.objects.values("version_id")
    rows = list(_own().filter(status=Status.VALIDATED).exclude(id__in=indexed))
    states = index_states(rows)
    return [(row, states[row.pk]) for row in rows]


def own_live() -> list[Version]:
    """Own versions in force, by title."""
    return list(_own().filter(id__in=live_versions()).order_by("title", "id"))


def gaps(state: str) -> QuerySet[KnowledgeGap]:
    """The questions without an answer in this state, most asked first."""
    rows = KnowledgeGap.objects.filter(state=state).select_related("asked_by", "decided_by")
    return rows.order_by("-times", "-last_asked_at", "id")


def gaps_about(questions: Collection[SafeText]) -> dict[SafeText, KnowledgeGap]:
    """What became of these questions on the list of the editors; one that nobody filed is absent. One query."""
    marks = {one: fingerprint(as_one(one.for_model())) for one in questions}
    filed = {gap.fingerprint: gap for gap in KnowledgeGap.objects.filter(fingerprint__in=set(marks.values()))}
    return {one: filed[mark] for one, mark in marks.items() if mark in filed}


def open_gaps() -> int:
    """How many questions wait for an editor."""
    return int(KnowledgeGap.objects.filter(state=GapState.OPEN).count())


def _own() -> QuerySet[Version]:
    rows = Version.objects.filter(organisation_id=current_organisation_id())
    return rows.select_related("source").defer("body", "details")
