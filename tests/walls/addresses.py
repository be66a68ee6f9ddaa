"""Every address of the URLconfs, filled in with the world's ids, and how it answers each person."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.models import TrailEntry
from organisations.scope import organisation_scope
from tests.walls.bodies import JSON

URLCONFS = ("ai4care.urls", "ai4care.stream_urls")
ORGANISATION_IS_SLUG = {"invitation", "analysis_stream"}
"""These name their organisation `slug`, since they stand outside the middleware that resolves it."""
ABSENT = UUID("12345678-1234-4234-8234-123456789abc")
FIXED = {"pk": 1, "key": "abc", "uidb36": "abc"}
"""What the account pages of allauth ask for: nobody's second factor or confirmation."""
LETTERS = {200: ".", 302: ">", 400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 422: "2"}
LOGIN = "/account/login/"
_TOKEN = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')


@dataclass(frozen=True)
class Address:
    """One route: its name, the URLconf it stands in, the arguments it asks for."""

    name: str
    urlconf: str
    route: str
    asks: frozenset[str]
    view: Any

    @property
    def is_inside(self) -> bool:
        """Whether it belongs to an organisation."""
        return "organisation" in self.asks or self.name in ORGANISATION_IS_SLUG

    @property
    def ids(self) -> frozenset[str]:
        """The arguments that point at one thing of an organisation."""
        return self.asks - {"organisation"} - ({"slug"} if self.name in ORGANISATION_IS_SLUG else set())

    def path(self, place: str, ids: Mapping[str, Any]) -> str:
        """The path at this organisation, pointing at these things."""
        chosen = {"organisation": place, **FIXED, **ids}
        if self.name in ORGANISATION_IS_SLUG:
            chosen["slug"] = place
        return reverse(self.name, urlconf=self.urlconf, kwargs={name: chosen[name] for name in self.asks})

    def absent_path(self, place: str) -> str:
        """The same, pointing at things that are nowhere."""
        return self.path(place, {name: "bestaat-niet" if name in {"slug", "token"} else ABSENT for name in self.ids})


def addresses() -> list[Address]:
    """Every route of the web and of the streams."""
    return [address for urlconf in URLCONFS for address in _walk(get_resolver(urlconf), urlconf, "/", frozenset())]


def _walk(resolver: URLResolver, urlconf: str, route: str, asks: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        asked = asks | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Address(entry.name or here, urlconf, here, asked, entry.callback)
        else:
            yield from _walk(entry, urlconf, here, asked)


@dataclass(frozen=True)
class Answer:
    """What came back: a letter for the table, all that a person can tell of it, how long the trail then was."""

    letter: str
    seen: tuple[int, bytes, str]
    trail: int


def ask(client: Client, method: str, address: Address, path: str, *, body: Mapping[str, Any], at: UUID) -> Answer:
    """The answer; what it would have changed, in the database or in the browser, is undone."""
    cookies: SimpleCookie = SimpleCookie(client.cookies)
    kind = "application/json" if address.name in JSON else MULTIPART_CONTENT
    with _served_by(address.urlconf), transaction.atomic():
        answer = client.post(path, body, content_type=kind) if method == "POST" else client.get(path)
        trail = trail_length(at)
        transaction.set_rollback(True)
    client.cookies = cookies
    return Answer(_letter(answer), _seen(answer), trail)


def trail_length(at: UUID) -> int:
    """How many entries the trail of this organisation holds."""
    with organisation_scope(at):
        return int(TrailEntry.objects.count())


def _served_by(urlconf: str) -> AbstractContextManager[None, None] | override_settings:
    """The web serves its own addresses; switching to the streams costs a rebuild of all routes."""
    return nullcontext() if urlconf == settings.ROOT_URLCONF else override_settings(ROOT_URLCONF=urlconf)


def _letter(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(LOGIN):
        return "L"
    return LETTERS.get(answer.status_code, str(answer.status_code))


def _seen(answer: Any) -> tuple[int, bytes, str]:
    """Without the token that differs each time."""
    content = b"" if answer.streaming else _TOKEN.sub(b"", answer.content)
    return answer.status_code, content, answer.headers.get("Content-Type", "")
