"""The services the directory still holds, and its rubrics."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, Func, OuterRef, QuerySet

from organisations.scope import SHARED, current_organisation_id
from referrals.models import Service
from referrals.wording import rubric_words


@dataclass(frozen=True, kw_only=True)
class RubricCount:
    """A rubric as the directory writes it, as people read it, and how many services it holds."""

    name: str
    label: str
    count: int


def live_services() -> QuerySet[Service]:
    """The services that the directory still holds; where an organisation keeps its own row, its own counts."""
    rows = Service.objects.filter(gone_at=None)
    here = current_organisation_id()
    if here == SHARED:
        return rows
    own = Service.objects.filter(organisation_id=here, gone_at=None, external_id=OuterRef("external_id"))
    return rows.exclude(Exists(own), organisation_id=SHARED)


def rubrics_here() -> list[RubricCount]:
    """The rubrics with how many services they hold, most used first."""
    each = live_services().annotate(rubric=Func("rubrics", function="unnest", output_field=CharField()))
    counted = each.values("rubric").annotate(count=Count("id")).order_by("-count", "rubric")
    return [RubricCount(name=row["rubric"], label=rubric_words(row["rubric"]), count=row["count"]) for row in counted]
