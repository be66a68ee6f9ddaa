"""What every page of an organisation shows: where you are, who you are, where you can go."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from organisations.models import Membership, Role

CARE = (Role.CAREGIVER, Role.COACH)
# label, url name, icon, roles that see it (none: everyone), first path segments that mark it as current
PAGES: tuple[tuple[str, str, str, tuple[Role, ...], str], ...] = (
    ("Vandaag", "today", "sun", (), ""),
    ("Casussen", "cases", "folder", CARE, "casussen"),
    ("Kennisbank", "knowledge", "book", (), "kennisbank"),
    ("Sociale Kaart", "services", "map", (), "sociale-kaart"),
    ("Feedback", "feedback", "message", (), "feedback"),
    ("Privacy", "trail", "shield", (Role.DPO,), "privacy"),
    ("Beheer", "members", "settings", (Role.ADMINISTRATOR,), "beheer"),
)


def organisation(request: HttpRequest) -> dict[str, Any]:
    """`organisation`, `membership` and `navigation`; empty outside an organisation."""
    here = getattr(request, "organisation", None)
    member: Membership | None = getattr(request, "membership", None)
    if here is None or member is None:
        return {}
    return {"organisation": here, "membership": member, "navigation": _navigation(request, here.slug, member)}


def _navigation(request: HttpRequest, slug: str, member: Membership) -> list[dict[str, Any]]:
    inside = request.path_info.removeprefix(f"/o/{slug}/").split("/")[0]
    return [
        {"label": label, "url": url, "icon": icon, "current": inside == segment}
        for label, name, icon, roles, segment in PAGES
        if (not roles or member.has(*roles)) and (url := _url(name, slug))
    ]


def _url(name: str, slug: str) -> str | None:
    try:
        return reverse(name, kwargs={"organisation": slug})
    except NoReverseMatch:
        return None
