"""One source, and one passage of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from knowledge.models import Chunk, Version
from knowledge.permissions import chunk_for, may_edit, readable_versions, source_for
from knowledge.queries.catalogue import titles_of
from knowledge.queries.law import ArticleFacts, article_facts_of
from knowledge.queries.passages import neighbours_of, state_of
from knowledge.queries.reading import anchor_of, parts_of, version_to_read
from knowledge.rules.wording import state_sentence
from organisations.requests import MemberRequest


def source(request: MemberRequest, slug: str) -> HttpResponse:
    """The article in force; with ?versie=2 that version, as it was."""
    found = source_for(request.membership, slug)
    number = request.GET.get("versie", "")
    readable = readable_versions(request.membership, found)
    version = version_to_read(readable, number=int(number) if number.isdecimal() and len(number) < 7 else None)
    if version is None:
        raise Http404
    state = state_of(version)
    against = version.details.get("contradicts", [])
    titles = titles_of(row["slug"] for row in against)
    context = {
        "source": found, "version": version, "parts": parts_of(version), "state": state,
        "law": article_facts_of(version),
        "sentence": _warning(version, state=state),
        "versions": [one for one in found.versions.all() if one.validated_at],
        "work_on": version.pk if may_edit(request.membership) and _is_ours(request, version) else None,
        "review_due": version.review_by is not None and version.review_by <= timezone.localdate(),
        "against": [(titles[row["slug"]], row) for row in against if row["slug"] in titles],
    }  # fmt: skip
    return render(request, "knowledge/source.html", context)


def _is_ours(request: MemberRequest, version: Version) -> bool:
    return bool(version.organisation_id == request.organisation.id)


def passage(request: MemberRequest, chunk_id: UUID) -> HttpResponse:
    """The passage behind a citation, the quotation marked by ?van= and &tot=.

    The drawer gets the fragment only.
    """
    chunk = chunk_for(request.membership, chunk_id)
    start, end = _span(request, chunk)
    before, after = neighbours_of(chunk_id)
    law = article_facts_of(chunk.version)
    context = {
        "chunk": chunk, "version": chunk.version, "version_number": str(chunk.version.number),
        "anchor": anchor_of(chunk),
        "before": chunk.text[:start], "quote": chunk.text[start:end], "after": chunk.text[end:],
        "facts": [*_place(chunk, law=law), *_facts(chunk.version)], "law": law,
        "state": _warning(chunk.version),
        "previous": before, "next": after,
    }  # fmt: skip
    template = "knowledge/_passage.html" if request.htmx else "knowledge/passage.html"
    return render(request, template, context)


def _warning(version: Version, *, state: str = "") -> str:
    state = state or state_of(version)
    return state_sentence(state, valid_from=version.valid_from, valid_until=version.valid_until)


def _span(request: MemberRequest, chunk: Chunk) -> tuple[int, int]:
    """The marked part, in characters of the passage; without a usable one nothing is marked."""
    start, end = request.GET.get("van", ""), request.GET.get("tot", "")
    if not (start.isdecimal() and end.isdecimal()) or len(start + end) > 12:
        return 0, 0
    return min(int(start), len(chunk.text)), min(max(int(start), int(end)), len(chunk.text))


def _place(chunk: Chunk, *, law: ArticleFacts | None) -> list[tuple[str, str]]:
    """Where the passage stands: in the law, in the text, on a page of the document it came from."""
    places = (
        ("Staat in", law.place if law else ""),
        ("Onderdeel", chunk.path or chunk.heading),
        ("Bladzijde", f"blz. {chunk.page}" if chunk.page else ""),
        ("Wacht op", law.condition if law else ""),
    )
    return [(word, value) for word, value in places if value]


def _facts(version: Version) -> list[tuple[str, str]]:
    until = date_format(version.valid_until, "j F Y") if version.valid_until else "onbepaald"
    return [
        ("Soort", str(version.get_type_display())),
        ("Bevoegdheid", str(version.get_jurisdiction_display())),
        ("Versie", str(version.number)),
        ("Geldig", f"van {date_format(version.valid_from, 'j F Y')} tot en met {until}"),
        ("Gevalideerd door", version.validator_name or "nog niemand"),
    ]
