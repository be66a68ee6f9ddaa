"""A public document that is followed becomes a draft, and each change of it the next draft; never more than that."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from knowledge.actions import watching
from knowledge.actions.watching import check_watched, watch_address
from knowledge.intake.fetching import Fetched, FetchProblem
from knowledge.models import Document, Status, Version, WatchedAddress
from tests import make
from tests.knowledge.intake import making
from tests.knowledge.intake.offering import OFFER, after_reading, offered
from tests.people import CHRIS, ELI

pytestmark = pytest.mark.django_db
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


def test_an_address_with_a_document_that_is_there_already_follows_that_source() -> None:
    web, given = Web(), page_of("Bezoek kan")
    known = offered(given.data or b"", name="regels.html", kind="html")
    assert known.version is not None
    publish_draft(known.version)
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}regels", offer=OFFER)
    web.answers = [given]
    assert round_of(web) == []
    a_week_later()
    web.answers = [page_of("Bezoek mag", etag='"2"')]
    (changed,) = round_of(web)
    assert changed.version is not None
    assert (changed.version.source_id, changed.version.number) == (known.version.source_id, 2)


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


def test_an_answer_that_nobody_foresaw_keeps_no_other_address_waiting() -> None:
    web = Web()
    for person in (ELI, CHRIS):
        with make.at(person) as editor:
            watch_address(editor, url=f"{HOST}regels", offer=OFFER)
    web.answers = [RuntimeError("een antwoord van een andere planeet"), page_of("Bezoek kan")]
    assert check_watched(ask=web, pause=0) == 2
    problems = []
    for person in (ELI, CHRIS):
        with make.at(person):
            problems.append(WatchedAddress.objects.get().problem)
    assert sorted(problems) == ["", watching.ODD_ANSWER]


def test_what_a_round_has_no_time_for_waits_for_the_next_round_and_not_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 2)
    web = Web()
    for person in (ELI, CHRIS):
        with make.at(person) as editor:
            for page in ("een", "twee"):
                watch_address(editor, url=f"{HOST}{page}", offer=OFFER)
    web.answers = [Fetched(data=None, url=HOST) for _ in range(4)]
    assert check_watched(ask=web, pause=0, budget=0) == 0
    assert check_watched(ask=web, pause=0) == 2
    assert check_watched(ask=web, pause=0) == 2
    assert check_watched(ask=web, pause=0) == 0
    assert web.answers == []


def test_open_drafts_keep_no_other_address_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 1)
    web = Web()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}a", offer=OFFER)
    web.answers = [page_of("Bezoek kan")]
    round_of(web)
    a_week_later()
    with make.at(ELI) as eli:
        watch_address(eli, url=f"{HOST}b", offer=OFFER)
    web.answers = [Fetched(data=None, url=HOST)]
    assert check_watched(ask=web, pause=0) == 1
    assert web.asked[-1]["url"] == f"{HOST}b"
