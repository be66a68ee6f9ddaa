"""Progress as server-sent events: for who may see the case, until the analysis is closed."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.http import StreamingHttpResponse
from django.test import AsyncClient, override_settings
from django.urls import reverse

from assistant.models import Analysis
from cases.models import Case
from organisations.progress import tell
from tests import make
from tests.assistant.asking import asked, written
from tests.people import ANNA, BRAM, CHRIS, DANA, GIL, HANNE, Person

Reader = Callable[[Any], Awaitable[list[dict[str, str]]]]


def address(analysis_id: Any, *, slug: str = "horizon") -> str:
    return reverse("analysis_stream", urlconf="ai4care.stream_urls", kwargs={"slug": slug, "analysis_id": analysis_id})


def ask(person: Person | None, path: str, read: Reader | None = None) -> tuple[Any, list[dict[str, str]]]:
    """The answer to this person, and the events that `read` took from it."""
    client = AsyncClient()
    if person is not None:
        client.force_login(make.account(person))

    async def go() -> tuple[Any, list[dict[str, str]]]:
        answer = await client.get(path)
        return answer, await read(answer) if read else []

    with override_settings(ROOT_URLCONF="ai4care.stream_urls"):
        return async_to_sync(go)()


def event(piece: Any) -> dict[str, str]:
    text = piece.decode() if isinstance(piece, bytes) else piece
    assert text.startswith("data: ")
    assert text.endswith("\n\n")
    told: dict[str, str] = json.loads(text.removeprefix("data: "))
    return told


async def to_the_end(answer: StreamingHttpResponse) -> list[dict[str, str]]:
    return [event(piece) async for piece in answer]


@pytest.mark.parametrize("person", [ANNA, BRAM], ids=lambda person: person.name)
def test_a_member_who_may_see_the_case_is_told_and_the_stream_ends(case: Case, person: Person) -> None:
    done = written(case)
    answer, events = ask(person, address(done.id), to_the_end)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"
    assert [one["state"] for one in events] == ["done"]


def test_what_the_worker_tells_arrives_while_it_works(case: Case) -> None:
    queued: Analysis = asked(case)

    async def follow(answer: StreamingHttpResponse) -> list[dict[str, str]]:
        pieces = aiter(answer)
        first = event(await anext(pieces))
        tell(queued.id, {"state": "running", "step": "bronnen zoeken"})
        tell(queued.id, {"state": "failed", "problem": "Een zin."})
        return [first, *[event(piece) async for piece in pieces]]

    _, events = ask(ANNA, address(queued.id), follow)
    assert [one for at, one in enumerate(events) if one not in events[:at]] == [
        {"state": "queued", "step": ""},
        {"state": "running", "step": "bronnen zoeken"},
        {"state": "failed", "problem": "Een zin."},
    ]


@pytest.mark.parametrize("person", [HANNE, DANA, CHRIS, GIL], ids=lambda person: person.name)
def test_strangers_to_the_case_get_404(case: Case, person: Person) -> None:
    queued = asked(case)
    for path in (address(queued.id), address(uuid4()), address(queued.id, slug="nergens")):
        assert ask(person, path)[0].status_code == 404


def test_a_colleague_elsewhere_cannot_reach_it_through_her_own_organisation(case: Case) -> None:
    assert ask(CHRIS, address(asked(case).id, slug="kompas"))[0].status_code == 404


def test_who_is_not_logged_in_gets_401(case: Case) -> None:
    assert ask(None, address(asked(case).id))[0].status_code == 401
