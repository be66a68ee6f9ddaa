"""Which addresses a language model may have: none that leads into our own network, whatever its name resolves to."""

import ipaddress
import socket
from urllib.parse import urlsplit

import httpx2
from django.conf import settings

from organisations.network import is_public

TOO_NEAR = "Dit adres leidt naar een intern netwerk. Vraag de platformbeheerder om het toe te laten."


class AddressRefused(ValueError):
    """A model may not be asked at this address; the sentence says why."""


def check_address(url: str) -> None:
    """Raise AddressRefused unless this is https to a public address, or an address that the operator let in.

    MODEL_HOSTS names those; a demo also allows its own machine. Costs a look-up of the name.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if not host or parts.username or parts.password or parts.fragment or parts.query:
        raise AddressRefused("Schrijf een adres zoals https://model.voorbeeld.be/v1, zonder naam of wachtwoord erin.")
    if _let_in(host):
        return
    if parts.scheme != "https":
        raise AddressRefused("Het adres begint niet met https://, dus wie meeluistert, leest mee.")
    public_address(host, parts.port or 443)


def public_address(host: str, port: int) -> str:
    """An address of this host, when all of them are public. Raises AddressRefused."""
    found = _addresses_of(host, port)
    if not found or not all(is_public(address) for address in found):
        raise AddressRefused(TOO_NEAR)
    return min(found)


def _addresses_of(host: str, port: int) -> set[str]:
    """What the name resolves to; a written-out address is itself."""
    try:
        return {str(ipaddress.ip_address(host))}
    except ValueError:
        pass
    try:
        return {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as unknown:
        raise AddressRefused("Dit adres bestaat niet of is nu niet te vinden.") from unknown


def _let_in(host: str) -> bool:
    if host in settings.MODEL_HOSTS:
        return True
    return settings.DEMO and host in ("127.0.0.1", "localhost", "::1")


class _Pinned(httpx2.HTTPTransport):
    """Connects to the very address that was checked, so that a name cannot point elsewhere a moment later."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host.lower()
        if not _let_in(host):
            try:
                check_address(str(request.url.copy_with(query=None, fragment=None)))
                address = public_address(host, request.url.port or 443)
            except AddressRefused as refused:
                raise httpx2.ConnectError(str(refused), request=request) from refused
            request.extensions = {**request.extensions, "sni_hostname": host}
            request.url = request.url.copy_with(host=address)
        return super().handle_request(request)


def fenced_client(*, timeout: float) -> httpx2.Client:
    """A client that follows no redirects and no proxies of the environment."""
    return httpx2.Client(transport=_Pinned(), timeout=timeout, follow_redirects=False, trust_env=False)
