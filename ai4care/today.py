"""Vandaag: what waits for you, then your cases. The one page that gathers from every app."""

from django.http import HttpResponse
from django.shortcuts import render

from assistant.queries.analyses import waiting_for
from assistant.queries.questions import with_new_reply
from cases.permissions import CARE
from cases.queries import CaseFilter, cases_of, teams_of
from cases.rereading.showing import cases_waiting
from feedback.queries import answered_for, open_for_editors
from knowledge.queries.recalls import recalls_for
from organisations.models import Membership, Role
from organisations.requests import MemberRequest

MOST_CASES = 8


def today(request: MemberRequest) -> HttpResponse:
    """What of her sources was withdrawn, finished analyses, her cases; for editors and administrators, their work."""
    her = request.membership
    cares = her.has(*CARE)
    context = {
        "cares": cares,
        "waiting": waiting_for(her)[:20] if cares else [],
        "to_read": cases_waiting(her) if cares else [],
        "cases": cases_of(her, CaseFilter())[:MOST_CASES] if cares else [],
        "in_a_team": not cares or teams_of(her).exists(),
        "recalls": recalls_for(her, organisation=request.organisation.slug),
        "replies": with_new_reply(her),
        "answered": answered_for(her)[:20] if cares else [],
        "reports": open_for_editors() if her.has(Role.EDITOR) else 0,
        "corners": _corners(her),
    }
    return render(request, "today.html", context)


def _corners(her: Membership) -> list[tuple[str, str, str]]:
    """What her other roles give her to do: url name, label, sentence."""
    offered = (
        (
            Role.EDITOR,
            "feedback",
            "Feedback beantwoorden",
            "Wat collega's meldden over beweringen in analyses.",
        ),
        (
            Role.EDITOR,
            "service_imports",
            "Sociale Kaart bijwerken",
            "Een nieuwe download inladen, met verslag.",
        ),
        (Role.DPO, "trail", "Logboek bekijken", "Wie deed wat, wanneer en waarom; met export."),
        (Role.ADMINISTRATOR, "members", "Leden en teams beheren", "Uitnodigen, rollen, teams en beleid."),
        (Role.VALIDATOR, "knowledge", "Kennisbank lezen", "Bronnen met hun geldigheid."),
        (
            Role.COACH,
            "shared_words",
            "Woorden die geen naam zijn",
            "Wat je collega's voor de hele organisatie onthielden; lezen en terugnemen.",
        ),
    )
    return [(name, label, text) for role, name, label, text in offered if her.has(role)]
