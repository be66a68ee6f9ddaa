"""Nieuw in de kennisbank: what changed, what one follows, and stopping the mails."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from knowledge.actions.following import follow, reader_of, stop_mail, visit
from knowledge.actions.mails import read_stop_token
from knowledge.actions.recalls import mark_recall_seen
from knowledge.forms.following import FollowForm
from knowledge.permissions import recall_for
from knowledge.queries.news import changes_between
from organisations.requests import MemberRequest

PERIODS = {"7": "Laatste 7 dagen", "30": "Laatste 30 dagen", "90": "Laatste 90 dagen"}
PER_PAGE = 30


def news(request: MemberRequest) -> HttpResponse:
    """What changed since her last visit, or in a period that she chose; of what she follows, or all."""
    reader, now = reader_of(request.membership), timezone.now()
    period = request.GET.get("dagen", "")
    last = visit(reader, now=now)
    since = now - datetime.timedelta(days=int(period)) if period in PERIODS else last
    every = request.GET.get("alles") == "1"
    found = changes_between(since, now, topics=() if every else reader.topics)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")), "since": since, "period": period,
        "periods": PERIODS.items(), "reader": reader, "every": every, "form": FollowForm.of(reader),
    }  # fmt: skip
    return render(request, "knowledge/news.html", context)


@require_POST
def news_follow(request: MemberRequest) -> HttpResponse:
    """What she wants to hear of from now on."""
    reader = reader_of(request.membership)
    form = FollowForm(request.POST)
    if form.is_valid():
        follow(reader, **form.followed())
        messages.success(request, "Bewaard. Je ziet vanaf nu wat je volgt.")
    else:
        messages.warning(request, "Die keuze bestaat niet. Er is niets veranderd; kies opnieuw.")
    return redirect("news", organisation=request.organisation.slug)


@require_POST
def recall_seen(request: MemberRequest, recall_id: UUID) -> HttpResponse:
    """She knows that this source was withdrawn."""
    mark_recall_seen(recall_for(request.membership, recall_id))
    return redirect("today", organisation=request.organisation.slug)


def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a mail, without a login: the signed link is the proof."""
    read = read_stop_token(token)
    if read is None:
        return render(request, "knowledge/mail_stop.html", {"unknown": True}, status=404)
    if request.method == "POST":
        stop_mail(token)
    return render(request, "knowledge/mail_stop.html", {"kind": read[2], "stopped": request.method == "POST"})
