"""Forbids the tests every connection except to this machine itself; once set, nothing can lift it."""

import sys
from typing import Any

LOCAL = {"localhost", "127.0.0.1", "::1", "", None}


class NetworkForbidden(OSError):
    """A test tried to reach another machine."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" or event == "socket.sendto":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise NetworkForbidden(f"Tests may not reach {address[0]}")
    elif event == "socket.getaddrinfo" and not _is_local(arguments[0]):
        raise NetworkForbidden(f"Tests may not look up {arguments[0]}")


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    return host in LOCAL or str(host).startswith("127.")


sys.addaudithook(_watch)
