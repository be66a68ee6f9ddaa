"""Documents that editors offer: taken in, read by a worker, turned into a draft, tried again."""

import datetime
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from knowledge.actions.lifecycle import StepRefused, draft_source, edit_draft, new_version
from knowledge.intake.structure import Reading
from knowledge.intake.text import Draft, drafted
from knowledge.models import Document, DocumentFile, Version, WatchedAddress
from knowledge.queries.written import Pointing, article_of, pointing_at_people
from knowledge.rules.article import CITABLE_LISTS, Article, Reference
from organisations.models import Membership, RunState
from organisations.runs import Refusal, later

TASK = "knowledge.read_document"
YOUNGEST, OLDEST = 0, 25
MOST_SHOWN = 200
UNREAD_FILES_STAY = datetime.timedelta(days=30)
FILE_GONE = "Het bestand is intussen opgeruimd. Bied het opnieuw aan."


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the editor says of a document."""

    title: str
    type: str
    perspective: str
    jurisdiction: str
    publisher: str
    keep_original: bool = False


@dataclass(frozen=True, kw_only=True)
class ToRead:
    """One document as the worker gets it."""

    data: bytes
    kind: str
    title: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Read:
    """What reading gave: the draft, how many pages, what was left out, what looks like a person."""

    draft: Draft
    pages: int
    notes: tuple[str, ...]
    people: tuple[Pointing, ...]


def offer_document(
    by: Membership, *, name: str, data: bytes, kind: str, offer: Offer, idempotency_key: UUID, url: str = "",
    watched: WatchedAddress | None = None,
) -> Document:  # fmt: skip
    """Keep the file and queue its reading; one key gives one document."""
    document, new = Document.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            "asked_by": by, "file_name": name, "kind": kind, "size": len(data), "url": url, "watched": watched,
            "content_hash": hash_of(data), "keep_original": offer.keep_original, "title": offer.title,
            "type": offer.type, "perspective": offer.perspective, "jurisdiction": offer.jurisdiction,
            "publisher": offer.publisher,
        },
    )  # fmt: skip
    if new:
        DocumentFile.objects.create(document=document, content=data)
        later(TASK, document)
    return document


def hash_of(data: bytes) -> str:
    """By which the same file is recognised: SHA-256 of its bytes."""
    return sha256(data).hexdigest()


def to_read(document: Document) -> ToRead:
    """The file and what was said of it. Raises Refusal when the file is gone."""
    return ToRead(data=file_of(document), kind=document.kind, title=document.title, name=document.file_name)


def file_of(document: Document) -> bytes:
    """The bytes as they were offered. Raises Refusal when they are gone."""
    held = DocumentFile.objects.filter(document=document).first()
    if held is None:
        raise Refusal(FILE_GONE)
    return bytes(held.content)


def judged(reading: Reading, *, title: str, name: str) -> Read:
    """The draft, under this title, its own or the name of its file, and what in it may point at a person.

    About 4 s for the longest text. Raises PseudonymiserError.
    """
    draft = drafted(reading, title=title, name=name)
    shown = Article(
        slug="document", title=draft.title, type="", perspective="", jurisdiction="", age_min=0, age_max=0,
        summary=draft.summary, lists={}, signals=(), situations=(), lay_terms=(), contradicts=(), sources=(),
        valid_from=datetime.date.min, valid_until=None, owner="", starter=False, body=draft.body,
    )  # fmt: skip
    return Read(draft=draft, pages=reading.pages, notes=reading.notes, people=pointing_at_people(shown))


def keep_draft(document: Document, read: Read) -> None:
    """Make the draft, or the draft of a next version for a watched address. Raises Refusal; nothing goes live."""
    by, newest = document.asked_by, _newest(document)
    document.pages = read.pages
    document.report = {
        "notes": list(read.notes), "characters": len(read.draft.body),
        "people": [[one.words, one.kind, one.before, one.after] for one in read.people[:MOST_SHOWN]],
        "more_people": max(0, len(read.people) - MOST_SHOWN), "unchanged": False,
    }  # fmt: skip
    if newest is not None and newest.body == read.draft.body:
        document.source, document.report["unchanged"] = newest.source, True
    else:
        try:
            version = _next_version(by, newest, read) if newest else _first_version(by, document, read)
        except StepRefused as refused:
            raise Refusal(str(refused)) from refused
        document.source, document.version = version.source, version
    document.save()
    if document.watched is not None:
        document.watched.source = document.source
        document.watched.save()
    if not document.keep_original:
        DocumentFile.objects.filter(document=document).delete()


def retry_document(by: Membership, document: Document) -> None:
    """Read it once more. Raises Refusal when it did not fail or the file is gone."""
    if document.state != RunState.FAILED:
        raise Refusal("Dit document wacht niet op een nieuwe poging.")
    file_of(document)
    Document.objects.filter(pk=document.pk).update(
        state=RunState.QUEUED, attempt=0, problem="", step="", finished_at=None, lease_until=None
    )
    later(TASK, document)


def forget_original(by: Membership, document: Document) -> None:
    """Remove the kept file; the draft and its text stay."""
    DocumentFile.objects.filter(document=document).delete()
    document.keep_original = False
    document.save()


def clear_unread_files() -> int:
    """Remove the files of readings that failed long ago; returns how many. Inside a scope."""
    ended = timezone.now() - UNREAD_FILES_STAY
    return DocumentFile.objects.filter(document__state=RunState.FAILED, created_at__lt=ended).delete()[0]


def _first_version(by: Membership, document: Document, read: Read) -> Version:
    article = Article(
        slug="", title=read.draft.title, type=document.type, perspective=document.perspective,
        jurisdiction=document.jurisdiction, age_min=YOUNGEST, age_max=OLDEST, summary=read.draft.summary,
        lists=dict.fromkeys(CITABLE_LISTS, ()), signals=(), situations=(), lay_terms=(), contradicts=(),
        sources=(_reference(document, read),), valid_from=timezone.localdate(), valid_until=None,
        owner=by.organisation.name, starter=False, body=read.draft.body,
    )  # fmt: skip
    return draft_source(by, article=article, review_by=None, keeper=by)


def _next_version(by: Membership, newest: Version, read: Read) -> Version:
    """What people wrote around the text stays; the text itself is the new one."""
    draft = new_version(by, newest)
    article = replace(article_of(draft), body=read.draft.body)
    return edit_draft(
        by, draft, article=article, review_by=None, keeper=draft.source.keeper, revision=draft.revision
    )  # fmt: skip


def _newest(document: Document) -> Version | None:
    source = document.watched.source if document.watched else None
    if source is None:
        return None
    versions: list[Version] = list(Version.objects.filter(source=source).select_related("source").order_by("-number"))
    return versions[0] if versions else None


def _reference(document: Document, read: Read) -> Reference:
    made = timezone.localdate().isoformat()
    return Reference(document.url or document.file_name, document.publisher or document.file_name, made, check=True)
