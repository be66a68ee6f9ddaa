"""A key while one text is being hidden: hands out the token and the form for each piece found."""

from dataclasses import replace

from cases.pseudonymiser.key import Entry, Key, free_token, prefix_of
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.words import fold, folded_words

PREFIXES = {
    "PERSON": "PERSOON", "ADDRESS": "ADRES", "PLACE": "PLAATS", "POSTCODE": "POSTCODE", "SCHOOL": "SCHOOL",
    "ORGANISATION": "ORGANISATIE", "PHONE": "TELEFOON", "EMAIL": "EMAIL", "URL_OR_HANDLE": "ACCOUNT",
    "NATIONAL_NUMBER": "RIJKSREGISTERNUMMER", "BANK_ACCOUNT": "REKENING", "DATE_OF_BIRTH": "GEBOORTEDATUM",
    "DATE": "DATUM", "FILE_NUMBER": "DOSSIERNUMMER", "VEHICLE": "NUMMERPLAAT", "AGE": "LEEFTIJD",
}  # fmt: skip
_NUMBERS = {"PHONE", "NATIONAL_NUMBER", "BANK_ACCOUNT", "FILE_NUMBER", "VEHICLE", "POSTCODE"}


def same_thing(label: str, surface: str) -> str:
    """Return the form under which two surfaces of a label are one thing."""
    folded = fold(surface)
    if label in _NUMBERS:
        return "".join(c for c in folded if c.isalnum())
    return " ".join(folded.split())


class Growing:
    """Not thread-safe itself: one per call."""

    def __init__(self, key: Key) -> None:
        self._entries = {entry.token: entry for entry in key.entries}
        self._forms = {entry.token: {form: at for at, form in enumerate(entry.forms)} for entry in key.entries}
        self._index: dict[tuple[str, str], str] = {}
        self._first: dict[str, list[str]] = {}
        self._last: dict[str, int] = {}
        for entry in key.entries:
            self._remember(entry, entry.forms)

    def key(self) -> Key:
        """Return the key as grown so far."""
        return Key(tuple(replace(e, forms=tuple(self._forms[e.token])) for e in self._entries.values()))

    def place(self, found: Candidate, surface: str) -> tuple[str, int]:
        """Return (token body, form) for a found piece; the same piece always gets the same answer."""
        body = found.token or self._known(found.label, surface) or self._new_body(found)
        if body not in self._entries:
            self._entries[body] = Entry(body, found.label, found.role, surface, ())
            self._forms[body] = {}
            self._remember(self._entries[body], (surface,))
        forms = self._forms[body]
        return body, forms.setdefault(surface, len(forms))

    def _known(self, label: str, surface: str) -> str | None:
        exact = self._index.get((label, same_thing(label, surface)))
        if exact or label != "PERSON":
            return exact
        words = folded_words(surface)
        bodies = self._first.get(words[0], []) if words else []
        fitting = [body for body in bodies if self._may_be(body, words)]
        return fitting[0] if len(fitting) == 1 else None

    def _may_be(self, body: str, words: tuple[str, ...]) -> bool:
        """Whether a name with the same first word is the same person: one of the two says no more."""
        known = folded_words(self._entries[body].name)
        return len(words) == 1 or len(known) == 1 or set(words) <= set(known) or set(known) <= set(words)

    def _new_body(self, found: Candidate) -> str:
        prefix = prefix_of(found.role) if found.label == "PERSON" else PREFIXES.get(found.label, found.label)
        if found.role == "":
            # Counting on from the last one keeps a text with thousands of names linear.
            number = self._last.get(prefix, 0) + 1
            while f"{prefix}-{number}" in self._entries:
                number += 1
            self._last[prefix] = number
            return f"{prefix}-{number}"
        return free_token(prefix, self._entries)

    def _remember(self, entry: Entry, forms: tuple[str, ...]) -> None:
        for form in forms:
            self._index.setdefault((entry.label, same_thing(entry.label, form)), entry.token)
            words = folded_words(form)
            if entry.label == "PERSON" and words:
                bodies = self._first.setdefault(words[0], [])
                if entry.token not in bodies:
                    bodies.append(entry.token)
