"""The event streams, for a small ASGI process; pages are served by WSGI, which is far faster."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
os.environ["AI4CARE_STREAMS"] = "1"  # this process knows the addresses of streams only
django = get_asgi_application()

from django.conf import settings  # noqa: E402

from ai4care.loopback import Asgi, streams_for_this_machine  # noqa: E402
from organisations.checks import stop_unless_safe  # noqa: E402

stop_unless_safe()
settings.ROOT_URLCONF = "ai4care.stream_urls"
Send = Callable[[dict[str, Any]], Awaitable[None]]


def only_streams(application: Asgi) -> Asgi:
    """Answers 404 to all that is not an event stream, and lets the site's own pages read across origins."""

    async def answer(scope: dict[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        if b"text/event-stream" not in headers.get(b"accept", b""):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await application(scope, receive, _for_our_pages(send, origin=headers.get(b"origin", b"")))

    return answer


def _for_our_pages(send: Send, *, origin: bytes) -> Send:
    """Adds the cross-origin headers to the answer when the page that asks is ours."""
    extra = [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"origin"),
    ]

    async def with_headers(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start" and origin == settings.SITE_URL.encode():
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return with_headers


application = only_streams(django)
if settings.DEMO:
    application = streams_for_this_machine(application)
