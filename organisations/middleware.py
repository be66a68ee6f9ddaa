"""Resolves the organisation from the URL, once, and holds its scope open around the view."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisations.permissions import SecondStepMissing, membership_for, organisation_for
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting


class OrganisationMiddleware:
    """For /o/<slug>/...: no login, the login page; no member, 404; a member, the view inside her scope.

    A member without the second step that the organisation asks gets the page that leads to it, wherever she goes.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        slug = kwargs.pop("organisation", None)
        if slug is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(_page_to_return_to(request))
        found = organisation_for(slug)
        with organisation_scope(found.id):
            try:
                member = membership_for(request.user, organisation_id=found.id)
            except SecondStepMissing:
                return render(request, "organisations/second_step.html", {"asking": found}, status=403)
            request.organisation, request.membership = found, member  # type: ignore[attr-defined]
            actor = Actor(
                user_id=request.user.pk,
                name=member.name,
                role=", ".join(member.roles),
                purpose="zorg",
                request_id=uuid4(),
            )
            with acting(actor):
                response: HttpResponse = view(request, *args, **kwargs)
                return response


def _page_to_return_to(request: HttpRequest) -> str:
    """After an expired login she returns to the page with the form, where her browser kept the text."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"
