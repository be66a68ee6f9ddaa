"""An offered document becomes a draft that knows its pages, says who is named in it, and changes nothing else."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from knowledge.actions import watching
from knowledge.actions.documents import Offer, clear_unread_files, file_of, offer_document, retry_document
from knowledge.actions.indexing import index_version
from knowledge.actions.watching import check_watched, watch_address
from knowledge.intake.fetching import Fetched, FetchProblem
from knowledge.models import Chunk, Document, DocumentFile, Status, Version, WatchedAddress
from knowledge.queries.documents import document_state
from knowledge.queries.retrieval import retrieve
from knowledge.queries.written import article_of
from knowledge.rules.compounds import Splitter
from knowledge.tasks import read_document
from organisations.models import RunState
from organisations.runs import Refusal
from tests import make
from tests.articles import _AnyVector
from tests.knowledge.intake import making
from tests.people import ANNA, CHRIS, ELI

pytestmark = pytest.mark.django_db
OFFER = Offer(title="", type="procedure", perspective="praktisch", jurisdiction="algemeen", publisher="De Vlieger")
KEPT = replace(OFFER, keep_original=True)
WORD = making.docx()
LINES = [(11.0, f"Dit is zin {n} over het bezoek aan de weide van mevrouw Josefien Vandenborre.") for n in range(9)]
PLAN = making.pdf(
    [
        [(20.0, "Draaiboek bezoek"), (15.0, "Weide"), *LINES, (15.0, "Stal"), (13.0, "Hooi"), *LINES],
        [(13.0, "Water"), *LINES],
    ]
)


def offered(data: bytes = PLAN, *, name: str = "plan.pdf", kind: str = "pdf", offer: Offer = OFFER) -> Document:
    """Eli's document after a worker took it."""
    with make.at(ELI) as eli:
        document = offer_document(eli, name=name, data=data, kind=kind, offer=offer, idempotency_key=uuid4())
    return after_reading(document)


def after_reading(document: Document) -> Document:
    read_document.run(str(document.organisation_id), str(document.pk))
    with make.at(ELI):
        return Document.objects.select_related("version__source").get(pk=document.pk)


def indexed(version: Version) -> None:
    index_version(version, article_of(version), splitter=Splitter(()), vectors=_AnyVector())


def test_a_document_becomes_a_draft_of_its_own_source() -> None:
    document = offered()
    assert (document.state, document.pages) == (RunState.DONE, 2)
    version: Any = document.version
    assert (version.status, version.title, version.source.slug) == (
        Status.DRAFT,
        "Draaiboek bezoek",
        "draaiboek-bezoek",
    )
    assert version.author_name == "Eli"
    assert "[blz. 2]" in version.body
    with make.at(ELI):
        assert document_state(document).name == "not_indexed"


def test_its_passages_know_their_page_and_the_heads_above_them() -> None:
    document = offered()
    with make.at(ELI):
        assert document.version is not None
        indexed(document.version)
        found = {chunk.path: chunk.page for chunk in Chunk.objects.filter(version=document.version, kind="prose")}
        texts = " ".join(Chunk.objects.filter(version=document.version).values_list("text", flat=True))
    assert found == {"Weide": 1, "Stal › Hooi": 1, "Stal › Water": 2}
    assert "[blz." not in texts


def test_a_passage_says_on_which_page_of_the_document_it_stands() -> None:
    document = offered()
    with make.at(ELI):
        assert document.version is not None
        indexed(document.version)
        chunk = Chunk.objects.get(version=document.version, page=2)
    page = make.browser(ELI).get(make.url("passage", chunk_id=chunk.pk)).content.decode()
    assert "<dt>Onderdeel</dt><dd>Stal › Water</dd>" in page
    assert "<dt>Bladzijde</dt><dd>blz. 2</dd>" in page


def test_who_is_named_in_it_is_told_to_the_editor() -> None:
    (words, kind, _, _), *_ = offered().report["people"]
    assert "Josefien Vandenborre" in words
    assert kind == "naam"


