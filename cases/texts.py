"""Every stored text that people wrote, of whichever app: what a second reading goes through."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from organisations.models import TenantModel

_KEPT: dict[str, "Kept"] = {}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One field with SafeText: what a page calls it, how its rows lead to their case, and when they were written."""

    model: type[TenantModel]
    field: str
    word: str
    case: str
    moment: str

    @property
    def name(self) -> str:
        """ "cases.note.text" """
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, case: Case) -> QuerySet[Any]:
        """The rows of this case that have such a text."""
        return self.model.objects.filter(**{self.case: case, f"{self.field}__isnull": False})


def read_again(model: type[TenantModel], field: str, *, word: str, moment: str, case: str = "case") -> None:
    """Have a second reading go through this field; called once, when its app starts."""
    kept = Kept(model=model, field=field, word=word, case=case, moment=moment)
    _KEPT[kept.name] = kept


def kept_texts() -> tuple[Kept, ...]:
    """Every kind of text, in the order of the apps."""
    return tuple(_KEPT.values())


def kept_named(name: str) -> Kept:
    """The kind with this name; KeyError when its app no longer keeps it."""
    return _KEPT[name]
