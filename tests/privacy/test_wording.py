"""Every event that the code can write has a Dutch sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from organisations.models import TenantModel
from organisations.trail import ACTIONS
from privacy.rules import KINDS, kind_of
from privacy.wording import EVENTS, NOUNS, is_worded, role_in_words, sentence_of

APPS = ("ai4care", "organisations", "cases", "knowledge", "referrals", "assistant", "feedback", "privacy")
RECORDED = re.compile(r"""(?<![\w.])record\(\s*f?["']([^"']+)["']""")


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