def test_the_file_is_gone_once_it_is_read_unless_it_is_to_stay() -> None:
    document = offered()
    kept = offered(WORD, name="a.docx", kind="docx", offer=KEPT)
    with make.at(ELI):
        assert not DocumentFile.objects.filter(document=document).exists()
        assert file_of(kept) == WORD


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again() -> None:
    document = offered(b"%PDF-1.4 kapot")
    assert document.state == RunState.FAILED
    assert document.problem.startswith("Dit bestand is beschadigd of onvolledig.")
    with make.at(ELI) as eli:
        assert document_state(document).sentence == document.problem
        retry_document(eli, document)
        assert Document.objects.get(pk=document.pk).state == RunState.QUEUED
        assert Version.objects.count() == 0
    assert after_reading(document).state == RunState.FAILED


def test_a_document_that_was_read_is_not_read_again() -> None:
    document = offered()
    with make.at(ELI) as eli, pytest.raises(Refusal):
        retry_document(eli, document)


def test_files_of_readings_that_failed_long_ago_are_cleared() -> None:
    document = offered(b"%PDF-1.4 kapot")
    with make.at(ELI) as eli:
        assert clear_unread_files() == 0
        DocumentFile.objects.filter(document=document).update(created_at=timezone.now() - datetime.timedelta(days=31))
        assert clear_unread_files() == 1
        with pytest.raises(Refusal, match="Bied het opnieuw aan"):
            retry_document(eli, document)


def test_no_other_organisation_sees_anything_of_it() -> None:
    offered()
    with make.at(CHRIS):
        assert not Document.objects.exists()
        assert not DocumentFile.objects.exists()
        assert not Version.objects.filter(title="Draaiboek bezoek").exists()


def test_a_draft_is_never_found() -> None:
    document = offered()
    with make.at(ELI):
        assert document.version is not None
        indexed(document.version)
        assert retrieve("bezoek aan de weide").passages == ()


# Pages


def post(*files: tuple[str, bytes], person: Any = ELI, **fields: str) -> Any:
    body = {
        "type": "procedure",
        "perspective": "praktisch",
        "jurisdiction": "algemeen",
        "idempotency_key": str(uuid4()),
    }
    given = [SimpleUploadedFile(name, data) for name, data in files]
    return make.browser(person).post(make.url("documents"), {**body, **fields, "uploads": given})


def test_an_editor_offers_a_file_and_follows_it() -> None:
    make.cast()
    answer = post(("plan.docx", WORD))
    assert answer.status_code == 302
    page = make.browser(ELI).get(answer.url)
    assert b"wordt gelezen" in page.content
    with make.at(ELI):
        document = Document.objects.get()
    after_reading(document)
    page = make.browser(ELI).get(answer.url, headers={"HX-Request": "true"})
    assert b"Ontwerp openen" in page.content
    assert b"<html" not in page.content


