"""What the case page shows of referrals, without the cases app knowing of them."""

from typing import Any

from django import template

from cases.models import Case
from referrals.models import ReferralState
from referrals.queries import referrals_in

register = template.Library()


@register.inclusion_tag("referrals/_panel.html", takes_context=True)
def referrals_of(context: dict[str, Any], case: Case) -> dict[str, Any]:
    """The services kept with this case."""
    return {
        "case": case,
        "organisation": context["organisation"],
        "names": context.get("names"),
        "csrf_token": context.get("csrf_token"),
        "referrals": referrals_in(case),
        "states": ReferralState.choices,
    }
