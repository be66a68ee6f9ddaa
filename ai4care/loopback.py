"""The demo profile speaks only with this machine, because it has no HTTPS and known passwords."""

from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

WARNING = (
    "Let op: dit is het demoprofiel, zonder HTTPS en met sleutels in var/. "
    "Het luistert alleen op deze machine; zet er geen echte gegevens in."
)
_REFUSAL = "Het demoprofiel antwoordt alleen aan deze machine."
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Asgi = Callable[[dict[str, Any], Callable[..., Awaitable[Any]], Callable[..., Awaitable[None]]], Awaitable[None]]


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine only."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refusal_for(hosts: Iterable[str]) -> str:
    """The sentence that refuses to listen on these hosts in the demo profile; empty when all are loopback."""
    public = [host or "elk adres" for host in hosts if not is_loopback(host)]
    if not public:
        return ""
    return (
        f"Het demoprofiel luistert niet op {', '.join(public)}: gebruik 127.0.0.1, of stel AI4Care in voor productie."
    )


def pages_for_this_machine(application: Wsgi, *, site_url: str) -> Wsgi:
    """The WSGI application behind two checks: the client is local, and the name is the one cookies go by."""
    name = urlsplit(site_url).hostname

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_loopback(environ.get("REMOTE_ADDR", "")):
            start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [_REFUSAL.encode()]
        asked = urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname
        if asked != name and is_loopback(asked or "") and environ["REQUEST_METHOD"] == "GET":
            start_response("302 Found", [("Location", site_url + environ.get("RAW_URI", "/"))])
            return []
        return application(environ, start_response)

    return guarded


def streams_for_this_machine(application: Asgi) -> Asgi:
    """The ASGI application for local clients only."""

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if not is_loopback((scope.get("client") or ("",))[0]):
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": _REFUSAL.encode()})
            return
        await application(scope, receive, send)

    return guarded