@pytest.mark.parametrize(
    ("name", "data", "status", "sentence"),
    [
        ("plan.pdf", WORD, 415, "maar dit is een Word-document"),
        ("plan.exe", b"MZ\0\0", 415, "Dit soort bestand kunnen we niet lezen."),
        ("plan.txt", b"", 422, "is leeg"),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_why(name: str, data: bytes, status: int, sentence: str) -> None:
    make.cast()
    answer = post((name, data))
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    with make.at(ELI):
        assert not Document.objects.exists()


def test_a_file_that_is_too_large_answers_413(monkeypatch: pytest.MonkeyPatch) -> None:
    make.cast()
    monkeypatch.setattr(settings, "DOCUMENT_MAX_BYTES", 10)
    answer = post(("plan.txt", b"meer dan tien tekens"))
    assert answer.status_code == 413
    assert "groter dan" in answer.content.decode()


def test_the_same_file_again_names_the_source_it_is() -> None:
    make.cast()
    offered()
    answer = post(("kopie.pdf", PLAN))
    assert answer.status_code == 422
    assert "het is de bron ‘Draaiboek bezoek’" in answer.content.decode()


def test_of_several_files_nothing_is_taken_in_when_one_is_refused() -> None:
    make.cast()
    assert post(("a.txt", b"goede tekst"), ("b.exe", b"MZ")).status_code == 415
    with make.at(ELI):
        assert not Document.objects.exists()


def test_a_kept_original_is_saved_and_never_shown_inside_the_site() -> None:
    make.cast()
    document = offered(making.HTML.encode(), name="a.html", kind="html", offer=KEPT)
    answer = make.browser(ELI).get(make.url("document_original", document_id=document.pk))
    assert answer.content == making.HTML.encode()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert make.browser(ANNA).get(make.url("document_original", document_id=document.pk)).status_code == 403


# Watched addresses

HOST = "https://jeugd.vlaanderen.be/"


@pytest.fixture(autouse=True)
def _hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "DOCUMENT_HOSTS", [".vlaanderen.be"])
    return iter([None])


class Web:
    """A site that gives what it was told, and remembers how it was asked."""

    def __init__(self) -> None:
        self.answers: list[Fetched | Exception] = []
        self.asked: list[dict[str, Any]] = []

    def __call__(self, url: str, **how: Any) -> Fetched:
        self.asked.append({"url": url, **how})
        given = self.answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given


def page_of(words: str, etag: str = '"1"') -> Fetched:
    return Fetched(
        data=making.HTML.replace("Bezoek kan", words).encode(), url=f"{HOST}regels", media_type="text/html", etag=etag
    )


def round_of(web: Web) -> list[Document]:
    """What one round of the clock leaves, read by a worker."""
    with make.at(ELI):
        before = set(Document.objects.values_list("pk", flat=True))
    check_watched(ask=web, pause=0)
    with make.at(ELI):
        new = list(Document.objects.exclude(pk__in=before))
    return [after_reading(document) for document in new]


def a_week_later() -> None:
    with make.at(ELI):
        WatchedAddress.objects.update(checked_at=timezone.now() - watching.EVERY * 2)


def publish_draft(version: Version) -> None:
    with make.at(ELI):
        version.status, version.validated_at = Status.VALIDATED, timezone.now()
        version.save()


def test_a_watched_address_becomes_a_draft_and_a_change_the_next_draft_never_silently_live() -> None:
    web = Web()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}regels", offer=OFFER)
    web.answers = [page_of("Bezoek kan")]
    (first,) = round_of(web)
    assert first.version is not None
    assert first.version.status == Status.DRAFT
    assert round_of(web) == []  # its week is not over
    publish_draft(first.version)
    a_week_later()
    web.answers = [page_of("Bezoek mag", etag='"2"')]
    (second,) = round_of(web)
    assert web.asked[-1]["etag"] == '"1"'
    assert second.version is not None
    assert (second.version.number, second.version.status) == (2, Status.DRAFT)
    assert second.version.source_id == first.version.source_id
    with make.at(ELI):
        assert Version.objects.get(number=1).status == Status.VALIDATED


def test_what_did_not_change_makes_nothing() -> None:
    web = Web()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}regels", offer=OFFER)
    web.answers = [page_of("Bezoek kan")]
    (first,) = round_of(web)
    assert first.version is not None
    publish_draft(first.version)
    a_week_later()
    web.answers = [Fetched(data=None, url=f"{HOST}regels")]
    assert round_of(web) == []
    a_week_later()
    other_frame = page_of("Bezoek kan")
    web.answers = [replace(other_frame, data=(other_frame.data or b"").replace(b"Copyright", b"2027"))]
    (third,) = round_of(web)
    assert third.report["unchanged"]
    assert third.version is None


def test_an_open_draft_is_never_written_over() -> None:
    web = Web()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}regels", offer=OFFER)
    web.answers = [page_of("Bezoek kan")]
    round_of(web)
    a_week_later()
    assert round_of(web) == []
    assert len(web.asked) == 1
    with make.at(ELI):
        assert "nog een ontwerp open" in WatchedAddress.objects.get().problem


def test_an_address_that_fails_says_why_and_is_asked_again_next_week() -> None:
    web = Web()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}regels", offer=OFFER)
    web.answers = [FetchProblem("jeugd.vlaanderen.be antwoordt niet.")]
    assert round_of(web) == []
    with make.at(ELI):
        assert WatchedAddress.objects.get().problem == "jeugd.vlaanderen.be antwoordt niet."


def test_an_address_elsewhere_is_not_watched() -> None:
    make.cast()
    body = {"url": "https://elders.example/", "type": "kader", "perspective": "praktisch", "jurisdiction": "algemeen"}
    answer = make.browser(ELI).post(make.url("watched_addresses"), body)
    assert answer.status_code == 422
    assert "Van elders.example mag niet opgehaald worden." in answer.content.decode()
