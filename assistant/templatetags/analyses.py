"""What the case page shows of analyses, without the cases app knowing of them."""

from typing import Any

from django import template

from assistant.queries.analyses import analyses_in, is_sensitive
from cases.models import Case

register = template.Library()


@register.inclusion_tag("assistant/_panel.html", takes_context=True)
def analyses_of(context: dict[str, Any], case: Case) -> dict[str, Any]:
    """The sparring partner beside the timeline: earlier analyses, and asking for one."""
    return {
        "case": case,
        "organisation": context["organisation"],
        "analyses": analyses_in(case)[:10],
        "sensitive": is_sensitive(case),
        "csrf_token": context.get("csrf_token"),
    }
