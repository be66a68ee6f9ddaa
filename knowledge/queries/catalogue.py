"""What the pages list: live sources, filters with their counts, the sources of one's own organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import QuerySet

from knowledge.models import Jurisdiction, Perspective, SourceType, Version
from knowledge.queries.passages import live_versions
from knowledge.queries.retrieval import Retrieved, retrieve
from organisations.scope import current_organisation_id

FACETS: Mapping[str, tuple[str, str, Any]] = {
    "soort": ("Soort", "type", SourceType),
    "invalshoek": ("Invalshoek", "perspective", Perspective),
    "bevoegdheid": ("Bevoegdheid", "jurisdiction", Jurisdiction),
}
"""Query parameter -> (word, field, choices)."""
MOST_FOUND = 40
FAR_BEHIND = 0.35
"""A source whose score lies this far under the best is not shown.

It is only the least bad of what is left.
"""


class Listed(Protocol):
    """What a row needs to be filtered."""

    type: str
    perspective: str
    jurisdiction: str


@dataclass(frozen=True)
class Option:
    """One choice of a filter, with how many rows it would leave."""

    value: str
    label: str
    count: int
    current: bool


def live_sources() -> QuerySet[Version]:
    """The version in force of every source, by title."""
    rows = Version.objects.filter(id__in=live_versions()).select_related("source").defer("body", "details")
    return rows.order_by("title", "id")


def found_sources(question: str) -> Retrieved:
    """What answers the question, without what lies far behind the best."""
    found = retrieve(question, k=MOST_FOUND)
    if not found.passages:
        return found
    best = found.passages[0].score
    near = tuple(passage for passage in found.passages if passage.score >= best - FAR_BEHIND)
    return replace(found, passages=near)


def chosen(rows: Iterable[Listed], choices: Mapping[str, str]) -> list[Any]:
    """The rows that every choice leaves; an unknown choice leaves nothing."""
    return [row for row in rows if all(_fits(row, name, value) for name, value in choices.items())]


def filters_of(rows: Sequence[Listed], choices: Mapping[str, str]) -> list[tuple[str, str, list[Option]]]:
    """For each filter (parameter, word, options): what each option would leave, given the other choices."""
    return [(name, word, _options(rows, choices, name)) for name, (word, _, _) in FACETS.items()]


def own_versions(*, title: str = "", status: str = "") -> QuerySet[Version]:
    """The organisation's own versions, by title and newest first, as far as title and status fit."""
    mine = Version.objects.filter(organisation_id=current_organisation_id(), title__icontains=title)
    rows = mine.filter(status=status) if status else mine
    return rows.select_related("source").defer("body", "details").order_by("title", "source_id", "-number")


def titles_of(slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> title of the live sources among these."""
    rows = Version.objects.filter(id__in=live_versions(), source__slug__in=list(slugs)).select_related("source")
    return {row.source.slug: row.title for row in rows.only("title", "source__slug")}


def live_titles() -> dict[str, str]:
    """Slug -> title of every live source, by title."""
    rows = Version.objects.filter(id__in=live_versions()).order_by("title").values_list("source__slug", "title")
    return dict(rows)


def _fits(row: Listed, name: str, value: str) -> bool:
    return bool(getattr(row, FACETS[name][1]) == value)


def _options(rows: Sequence[Listed], choices: Mapping[str, str], name: str) -> list[Option]:
    _, field, labels = FACETS[name]
    others = {other: value for other, value in choices.items() if other != name}
    counts = Counter(getattr(row, field) for row in chosen(rows, others))
    return [
        Option(value, str(label), counts[value], choices.get(name) == value)
        for value, label in labels.choices
        if counts[value] or choices.get(name) == value
    ]
