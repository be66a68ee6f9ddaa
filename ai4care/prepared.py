"""Remembers which code last prepared a database, so that starting the same demo again skips what changes nothing."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from ai4care.embedded.places import Places
from ai4care.environment import PROJECT

_NOT_CODE = {"var", "node_modules", "tests", "docs", "benchmarks"}


def accounts_of_same_code(places: Places) -> str | None:
    """The demo accounts as the last preparation told them; None when the code or the database is another."""
    try:
        told = json.loads(_memory(places).read_text())
    except (OSError, ValueError):
        return None
    return str(told["accounts"]) if told["code"] == _code() else None


def remember(places: Places, *, accounts: str) -> None:
    """Note that this code has migrated and filled this database; the note lives and dies with its files."""
    _memory(places).write_text(json.dumps({"code": _code(), "accounts": accounts}))


def _memory(places: Places) -> Path:
    return places.postgres / "ai4care-prepared.json"


def _code() -> str:
    """A fingerprint of every source file: its path, size and time of change."""
    parts = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(_sources())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _sources() -> Iterator[Path]:
    for folder, subfolders, files in os.walk(PROJECT):
        subfolders[:] = [name for name in subfolders if not (name[0] in "._" or name in _NOT_CODE)]
        yield from (Path(folder, name) for name in files if not name.startswith("."))
