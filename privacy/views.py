"""The DPO's pages: the audit trail, proofs of erasure, and their exports. Looking and exporting are recorded too."""

from dataclasses import replace
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role, TrailEntry
from organisations.permissions import needs
from organisations.requests import MemberRequest
from organisations.trail import record
from privacy import erasures
from privacy.export import BOM, FORMATS, csv_text
from privacy.forms import TrailForm
from privacy.queries import TrailFilter, trail_counts, trail_rows
from privacy.rules import KINDS
from privacy.showing import shown
from privacy.wording import sentence_of

PER_PAGE = 50
ALL = "alles=1"
Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)


@needs(Role.DPO)
def trail(request: MemberRequest) -> HttpResponse:
    """Who did what, newest first; one page of it, with counts. Her filters wait until she returns in this session."""
    if not request.GET and (left := request.session.get(_left_in(request))):
        return redirect(f"{request.path}?{left}")
    form = TrailForm(request.GET)
    if not form.is_valid():
        return render(request, "privacy/trail.html", {"form": form, "all_url": f"{request.path}?{ALL}"}, status=422)
    wanted = form.wanted()
    request.session[_left_in(request)] = _filters(request).urlencode()
    _keep_moment(request, wanted)
    counts = trail_counts(wanted)
    paginator: Paginator[TrailEntry] = Paginator(trail_rows(wanted), PER_PAGE)
    paginator.count = counts.total
    page = paginator.get_page(request.GET.get("page"))
    record("trail.read", request.membership, page=page.number, **_facts(wanted))
    context = {
        "form": form,
        "page": page,
        "rows": [shown(entry) for entry in page.object_list],
        "narrows": bool(_facts(wanted)),
        "kinds": [(kind, label, counts.kinds[kind], kind == wanted.kind) for kind, label in KINDS.items()],
        "events": [(event, sentence_of(event, who="…"), count) for event, count in counts.events.items()],
        "chosen_event": wanted.event,
        "all_url": f"{request.path}?{ALL}",
        "exports": [(name, _export_url(request, name)) for name in FORMATS],
    }
    return render(request, "privacy/trail.html", context)


@needs(Role.DPO)
def trail_export(request: MemberRequest) -> HttpResponse | StreamingHttpResponse:
    """The same rows as a file of any size, streamed. Recorded before the first row leaves."""
    name = request.GET.get("format", "csv")
    if name not in FORMATS:
        raise Http404
    form = TrailForm(request.GET)
    if not form.is_valid():
        page = reverse("trail", kwargs={"organisation": request.organisation.slug})
        return redirect(f"{page}?{request.GET.urlencode()}")
    record("trail.exported", request.membership, format=name, **_facts(form.wanted()))
    wanted = replace(form.wanted(), at=timezone.now())
    content_type, lines = FORMATS[name]
    response = StreamingHttpResponse(lines(request.organisation.id, wanted), content_type=content_type)
    return _as_file(response, f"logboek-{request.organisation.slug}", name)


@needs(Role.DPO)
def erased(request: MemberRequest) -> HttpResponse:
    """The proofs of erasure. A pseudonym to look for is posted, so that it stands in no address."""
    sought = request.POST.get("q", "")[:60].replace("\x00", "")
    found = erasures.erasures(pseudonym=sought)
    record("erasure.read", request.membership, erasures=len(found))
    page = Paginator(found, len(found) or 1 if sought else PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [erasures.shown(one) for one in page.object_list], "sought": sought}
    return render(request, "privacy/erased.html", context)


@needs(Role.DPO)
def erased_export(request: MemberRequest) -> HttpResponse:
    """All proofs as one file; recorded before it leaves."""
    name = request.GET.get("format", "csv")
    if name not in FORMATS:
        raise Http404
    found = erasures.erasures()
    record("erasure.exported", request.membership, format=name, erasures=len(found))
    if name == "csv":
        text = BOM + csv_text([list(erasures.COLUMNS.values()), *map(erasures.as_cells, found)])
    else:
        text = "".join(map(erasures.as_line, found))
    return _as_file(HttpResponse(text, content_type=FORMATS[name][0]), f"wissingen-{request.organisation.slug}", name)


def _as_file(response: Answer, start: str, ending: str) -> Answer:
    """The answer as a download of today that nothing keeps on the way."""
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{start}-{day}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response


def _facts(wanted: TrailFilter) -> dict[str, Any]:
    """The filter as the trail keeps it: dates, ids and enums, only what narrows."""
    told = {
        "first_day": wanted.first_day and wanted.first_day.isoformat(),
        "last_day": wanted.last_day and wanted.last_day.isoformat(),
        "person": wanted.person,
        "event_asked": wanted.event,
        "kind": wanted.kind,
        "case_asked": wanted.case_id and str(wanted.case_id),
    }
    return {name: value for name, value in told.items() if value}


def _keep_moment(request: MemberRequest, wanted: TrailFilter) -> None:
    """Links to other pages repeat the address; with the moment in it they turn the pages of the same list."""
    address = request.GET.copy()
    address["op"] = wanted.at.isoformat() if wanted.at else ""
    request.GET = address  # type: ignore[assignment]  # a copy that nobody changes any more


def _left_in(request: MemberRequest) -> str:
    """Where the session keeps the filters that she left, for each organisation by itself."""
    return f"trail-{request.organisation.id}"


def _filters(request: MemberRequest) -> QueryDict:
    """What she filled in, without the page and the moment."""
    asked = request.GET.copy()
    for name in set(asked) - {"van", "tot", "wie", "gebeurtenis", "soort", "casus"}:
        del asked[name]
    for name in [name for name in asked if not asked[name]]:
        del asked[name]
    return asked


def _export_url(request: MemberRequest, name: str) -> str:
    asked = _filters(request)
    asked["format"] = name
    page = reverse("trail_export", kwargs={"organisation": request.organisation.slug})
    return f"{page}?{asked.urlencode()}"
