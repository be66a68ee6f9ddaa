"""The progress of one analysis as server-sent events; runs in the small ASGI process only."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import UUID

import redis.asyncio as redis
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from assistant.models import Analysis
from assistant.permissions import analysis_for
from organisations.models import RunState
from organisations.permissions import membership_for, organisation_for
from organisations.progress import channel_of, redis_url
from organisations.scope import organisation_scope

BEAT_SECONDS = 5
LONGEST_SECONDS = 600


async def analysis_stream(request: HttpRequest, slug: str, analysis_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Progress until the analysis is closed; strangers get 404, as everywhere."""
    user = await request.auser()
    if not user.is_authenticated:
        return HttpResponse(status=401)
    state = sync_to_async(_state)
    await state(user, slug, analysis_id)
    response = StreamingHttpResponse(_events(user, slug, analysis_id), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _state(user: object, slug: str, analysis_id: UUID) -> dict[str, str]:
    organisation = organisation_for(slug)
    with organisation_scope(organisation.id):
        member = membership_for(user, organisation_id=organisation.id)  # type: ignore[arg-type]
        found: Analysis = analysis_for(member, analysis_id, to="write")
        return {"state": found.state, "step": found.step}


async def _events(user: object, slug: str, analysis_id: UUID) -> AsyncIterator[str]:
    """What Redis tells, and the row itself every few seconds, so that a lost message costs only those seconds."""
    state = sync_to_async(_state)
    async with redis.Redis.from_url(redis_url()) as client, client.pubsub() as heard:
        await heard.subscribe(channel_of(analysis_id))
        loop = asyncio.get_running_loop()
        until = loop.time() + LONGEST_SECONDS
        now = await state(user, slug, analysis_id)
        while loop.time() < until:
            yield _event(now)
            if now["state"] in (RunState.DONE, RunState.FAILED):
                return
            told = await heard.get_message(ignore_subscribe_messages=True, timeout=BEAT_SECONDS)
            now = json.loads(told["data"]) if told else await state(user, slug, analysis_id)


def _event(message: dict[str, str]) -> str:
    return f"data: {json.dumps(message)}\n\n"
