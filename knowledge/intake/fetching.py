"""Fetches one public document: https only, named hosts only, never an address inside a network of ours."""

import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from organisations.network import is_public

MOST_REDIRECTS = 5
SECONDS, ONE_WAIT = 60.0, 15.0
AGENT = "AI4Care kennisbank (leest openbare bronnen; eens per week)"
HEADERS = (("User-Agent", AGENT), ("Accept-Encoding", "identity"))
REDIRECTS = {301, 302, 303, 307, 308}
KEPT = "Er is niets gewijzigd."
NOT_HTTPS = f"Een adres begint met https:// en bevat geen gebruikersnaam of poort. {KEPT}"
NOT_ALLOWED = f"Van {{host}} mag niet opgehaald worden. {KEPT} De beheerder van het platform kan een site toelaten."
NOT_PUBLIC = f"{{host}} wijst naar een adres binnen een netwerk. {KEPT}"
UNREACHABLE = f"{{host}} antwoordt niet. {KEPT} Probeer het later opnieuw."
REFUSED = f"{{host}} geeft dit document niet (antwoord {{status}}). {KEPT} Controleer het adres."
TOO_LARGE = f"Dit document is groter dan {{megabytes}} MB. {KEPT}"
TOO_SLOW = f"{{host}} antwoordt te traag. {KEPT} Probeer het later opnieuw."
LOST = f"{{host}} stuurt telkens door naar een ander adres. {KEPT} Controleer het adres."

Lookup = Callable[[str], Iterable[str]]


class FetchProblem(RuntimeError):
    """Nothing was fetched; its text is one Dutch sentence or two."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came back; `data` is None when it did not change since the marks that were given."""

    data: bytes | None
    url: str
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


def check_address(url: str, *, hosts: Collection[str]) -> str:
    """The host of an address that may be fetched: https, one of these hosts (.gov.be means all below it).

    Raises FetchProblem.
    """
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "https" and parts.port in (None, 443) and not parts.username and parts.password is None
    except ValueError:
        raise FetchProblem(NOT_HTTPS) from None
    host = (parts.hostname or "").rstrip(".")
    if not plain or not host:
        raise FetchProblem(NOT_HTTPS)
    if not any(host == named or (named.startswith(".") and host.endswith(named)) for named in hosts):
        raise FetchProblem(NOT_ALLOWED.format(host=host))
    return host


def addresses_of(host: str) -> list[str]:
    """What the name service says of this host. Raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)))


class TimedLine(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond `end`, however often a few bytes come in: not even what precedes
    the document.
    """

    def __init__(self, inner: httpcore.NetworkStream, *, host: str, end: float) -> None:
        self.inner, self.host, self.end = inner, host, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self.inner.read(max_bytes, self._left(timeout))
        except httpcore.TimeoutException:
            self._left(timeout)  # what ended was the time for the whole
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self.inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return TimedLine(inner, host=self.host, end=self.end)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise FetchProblem(TOO_SLOW.format(host=self.host))
        return left if timeout is None else min(left, timeout)


class GuardedNetwork(httpcore.NetworkBackend):
    """Looks a host up itself and connects to the very address that it judged, so that no second answer counts."""

    def __init__(self, *, inner: httpcore.NetworkBackend, lookup: Lookup, end: float) -> None:
        self.inner, self.lookup, self.end = inner, lookup, end

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        try:
            found = list(self.lookup(host))
        except (OSError, UnicodeError) as away:  # UnicodeError: no name that a name service could know
            raise httpcore.ConnectError(str(away)) from away
        if not found or not all(map(is_public, found)):
            raise FetchProblem(NOT_PUBLIC.format(host=host))
        line = self.inner.connect_tcp(found[0], port, timeout, local_address, socket_options)
        return TimedLine(line, host=host, end=self.end)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        raise FetchProblem(NOT_HTTPS)


def fetch(
    url: str, *, hosts: Collection[str], most_bytes: int, etag: str = "", last_modified: str = "",
    network: httpcore.NetworkBackend | None = None, lookup: Lookup = addresses_of,
) -> Fetched:  # fmt: skip
    """The document at this address; every redirect is judged like the address itself.

    Takes at most SECONDS. Raises FetchProblem.
    """
    end = time.monotonic() + SECONDS
    guarded = GuardedNetwork(inner=network or httpcore.SyncBackend(), lookup=lookup, end=end)
    with httpcore.ConnectionPool(network_backend=guarded, max_connections=1) as pool:
        for _ in range(MOST_REDIRECTS):
            host = check_address(url, hosts=hosts)
            marks = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
            headers = [*HEADERS, *((name, value) for name, value in marks if value)]
            try:
                answer = _asked(pool, _in_ascii(url), headers=headers, most_bytes=most_bytes)
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as away:
                raise FetchProblem(UNREACHABLE.format(host=host)) from away
            except ValueError as broken:  # a host or a redirect that is no address at all
                raise FetchProblem(LOST.format(host=host)) from broken
            if isinstance(answer, Fetched):
                return replace(answer, url=url)
            url = answer
    raise FetchProblem(LOST.format(host=host))


def _in_ascii(url: str) -> str:
    """The same address as it goes over the line: é and blanks in a path written out. Raises ValueError."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _asked(
    pool: httpcore.ConnectionPool, url: str, *, headers: list[tuple[str, str]], most_bytes: int
) -> Fetched | str:
    """What came back, or the address to ask instead."""
    host = urlsplit(url).hostname
    waits = dict.fromkeys(("connect", "read", "write", "pool"), ONE_WAIT)
    sent = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers]
    with pool.stream("GET", url, headers=sent, extensions={"timeout": waits}) as answer:
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
        if answer.status in REDIRECTS and told.get("location"):
            return urljoin(url, told["location"])
        if answer.status == 304:
            return Fetched(data=None, url=url)
        if answer.status != 200:
            raise FetchProblem(REFUSED.format(host=host, status=answer.status))
        parts, size = [], 0
        for part in answer.iter_stream():
            size += len(part)
            if size > most_bytes:
                raise FetchProblem(TOO_LARGE.format(megabytes=most_bytes // 2**20))
            parts.append(part)
    return Fetched(
        data=b"".join(parts), url=url, media_type=told.get("content-type", "").split(";")[0].strip().lower(),
        etag=told.get("etag", "")[:200], last_modified=told.get("last-modified", "")[:60],
    )  # fmt: skip
