"""The table of contents of a law: which version belongs to which article, and the heads above it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.intake.structure import one_line

HEAD, ARTICLE = "H", "A"
DEEPEST = 20
_DATES = re.compile(r"\s*\(\d{2}/\d{2}/\d{4} - .*\)\s*$")


@dataclass
class Places:
    """What the table says, by the Codex' own ids."""

    _article_of: dict[int, str] = field(default_factory=dict)
    _paths: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Any) -> "Places":
        """Read the table; what is malformed in it is passed by."""
        places = cls()
        if isinstance(table, dict):
            places._walk(table, ())
        return places

    def article_of(self, version: int) -> str:
        """The id of the article that this version belongs to; empty when the table does not name it."""
        return self._article_of.get(version, "")

    def path(self, article: str) -> tuple[str, ...]:
        """The heads above an article, highest first."""
        return self._paths.get(article, ())

    def rank(self, article: str) -> tuple[int, str]:
        """Where the article stands in the table; the others come after."""
        return (list(self._paths).index(article) if article in self._paths else len(self._paths), article)

    def _walk(self, item: Mapping[str, Any], path: tuple[str, ...]) -> None:
        if len(path) > DEEPEST:
            return
        for child in _items(item, "Items"):
            kind = child.get("ItemType")
            if kind == ARTICLE:
                self._place(child, path)
            else:
                head = _head(child) if kind == HEAD else ""
                self._walk(child, (*path, head) if head else path)

    def _place(self, item: Mapping[str, Any], path: tuple[str, ...]) -> None:
        key = str(item.get("Id") or f"nr-{one_line(str(item.get('Titel') or '')).strip('. ')}")
        self._paths[key] = path
        for version in _items(item, "Versions"):
            if isinstance(version.get("Id"), int):
                self._article_of[version["Id"]] = key


def _head(item: Mapping[str, Any]) -> str:
    """A head's own words, else those of its newest version without the days behind it."""
    own = one_line(str(item.get("Titel") or ""))
    titles = [one_line(str(version.get("Titel") or "")) for version in _items(item, "Versions")]
    return (own or _DATES.sub("", titles[-1] if titles else ""))[:300]


def _items(item: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = item.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
