"""An offered document becomes a draft that knows its pages, says who is named in it, and changes nothing else."""

import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone

from knowledge.actions.documents import clear_unread_files, file_of, retry_document
from knowledge.models import Chunk, Document, DocumentFile, Status, Version
from knowledge.queries.documents import document_state
from knowledge.queries.retrieval import retrieve
from organisations.models import RunState
from organisations.runs import Refusal
from tests import make
from tests.knowledge.intake.offering import KEPT, WORD, after_reading, indexed, offered
from tests.people import CHRIS, ELI

pytestmark = pytest.mark.django_db


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


def hidden_in_a_mail() -> bytes:
    """A mail whose letters, once unpacked, hold a null byte and a mark that turns the reading direction around."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@vlieger.example", "Afspraak"
    mail.set_content("De groep eet\0 om zes uur.\n\n\u202eOpmerking", cte="base64")
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("De groep eet\0 om zes uur.\n\n\u202eOpmerking".encode("utf-16"), "uren.txt", "txt"),
        (hidden_in_a_mail(), "uren.eml", "eml"),
        (b"<html><body><p>De groep eet&#27; om zes uur.</p><p>&#x202e;Opmerking</p></body></html>", "a.html", "html"),
    ],
)
def test_signs_that_nobody_sees_are_left_out_and_the_rest_is_kept(data: bytes, name: str, kind: str) -> None:
    document = offered(data, name=name, kind=kind)
    assert document.state == RunState.DONE
    assert document.version is not None
    assert document.version.body.endswith("De groep eet om zes uur.\n\nOpmerking")
