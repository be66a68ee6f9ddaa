"""Which pseudonymiser it is that reads: a fingerprint of its code and its word lists."""

import hashlib
from functools import cache
from pathlib import Path

import cases.pseudonymiser
from cases.pseudonymiser import Policy

_FOLDER = Path(cases.pseudonymiser.__file__).parent
_SOURCES = (".py", ".toml", ".txt", ".gz", ".json")


def reading_version(policy: Policy) -> str:
    """The version to note beside a text that was read: another one finds other things. At most 40 characters."""
    return f"{_fingerprint()}-{policy.ages.value}"


@cache
def _fingerprint() -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in _FOLDER.rglob("*") if path.suffix in _SOURCES):
        found.update(path.relative_to(_FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
