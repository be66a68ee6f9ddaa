"""The key of one case: which token stands for whom or what. Immutable; hiding a text returns a grown one."""

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cases.pseudonymiser.letters import fold


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the caregiver named in the case: role in Dutch lower case ("jongere", "moeder", "broer")."""

    role: str
    name: str
    aliases: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One token: its body ("BROER-1"), label, role, real name and every surface form met so far.

    `given` is true for a person the caregiver named: nobody can dismiss that name in a text. `gender` is what the
    texts said beside the name: "m", "v", "?" when they said both or neither, "" when nothing.
    """

    token: str
    label: str
    role: str
    name: str
    forms: tuple[str, ...]
    given: bool = False
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """Tokens of one case, in order of appearance. A token never changes its meaning."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def for_people(cls, people: Iterable[KnownPerson]) -> "Key":
        """Return a new key that knows these people."""
        return cls().with_people(people)

    def with_people(self, people: Iterable[KnownPerson]) -> "Key":
        """Return a key that also knows these people; somebody already found keeps the token."""
        entries = list(self.entries)
        for person in people:
            _add_person(entries, person)
        return Key(tuple(entries))

    def entry(self, token: str) -> Entry | None:
        """Return what a token ("[JONGERE]", "[JONGERE~2]" or "JONGERE") stands for, or None."""
        body = token.strip("[]").split("~")[0]
        return next((entry for entry in self.entries if entry.token == body), None)

    def names(self) -> tuple[str, ...]:
        """Return every real name of a person in the case, aliases and spellings met included."""
        people = (entry for entry in self.entries if entry.label == "PERSON")
        return tuple(dict.fromkeys(form for entry in people for form in (entry.name, *entry.forms)))

    def to_json(self) -> str:
        """Return the key as JSON text, for the vault only: it holds the real names."""
        return json.dumps([entry._asdict() for entry in self.entries], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Key":
        """Return the key that to_json wrote; ValueError when it is not one."""
        try:
            return cls(tuple(Entry(**{**row, "forms": tuple(row["forms"])}) for row in json.loads(text)))
        except (TypeError, KeyError) as problem:
            raise ValueError("this is not a key") from problem


# Words for one role that share a token.
_SAME_ROLE = {
    "mama": "MOEDER", "mams": "MOEDER", "ma": "MOEDER", "moeke": "MOEDER", "mam": "MOEDER",
    "papa": "VADER", "paps": "VADER", "pa": "VADER", "broertje": "BROER", "halfbroer": "BROER",
    "stiefbroer": "BROER", "zusje": "ZUS", "halfzus": "ZUS", "stiefzus": "ZUS", "jeugdige": "JONGERE",
    "client": "JONGERE", "kind": "JONGERE", "ander": "PERSOON", "": "PERSOON",
}  # fmt: skip
# Somebody there is normally one of: the first carries no number.
_ONE_OF = {"JONGERE", "MOEDER", "VADER"}


@lru_cache(maxsize=1_000)
def prefix_of(role: str) -> str:
    """Return how tokens of a role start: "pleegouder" -> "PLEEGOUDER", "mama" -> "MOEDER"."""
    plain = "".join(letter for letter in fold(role) if "a" <= letter <= "z")
    return _SAME_ROLE.get(plain, plain.upper())


def free_token(prefix: str, taken: Container[str], *, after: int = 0) -> str:
    """Return the next free body of a prefix: "MOEDER", "BROER-1", "BROER-2"; numbers up to `after` are taken."""
    if prefix in _ONE_OF and prefix not in taken:
        return prefix
    number = max(after + 1, 2 if prefix in _ONE_OF else 1)
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"


def _add_person(entries: list[Entry], person: KnownPerson) -> None:
    forms = tuple(dict.fromkeys(form.strip() for form in (person.name, *person.aliases) if form.strip()))
    if not forms:
        return
    names = {fold(form) for form in forms}
    for at, entry in enumerate(entries):
        if entry.label == "PERSON" and fold(entry.name) in names:
            entries[at] = entry._replace(forms=tuple(dict.fromkeys(entry.forms + forms)), given=True)
            return
    token = free_token(prefix_of(person.role), {entry.token for entry in entries})
    entries.append(Entry(token, "PERSON", person.role, forms[0], forms, given=True))
