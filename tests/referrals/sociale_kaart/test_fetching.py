"""The public interface is asked page after page, without haste, and only at a safe address."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from referrals.sociale_kaart import ImportFileError, fetch_pages
from tests.referrals.sociale_kaart.records import Json, embedded, record


class Directory(BaseHTTPRequestHandler):
    """A small Sociale Kaart that gives its `answers` in order, then the last one again."""

    answers: ClassVar[list[tuple[int, Any]]]
    asked: ClassVar[list[dict[str, list[str]]]]

    def do_GET(self) -> None:
        type(self).asked.append(parse_qs(urlsplit(self.path).query))
        status, body = self.answers[min(len(self.asked), len(self.answers)) - 1]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def directory(*answers: tuple[int, Any]) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    handler = type("Answers", (Directory,), {"answers": list(answers), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api", handler.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def page_of(*records: Json, pages: int) -> tuple[int, Json]:
    return 200, {"content": list(records), "page": {"totalPages": pages, "totalElements": 3}}


def test_it_asks_every_page_once_and_drops_doubles() -> None:
    answers = [page_of(record("a"), record("b"), pages=2), page_of(record("b"), record("c"), pages=2)]
    with (
        directory(*answers) as (url, asked),
        fetch_pages(url, rubric="11 JONGEREN", size=2, pause=0) as reading,
    ):
        found = list(reading)

    assert len(found) == 3
    assert [each["page"] for each in asked] == [["0"], ["1"]]
    assert asked[0]["rubrics"] == ["11 JONGEREN"]
    assert asked[0]["size"] == ["2"]
    assert reading.notes() == ("Dubbele vermeldingen, waarvan telkens de eerste telde: 1.",)


def test_it_stops_at_a_page_without_news_when_no_total_is_given() -> None:
    with directory((200, embedded(record("a"))), (200, embedded(record("a")))) as (url, asked):
        found = list(fetch_pages(url, rubric="x", pause=0))

    assert len(found) == 1

    assert len(asked) == 2


def test_it_tries_again_when_the_interface_stumbles() -> None:
    with directory((503, b""), (429, b""), page_of(record("a"), pages=1)) as (url, asked):
        found = list(fetch_pages(url, rubric="x", pause=0))

    assert len(found) == 1

    assert len(asked) == 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((503, b""), "antwoordt niet"),
        ((404, b""), "weigert deze vraag .antwoord 404"),
        ((302, b""), "weigert deze vraag .antwoord 302"),
        ((200, b"<html>"), "geen bladzijde"),
        ((200, {"content": None}), "geen bladzijde"),
        ((200, []), "geen bladzijde"),
    ],
)
def test_an_interface_that_does_not_answer_well_gets_a_sentence(answer: tuple[int, Any], sentence: str) -> None:
    with directory(answer) as (url, _), pytest.raises(ImportFileError, match=sentence):
        fetch_pages(url, rubric="x", pause=0, retries=1)


def test_a_page_that_fails_half_way_gives_nothing() -> None:
    with (
        directory(page_of(record("a"), pages=2), (500, b"")) as (url, _),
        pytest.raises(ImportFileError, match="antwoordt"),
    ):
        fetch_pages(url, rubric="x", pause=0, retries=1)


@pytest.mark.parametrize("url", ["http://voorbeeld.example/api", "file:///etc/passwd", "ftp://x.example", ""])
def test_only_a_safe_address_is_asked(url: str) -> None:
    with pytest.raises(ImportFileError, match="https"):
        fetch_pages(url, rubric="x")
