"""Referring: a service is thought of, asked for, waited for. A human does it; this remembers."""

from cases.actions import safe_text_in
from cases.models import Case
from organisations.models import Membership
from referrals.models import Referral, ReferralState, Service


def consider(by: Membership, case: Case, *, service: Service, reason: str = "") -> Referral:
    """Keep a service with a case; keeping it twice is once. Raises as safe_text_in."""
    kept, _ = Referral.objects.get_or_create(
        case=case,
        service_id=service.id,
        defaults={
            "service_name": service.name,
            "by": by,
            "reason": safe_text_in(case, text=reason) if reason.strip() else None,
        },
    )
    return kept


def move_referral(referral: Referral, *, state: ReferralState) -> None:
    """The referral got further, or stopped."""
    referral.state = state
    referral.save()
