"""The hand-written word lists of lexicons/*.toml: small, closed classes such as kinship words and titles."""

import tomllib
from functools import cache
from pathlib import Path

LEXICONS = Path(__file__).parent / "lexicons"


@cache
def _rules() -> dict[str, str]:
    lists: dict[str, str] = {}
    for file in ("rules.toml", "rare.toml"):
        lists |= tomllib.loads((LEXICONS / file).read_text(encoding="utf-8"))
    return lists


def rule_words(name: str) -> frozenset[str]:
    """Return the words of one list, as written (folded)."""
    return frozenset(_rules()[name].split())


def rule_phrases(name: str) -> tuple[str, ...]:
    """Return the lines of one list of phrases."""
    return tuple(line.strip() for line in _rules()[name].splitlines() if line.strip())
