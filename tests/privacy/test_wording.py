"""Every event that the code can write has a Dutch sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from auditlog.registry import auditlog
from django.conf import settings

from organisations.models import TenantModel
from organisations.trail import ACTIONS
from privacy.fields import FIELDS
from privacy.rules import KINDS, kind_of
from privacy.wording import EVENTS, NOUNS, is_worded, role_in_words, sentence_of

APPS = ("ai4care", "organisations", "cases", "knowledge", "referrals", "assistant", "feedback", "privacy")
RECORDED = re.compile(r"""(?:(?<![\w.])record\(\s*f?|\bevent=)["']([^"']+\.[^"']+)["']""")


def recorded_events() -> Iterator[tuple[str, str]]:
    for app in APPS:
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            yield from ((event, path.name) for event in RECORDED.findall(path.read_text()))


def audited_nouns() -> set[str]:
    return {str(model._meta.model_name) for model in TenantModel.tenant_models() if model.audited}


def test_every_recorded_event_has_a_sentence() -> None:
    found = list(recorded_events())
    assert ("case.read", "permissions.py") in found
    assert [(event, where) for event, where in found if event not in EVENTS] == []


def test_every_audited_model_has_a_noun_and_no_noun_is_left_over() -> None:
    assert audited_nouns() == set(NOUNS)


def recorded_fields() -> Iterator[tuple[str, str, str]]:
    """Each field of each audited model that a change can name: model, field, what the field calls itself."""
    for model in TenantModel.tenant_models():
        if model.audited:
            for field in model._meta.concrete_fields:
                yield model.__name__, field.name, str(field.verbose_name)


def test_every_field_that_can_change_has_a_name_in_dutch() -> None:
    left_out = {
        (model.__name__, name)
        for model in TenantModel.tenant_models()
        if model.audited
        for name in auditlog.get_model_fields(model)["exclude_fields"]
    }
    fields = [one for one in recorded_fields() if one[:2] not in left_out]
    assert ("Policy", "ages", "een leeftijd in een tekst") in fields
    unnamed = {(model, name) for model, name, own in fields if name not in FIELDS and own == name.replace("_", " ")}
    assert unnamed == set()


def test_no_name_of_a_field_is_left_over() -> None:
    assert set(FIELDS) - {name for _, name, _ in recorded_fields()} == set()


def test_no_sentence_is_left_over() -> None:
    assert set(EVENTS) == {event for event, _ in recorded_events()}


@pytest.mark.parametrize("ending", [ending for action, ending in ACTIONS.items() if action != 3])
def test_every_change_of_every_audited_model_is_worded(ending: str) -> None:
    assert all(is_worded(f"{noun}.{ending}") for noun in audited_nouns())


def test_facts_stand_behind_the_sentence() -> None:
    said = sentence_of("names.shown", who="Anna", facts={"minutes": 15, "unknown": "x"})
    assert said == "Anna liet de namen in een casus tonen (15 minuten)."


def test_roles_are_written_in_dutch() -> None:
    assert role_in_words("caregiver, coach") == "hulpverlener, teamcoach"
    assert role_in_words("platform") == "platform"


@pytest.mark.parametrize("event", ["", "odd", "a.b.c", "case.", ".read"])
def test_any_event_has_a_kind_and_a_sentence(event: str) -> None:
    assert kind_of(event) in KINDS
    assert sentence_of(event, who="").startswith("AI4Care ")
