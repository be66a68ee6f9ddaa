"""Watched addresses: added, left alone again, asked now and then whether they changed."""

import datetime
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from knowledge.actions.documents import Offer, clear_unread_files, hash_of, offer_document
from knowledge.intake.fetching import Fetched, FetchProblem, check_address, fetch
from knowledge.intake.sniff import EXTENSIONS, MEDIA_TYPES, clean_name, extension_of, kind_of
from knowledge.intake.structure import IntakeProblem
from knowledge.models import Status, Version, WatchedAddress
from knowledge.queries.documents import earlier_document
from organisations.models import Membership, Organisation
from organisations.scope import current_organisation_id, organisation_scope
from organisations.trail import Actor, acting

log = logging.getLogger(__name__)
EVERY = datetime.timedelta(days=7)
MOST_AT_ONCE = 20
PAUSE, BUDGET = 2.0, 180.0
"""Seconds between two questions to the world, and of a whole round: Celery ends a task at 300, and one answer may take
a minute.
"""
ODD_ANSWER = "Dit adres gaf een antwoord waar we niets mee konden. Er is niets gewijzigd. Kijk het adres na."
DRAFT_OPEN = "Voor deze bron staat nog een ontwerp open. Werk dat eerst af, dan wordt het adres weer nagekeken."


@dataclass(frozen=True, kw_only=True)
class Due:
    """One address to ask, with the marks of the last time."""

    organisation_id: UUID
    id: UUID
    url: str
    etag: str
    last_modified: str


def watch_address(by: Membership, *, url: str, offer: Offer) -> WatchedAddress:
    """Follow a public document; it is fetched at the next round. Raises FetchProblem on an address that may not be."""
    check_address(url, hosts=settings.DOCUMENT_HOSTS)
    watched, _ = WatchedAddress.objects.get_or_create(
        url=url,
        defaults={
            "added_by": by, "title": offer.title, "type": offer.type, "perspective": offer.perspective,
            "jurisdiction": offer.jurisdiction, "publisher": offer.publisher,
        },
    )  # fmt: skip
    return watched


def set_watching(by: Membership, watched: WatchedAddress, *, active: bool) -> None:
    """Go on or stop; a stopped address keeps its source."""
    watched.active, watched.problem = active, ""
    watched.save()


def ask_now(by: Membership, watched: WatchedAddress) -> None:
    """Have it asked at the next round, however recently it was."""
    WatchedAddress.objects.filter(pk=watched.pk).update(checked_at=None, problem="")


def check_watched(*, ask: Callable[..., Fetched] = fetch, pause: float = PAUSE, budget: float = BUDGET) -> int:
    """Ask every address whose week is over, in every organisation; returns how many were asked. Loops over scopes.

    What changed is offered as a document, so that a worker reads it and an editor gets a draft. What this round has no
    time left for waits for the next.
    """
    asked, end = 0, time.monotonic() + budget
    for organisation_id in Organisation.objects.values_list("id", flat=True):
        with organisation_scope(organisation_id):
            clear_unread_files()
            _say_draft_is_open()
        while asked < MOST_AT_ONCE and time.monotonic() < end:
            with organisation_scope(organisation_id):
                due = _next_due()
            if due is None:
                break
            asked += 1
            try:
                _check(due, ask=ask)
            except Exception:  # the world answers what it likes; one odd site keeps no other waiting
                log.exception("watched address %s: the answer could not be used", due.id)
                _note(due, ODD_ANSWER)
            time.sleep(pause)
    return asked


def _over() -> QuerySet[WatchedAddress]:
    """The addresses whose week is over."""
    return WatchedAddress.objects.filter(active=True).exclude(checked_at__gt=timezone.now() - EVERY)


def _has_open_draft() -> Exists:
    waiting = (Status.DRAFT, Status.IN_REVIEW)
    return Exists(Version.objects.filter(source_id=OuterRef("source_id"), status__in=waiting))


def _say_draft_is_open() -> None:
    _over().filter(_has_open_draft()).update(problem=DRAFT_OPEN)


def _next_due() -> Due | None:
    """The address that waits longest, marked as asked, so that no second worker asks it too."""
    rows = _over().filter(~_has_open_draft()).select_for_update(skip_locked=True)
    row = rows.order_by(F("checked_at").asc(nulls_first=True), "id").first()
    if row is None:
        return None
    WatchedAddress.objects.filter(pk=row.pk).update(checked_at=timezone.now())
    return Due(
        organisation_id=current_organisation_id(), id=row.pk, url=row.url, etag=row.etag,
        last_modified=row.last_modified,
    )  # fmt: skip


def _check(due: Due, *, ask: Callable[..., Fetched]) -> None:
    try:
        got = ask(
            due.url, hosts=settings.DOCUMENT_HOSTS, most_bytes=settings.DOCUMENT_MAX_BYTES, etag=due.etag,
            last_modified=due.last_modified,
        )  # fmt: skip
        name = _name_of(got)
        kind = kind_of(got.data, name=name) if got.data is not None else ""
    except (FetchProblem, IntakeProblem) as problem:
        _note(due, str(problem))
        return
    with organisation_scope(due.organisation_id), acting(Actor(role="platform", purpose="uitvoering")):
        _take_in(WatchedAddress.objects.get(pk=due.id), got, name=name, kind=kind)


def _note(due: Due, problem: str) -> None:
    with organisation_scope(due.organisation_id):
        WatchedAddress.objects.filter(pk=due.id).update(problem=problem)


def _take_in(watched: WatchedAddress, got: Fetched, *, name: str, kind: str) -> None:
    """What changed is offered; what somebody offered before, as a file or at another address, is that source."""
    held = hash_of(got.data) if got.data is not None else watched.content_hash
    known = earlier_document(held) if watched.source is None and held else None
    if known is not None and known.version is not None:
        WatchedAddress.objects.filter(pk=watched.pk).update(source=known.version.source)
    elif got.data is not None and held != watched.content_hash:
        offer = Offer(
            title=watched.title, type=watched.type, perspective=watched.perspective,
            jurisdiction=watched.jurisdiction, publisher=watched.publisher,
        )  # fmt: skip
        offer_document(
            watched.added_by, name=name, data=got.data, kind=kind, offer=offer, idempotency_key=uuid4(),
            url=watched.url, watched=watched,
        )  # fmt: skip
    marks = {"etag": got.etag, "last_modified": got.last_modified} if got.data is not None else {}
    WatchedAddress.objects.filter(pk=watched.pk).update(content_hash=held, problem="", **marks)


def _name_of(got: Fetched) -> str:
    """The last part of the address, with the ending that the server's word for its kind asks."""
    name = clean_name(got.url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
    kind = MEDIA_TYPES.get(got.media_type)
    return name if kind is None or EXTENSIONS.get(extension_of(name)) == kind else f"{name}.{kind}"
