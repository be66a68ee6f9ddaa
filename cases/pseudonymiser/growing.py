"""A key while one text is being hidden: hands out the token and the form for each piece found."""

from cases.pseudonymiser.gender import both_said
from cases.pseudonymiser.key import Entry, Key, free_token, prefix_of
from cases.pseudonymiser.letters import fold, folded_words
from cases.pseudonymiser.same_person import names_agree, roles_agree
from cases.pseudonymiser.spans import Candidate

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
        self._things: dict[tuple[str, str], str] = {}
        self._first: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, ...]]] = {}
        self._last: dict[str, int] = {}
        self._met: dict[str, int] = {}
        for entry in key.entries:
            for form in dict.fromkeys((entry.name, *entry.forms)):
                if entry.label == "PERSON":
                    self._remember_name(entry.token, folded_words(form))
                else:
                    self._things.setdefault((entry.label, same_thing(entry.label, form)), entry.token)

    def key(self) -> Key:
        """Return the key as grown so far."""
        return Key(tuple([self._with_forms(entry) for entry in self._entries.values()]))

    def place(self, found: Candidate, surface: str, *, gender: str = "") -> tuple[str, int]:
        """Return (token body, form) for a found piece, in the order of the text.

        A piece that is no person always gets the same answer. A first name goes to whoever bore it last; the gender
        that the text says beside it is remembered.
        """
        body = self._place_person(found, surface) if found.label == "PERSON" else self._place_thing(found, surface)
        self._met[body] = len(self._met)
        if body not in self._entries:
            self._entries[body] = Entry(body, found.label, found.role, surface, (surface,))
            self._forms[body] = {}
        if gender:
            self._remember_gender(body, gender)
        forms = self._forms[body]
        return body, forms.setdefault(surface, len(forms))

    def _place_thing(self, found: Candidate, surface: str) -> str:
        thing = found.label, same_thing(found.label, surface)
        body = found.token or self._things.get(thing) or self._new_body(found)
        self._things.setdefault(thing, body)
        return body

    def _place_person(self, found: Candidate, surface: str) -> str:
        words = folded_words(surface)
        # An earlier piece of this text may have told another surname than a proposed person has.
        proposed = found.token if found.token and (len(words) < 2 or self._agrees(found.token, words)) else ""
        body = proposed or self._known(words, found.role) or self._new_body(found)
        self._remember_name(body, words)
        return body

    def _agrees(self, body: str, words: tuple[str, ...]) -> bool:
        return all(names_agree(words, known) for known in self._names.get(body, ()) if known[0] == words[0])

    def _known(self, words: tuple[str, ...], role: str) -> str | None:
        bodies = self._first.get(words[0]) if words else None
        if not bodies:
            return None
        fitting = [body for body in bodies if self._may_be(body, words, role)]
        return max(fitting, key=lambda body: self._met.get(body, -1), default=None)

    def _may_be(self, body: str, words: tuple[str, ...], role: str) -> bool:
        """Whether a name with the same first word is the same person: no form of it and no role says otherwise."""
        entry = self._entries[body]
        if not (entry.given or roles_agree(entry.role, role)):
            return False
        return self._agrees(body, words)

    def _new_body(self, found: Candidate) -> str:
        prefix = prefix_of(found.role) if found.label == "PERSON" else PREFIXES.get(found.label, found.label)
        # Counting on from the last one keeps a text with thousands of names linear.
        body = free_token(prefix, self._entries, after=self._last.get(prefix, 0))
        self._last[prefix] = int(body.rpartition("-")[2]) if body != prefix else 0
        return body

    def _remember_name(self, body: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        bodies = self._first.setdefault(words[0], [])
        if body not in bodies:
            bodies.append(body)
        names = self._names.setdefault(body, [])
        if words not in names:
            names.append(words)

    def _remember_gender(self, body: str, said: str) -> None:
        entry = self._entries[body]
        gender = both_said(entry.gender, said)
        if gender != entry.gender:
            self._entries[body] = entry._replace(gender=gender)

    def _with_forms(self, entry: Entry) -> Entry:
        forms = self._forms[entry.token]
        return entry if len(forms) == len(entry.forms) else entry._replace(forms=tuple(forms))
