"""Progress of a run through Redis: told by the worker, heard by the stream. A lost message costs nothing."""

import json
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

import redis
from django.conf import settings

log = logging.getLogger("ai4care.progress")


def channel_of(run_id: UUID) -> str:
    """The Redis channel on which this run's progress is told."""
    return f"run:{run_id}"


def redis_url() -> str:
    """REDIS_URL as redis-py spells it (Celery says redis+socket, redis-py says unix)."""
    return str(settings.REDIS_URL).replace("redis+socket", "unix")


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(redis_url(), socket_timeout=2, socket_connect_timeout=2)


def tell(run_id: UUID, message: Mapping[str, Any]) -> None:
    """Publish a small message of names and states, never content. A lost Redis is logged, not raised."""
    try:
        _client().publish(channel_of(run_id), json.dumps(message))
    except redis.RedisError as away:
        log.warning("no progress told of %s: %s", run_id, away)
