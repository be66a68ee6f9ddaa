"""Pseudonymises a file of texts; nothing is stored."""

from typing import Any, ClassVar

from cases.pseudonymiser import Key, KnownPerson, PseudonymiserError, find
from organisations.batch import BadLine, BatchCommand, Row, needed_text


class Command(BatchCommand):
    """manage.py pseudonymise --input F --output F"""

    help = 'Zoek in elke regel {"id", "text", "known_people"} wat iemand aanwijst: {"id", "text", "spans"}.'
    label: ClassVar[str] = "Pseudonimiseren"

    def work(self, row: Row) -> Row:
        text = needed_text(row, "text")
        key = Key.for_people(_people(row.get("known_people")))
        try:
            spans = find(text, key=key)
        except PseudonymiserError as problem:
            raise BadLine("de pseudonimiseerder faalde; deze tekst wordt niet uitgeschreven.") from problem
        return {
            "id": row["id"],
            "text": text,
            "spans": [{"start": s.start, "end": s.end, "label": s.label, "token": s.token} for s in spans],
        }


def _people(listed: Any) -> list[KnownPerson]:
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise BadLine('\'known_people\' is een lijst van {"role", "name"}.')
    return [_person(one) for one in listed]


def _person(one: Any) -> KnownPerson:
    if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"].strip():
        raise BadLine("iemand in 'known_people' heeft geen naam.")
    return KnownPerson(role=str(one.get("role") or "ander"), name=one["name"])
