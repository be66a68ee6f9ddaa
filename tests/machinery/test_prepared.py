"""A demo is prepared again when its code or its database is another, and only then."""

import json
import shutil
from pathlib import Path

from ai4care import prepared
from ai4care.embedded import Places


def places_in(folder: Path) -> Places:
    """Places with a database prepared by the code as it is now."""
    places = Places.prepare(folder)
    prepared.remember(places, accounts="anna@horizon.example")
    return places


def test_the_same_code_on_the_same_database_is_not_prepared_again(tmp_path: Path) -> None:
    assert prepared.accounts_of_same_code(places_in(tmp_path)) == "anna@horizon.example"


def test_other_code_prepares_again(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    note = places.postgres / "ai4care-prepared.json"
    note.write_text(json.dumps({**json.loads(note.read_text()), "code": "older"}))
    assert prepared.accounts_of_same_code(places) is None


def test_a_new_database_is_prepared_again(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    shutil.rmtree(places.postgres)
    assert prepared.accounts_of_same_code(places) is None
