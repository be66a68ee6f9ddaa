"""The services kept with a case."""

from dataclasses import dataclass

from cases.models import Case
from referrals.models import Referral, Service


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A referral, and whether its service still stands in the directory."""

    referral: Referral
    gone: bool


def referrals_in(case: Case) -> list[Kept]:
    """The referrals of a case, last moved first."""
    rows = list(Referral.objects.filter(case=case).select_related("by"))
    live = set(
        Service.objects.filter(id__in=[row.service_id for row in rows], gone_at=None).values_list("id", flat=True)
    )
    return [Kept(referral=row, gone=row.service_id not in live) for row in rows]
