"""The database field for pseudonymised text: it gives SafeText and takes nothing else."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from cases.pseudonymiser import SafeText

_Set = TypeVar("_Set")
_Get = TypeVar("_Get")


class SafeTextField(models.TextField[_Set, _Get]):
    """Text that went through the pseudonymiser; a plain string is refused."""

    _pyi_private_set_type: SafeText  # type: ignore[assignment]
    _pyi_private_get_type: SafeText  # type: ignore[assignment]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> SafeText | None:
        return None if value is None else SafeText.from_record(value)

    def to_python(self, value: Any) -> SafeText | None:
        if value is None or isinstance(value, SafeText):
            return value
        raise ValidationError("Deze tekst is niet gepseudonimiseerd en wordt niet bewaard.")

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, SafeText):
            raise TypeError("Only SafeText can be stored; hide() the text first.")
        return value.text

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
