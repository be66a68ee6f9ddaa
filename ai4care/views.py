"""The pages outside any organisation: the front door and what goes wrong before a view is reached."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from organisations.permissions import organisations_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Straight to her organisation when there is one, a choice when there are more."""
    found = organisations_of(request.user)  # type: ignore[arg-type]
    if len(found) == 1:
        return redirect("today", organisation=found[0].slug)
    return render(request, "organisations/choose.html", {"organisations": found})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere: the browser still has the text."""
    return render(request, "403_csrf.html", status=403)


def about(request: HttpRequest) -> HttpResponse:
    """What AI4Care is and is not, under which licence, and where its source code is."""
    return render(request, "about.html", {"source_url": settings.SOURCE_URL, "model": settings.MODEL_NAME})


def alive(request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers."""
    return JsonResponse({"alive": True})
