"""Reads of feedback: the list with its counts, what waits for whom, what stands under a claim."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from assistant.models import Citation
from cases.permissions import cases_open_to
from feedback.models import ClaimFeedback, FeedbackState, Reason
from organisations.models import Membership

MOST_SOURCES = 30


@dataclass(frozen=True, kw_only=True)
class FeedbackFilter:
    """What narrows the list; empty values do not narrow. Without `by` it is the whole organisation's."""

    by: Membership | None = None
    state: str = ""
    reason: str = ""
    slug: str = ""

    @property
    def narrows(self) -> bool:
        """Whether less is shown than there may be."""
        return bool(self.state or self.reason or self.slug)


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, with how many it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The choices of the filter bar."""

    states: list[Choice]
    reasons: list[Choice]
    sources: list[Choice]


def feedback_rows(wanted: FeedbackFilter) -> QuerySet[ClaimFeedback]:
    """The feedback on a list, newest first, with claim, citations and people; two queries."""
    rows = _matching(wanted).select_related("claim", "by", "answered_by")
    return rows.prefetch_related("claim__citations")


def choices_for(wanted: FeedbackFilter) -> Choices:
    """What each choice would show beside the other choices made; four queries."""
    any_state = _counted(replace(wanted, state=""), field="state")
    any_reason = _counted(replace(wanted, reason=""), field="reason")
    any_source = _counted(replace(wanted, slug=""), field="slug")
    titles = {"": "Alle", **dict(FeedbackState.choices), **dict(Reason.choices), **_titles(any_source)}

    def choice(value: str, counts: dict[str, int], chosen: str) -> Choice:
        return Choice(value, str(titles.get(value, value)), counts.get(value, 0), value == chosen)

    every = {"": sum(any_state.values()), **any_state}
    return Choices(
        states=[choice(value, every, wanted.state) for value in ("", *FeedbackState.values)],
        reasons=[choice(value, any_reason, wanted.reason) for value in Reason.values],
        sources=[choice(slug, any_source, wanted.slug) for slug in any_source if slug][:MOST_SOURCES],
    )


def visible_cases(membership: Membership, rows: Collection[ClaimFeedback]) -> set[UUID]:
    """Of the cases of these rows, those she may see today: of the others her own list shows no claim."""
    asked = {row.case_id for row in rows}
    return set(cases_open_to(membership).filter(id__in=asked).values_list("id", flat=True))


def answered_for(membership: Membership) -> QuerySet[ClaimFeedback]:
    """What she reported and what was answered since she last looked, newest answer first."""
    answered = ClaimFeedback.objects.filter(by=membership, state=FeedbackState.ANSWERED, seen_at=None)
    return answered.select_related("answered_by").order_by("-answered_at")


def open_for_editors() -> int:
    """How many reports of the organisation wait for an answer."""
    return int(ClaimFeedback.objects.filter(state=FeedbackState.OPEN).count())


def feedback_by_claim(analysis_id: UUID) -> dict[UUID, list[ClaimFeedback]]:
    """All feedback on the claims of one analysis, oldest first; one query."""
    found: dict[UUID, list[ClaimFeedback]] = {}
    rows = ClaimFeedback.objects.filter(claim__analysis_id=analysis_id).select_related("by", "answered_by")
    for row in rows.order_by("given_at", "id"):
        found.setdefault(row.claim_id, []).append(row)
    return found


def _matching(wanted: FeedbackFilter) -> QuerySet[ClaimFeedback]:
    asked = {"by": wanted.by, "state": wanted.state, "reason": wanted.reason, "slug": wanted.slug}
    return ClaimFeedback.objects.filter(**{name: value for name, value in asked.items() if value})


def _counted(wanted: FeedbackFilter, *, field: str) -> dict[str, int]:
    rows = _matching(wanted).order_by().values_list(field).annotate(n=Count("id"))
    return dict(rows.order_by("-n", field))


def _titles(slugs: Collection[str]) -> dict[str, str]:
    rows = Citation.objects.filter(slug__in=slugs).order_by().values_list("slug").annotate(title=Max("title"))
    return dict(rows)
