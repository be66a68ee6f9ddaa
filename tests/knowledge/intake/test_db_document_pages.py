"""An editor offers files on a page that says of each what is wrong with it, or follows how it is read."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.actions.lifecycle import discard_draft
from knowledge.models import Document
from tests import make
from tests.knowledge.intake import making
from tests.knowledge.intake.offering import KEPT, PLAN, WORD, after_reading, offered
from tests.people import ANNA, ELI

pytestmark = pytest.mark.django_db


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


def test_a_file_whose_draft_was_thrown_away_may_be_offered_again() -> None:
    make.cast()
    document = offered()
    with make.at(ELI) as eli:
        assert document.version is not None
        discard_draft(eli, document.version)
    answer = post(("kopie.pdf", PLAN))
    assert answer.status_code == 302
    with make.at(ELI):
        assert Document.objects.count() == 2


def test_one_file_chosen_twice_is_one_document() -> None:
    make.cast()
    answer = post(("a.txt", b"goede tekst"), ("b.txt", b"goede tekst"))
    with make.at(ELI):
        assert answer.url == make.url("document", document_id=Document.objects.get().pk)


def test_the_list_says_why_a_file_failed_and_asks_again_only_while_one_is_read() -> None:
    make.cast()
    post(("goed.txt", b"Bezoek kan elke zondag in de tuin."), ("leeg.txt", b"  \n "))
    page = make.browser(ELI).get(make.url("documents")).content.decode()
    assert "data-progress" in page
    with make.at(ELI):
        waiting = list(Document.objects.all())
    for document in waiting:
        after_reading(document)
    rows = make.browser(ELI).get(make.url("documents"), headers={"HX-Request": "true"}).content.decode()
    assert "In dit bestand staat geen tekst." in rows
    assert "data-progress" not in rows
    assert "<html" not in rows


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
