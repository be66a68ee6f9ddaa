"""The people and texts that the pseudonymiser's tests share; all of them are invented."""

import json
from pathlib import Path
from typing import Any

from cases.pseudonymiser import Key, KnownPerson

FAMILY = (
    KnownPerson("jongere", "Lotte Verstraelen", aliases=("Lolo",)),
    KnownPerson("moeder", "Fatima Ouali"),
    KnownPerson("broer", "Wannes Verstraelen"),
    KnownPerson("broer", "Yıldırım D'Hondt"),
    KnownPerson("leerkracht", "Łucja Van den Abeele"),
)
KEY = Key.for_people(FAMILY)


def notes() -> list[dict[str, Any]]:
    """Return the annotated notes of this folder; labels and layout are those of the evaluation sets."""
    path = Path(__file__).with_name("notes.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
