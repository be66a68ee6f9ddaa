"""Which addresses belong to the internet at large: nothing that a form names may lead into a network of ours."""

import ipaddress

_WORLD = ipaddress.ip_network("2000::/3")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Where IPv6 speaks to the world (RFC 4291), and how a network that has IPv6 only writes an IPv4 address (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether this is an address of the world; an IPv4 address in IPv6 clothes counts as itself, a name is none."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return _is_global(found)
    inner = found.ipv4_mapped or found.sixtofour
    if found in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return _is_global(inner) if inner is not None else found in _WORLD and _is_global(found)


def _is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not address.is_multicast
