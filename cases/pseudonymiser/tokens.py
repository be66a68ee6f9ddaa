"""How a token is written in stored text: [JONGERE], its second spelling [JONGERE~2], and a typed "[A" as "[~A".

A token starts with "[" and an ASCII capital. A "[" that the writer typed before a capital or a tilde gets a
tilde behind it, so stored text can always be read back in one way only.
"""

import re
from collections.abc import Callable

_TYPED_BRACKET = re.compile(r"\[(?=[A-Z~])")
_STORED = re.compile(r"\[~|\[([A-Z][^\[\]~]*)(?:~([0-9]+))?\]")


def escape(text: str) -> str:
    """Return typed text in a form in which nothing reads as a token."""
    return _TYPED_BRACKET.sub("[~", text) if "[" in text else text


def write(body: str, *, form: int) -> str:
    """Return the stored token for a body ("JONGERE") and a form (0 is the plain token)."""
    return f"[{body}~{form + 1}]" if form else f"[{body}]"


def read(stored: str, *, surface: Callable[[str, int], str]) -> str:
    """Return stored text with each token replaced by surface(body, form) and typed brackets restored."""

    def one(match: re.Match[str]) -> str:
        body = match[1]
        return "[" if body is None else surface(body, int(match[2] or 1) - 1)

    return _STORED.sub(one, stored)


def bodies_in(stored: str) -> set[str]:
    """Return the bodies of the tokens in stored text."""
    return {match[1] for match in _STORED.finditer(stored) if match[1]}


def readable(stored: str) -> str:
    """Return stored text with canonical tokens, as people and models read it."""
    return read(stored, surface=lambda body, form: f"[{body}]")
