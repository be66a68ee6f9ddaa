"""The one type of text that may be stored or sent: only the pseudonymiser makes it."""

from collections.abc import Iterable
from typing import NoReturn

from cases.pseudonymiser.tokens import escape, readable


class PseudonymiserError(Exception):
    """The text could not be pseudonymised: nothing may be stored or sent."""


class SafeText:
    """Pseudonymised text. `text` is the stored form; `for_model()` what people and models read."""

    __slots__ = ("text",)
    text: str

    def __init__(self) -> None:
        raise TypeError("SafeText is made by hide(), or by SafeText.from_record() for a stored record")

    @classmethod
    def from_record(cls, text: str) -> "SafeText":
        """Wrap text that `hide` made earlier. Only for the database field that reads stored records back."""
        return _seal(text)

    @classmethod
    def joined(cls, parts: Iterable["SafeText"]) -> "SafeText":
        """Return the parts as one text, an empty line between them."""
        return _seal("\n\n".join(part.text for part in parts))

    @classmethod
    def of_platform(cls, text: str) -> "SafeText":
        """Wrap text that the platform or its knowledge bank wrote: no client is in it, and no token."""
        return _seal(escape(text))

    def for_model(self) -> str:
        """Return the text with canonical tokens: [JONGERE] where the record says [JONGERE~2]."""
        return readable(self.text)

    def __str__(self) -> str:
        return self.for_model()

    def __repr__(self) -> str:
        return f"SafeText({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SafeText) and other.text == self.text

    def __hash__(self) -> int:
        return hash((SafeText, self.text))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("SafeText cannot be changed")

    def __reduce__(self) -> tuple[object, ...]:
        return (SafeText.from_record, (self.text,))


def _seal(text: str) -> SafeText:
    safe = object.__new__(SafeText)
    object.__setattr__(safe, "text", text)
    return safe
