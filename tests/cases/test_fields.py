"""The database takes pseudonymised text and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import Case, Note
from cases.pseudonymiser import Key, SafeText, hide
from tests import make
from tests.people import ANNA


def test_a_plain_string_is_refused(case: Case) -> None:
    with make.at(ANNA) as anna:
        raw = Note(case=case, author=anna, happened_on=timezone.localdate(), text="Lotte bleef thuis.")  # type: ignore[misc]
        with pytest.raises(TypeError, match="SafeText"), transaction.atomic():
            raw.save()
        assert not Note.objects.exists()


def test_a_plain_string_is_refused_by_validation_too(case: Case) -> None:
    with make.at(ANNA) as anna:
        raw = Note(case=case, author=anna, happened_on=timezone.localdate(), text="Lotte bleef thuis.")  # type: ignore[misc]
        with pytest.raises(ValidationError, match="niet gepseudonimiseerd"):
            raw.full_clean()


def test_a_search_with_a_plain_string_is_refused(case: Case) -> None:
    with make.at(ANNA), pytest.raises(TypeError, match="SafeText"):
        Note.objects.filter(text="Lotte").exists()


def test_safe_text_comes_back_as_it_went_in(case: Case) -> None:
    safe = hide("Dit [A en ~ blijft staan.", key=Key()).safe
    with make.at(ANNA) as anna:
        Note.objects.create(case=case, author=anna, happened_on=timezone.localdate(), text=safe)
        held = Note.objects.get().text
        assert isinstance(held, SafeText)
        assert held == safe


def test_no_text_stays_no_text(case: Case) -> None:
    field = Note._meta.get_field("text")
    assert field.get_prep_value(None) is None
    assert field.from_db_value(None, None, None) is None
