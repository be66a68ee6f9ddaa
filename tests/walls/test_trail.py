"""Every change of an organisation's data and every read of a case is recorded, without a word of what was written."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from django.test import Client

from cases.actions import change_people
from cases.models import Case
from cases.pseudonymiser import KnownPerson
from organisations.models import TenantModel, TrailEntry
from organisations.models.base import Unaudited
from organisations.scope import NoScope, organisation_scope
from organisations.trail import ACTIONS, Actor, acting, record
from tests import make
from tests.people import ANNA, BRAM, DANA
from tests.walls.addresses import addresses
from tests.walls.catalogue import TENANT_MODELS, connected_as, owner, rows
from tests.walls.world import MARKS, World

ADDRESSES = {address.name: address for address in addresses()}
AUDITED = [model for model in TENANT_MODELS if model.audited]
UNAUDITED = {
    "organisations.trailentry": "the trail itself",
    "cases.erasure": "a proof that is only added; case.erased is recorded with it",
    "cases.nameindex": "keyed hashes that follow from the vault",
    "cases.textreading": "which version read which text; the reading of a case is recorded as case.reread",
    "cases.finding": "what a reading found; each decision about it is recorded as text.replaced or text.dismissed",
    "assistant.claim": "what a run wrote; the run and every decision about a claim are recorded",
    "assistant.citation": "what a run wrote",
    "assistant.quotation": "what was quoted for a question, which is recorded itself",
    "assistant.sentence": "what a run wrote about a question",
    "knowledge.chunk": "made by the machine from a version",
    "knowledge.situation": "made by the machine from a version",
    "knowledge.posting": "made by the machine from a version",
    "knowledge.versionindex": "made by the machine from a version",
    "knowledge.preparedvector": "made by the machine, gone once it is in force",
    "knowledge.knowledgemail": "what the platform mailed; the row is its own record",
    "knowledge.reminder": "that a mail was sent",
    "knowledge.recall": "that somebody was told; the withdrawal itself is recorded",
    "knowledge.documentfile": "the bytes of a document, which is recorded itself",
    "knowledge.lawarticle": "made by an import, which is recorded with its report",
    "knowledge.lawversion": "made by an import",
    "knowledge.lawfile": "the file of an import, gone once it is read",
    "referrals.service": "the imported directory; the import is recorded with its report",
    "referrals.waitingtime": "the imported directory",
}
NEVER_CHANGED = {
    "organisations.teammember": "a pair: made and deleted",
    "cases.assignment": "a pair: made and deleted",
    "assistant.casesensitivity": "a mark: made and deleted",
    "cases.vault": "sealed bytes: a note, changed people and renewed keys are recorded by what they are",
    "cases.sharedword": "a keyed hash: made and deleted, and hashed anew when keys are renewed, which is recorded",
}
READS: dict[str, tuple[Any, str, str]] = {
    "case": (ANNA, "GET", "case.read"),
    "api_case": (ANNA, "GET", "case.read"),
    "analysis": (ANNA, "GET", "analysis.read"),
    "analysis_sent": (ANNA, "GET", "analysis.read"),
    "names_show": (ANNA, "POST", "names.shown"),
    "case_people": (ANNA, "GET", "names.shown"),
    "findings": (ANNA, "GET", "case.read"),
    "shared_words": (BRAM, "GET", "words.shown"),
    "note_change": (ANNA, "GET", "names.shown"),
    "erased": (DANA, "GET", "erasure.read"),
    "erased_export": (DANA, "GET", "erasure.exported"),
    "trail": (DANA, "GET", "trail.read"),
    "trail_export": (DANA, "GET", "trail.exported"),
}
SEALED = {"key_id", "wrapped_key", "sealed", "digest", "sealed_key", "sealed_by"}
SEEN = {"seen_at", "seen_before", "digest_at", "answered_at", "failed_at", "reply_seen_at"}
FETCHED = {"etag", "last_modified", "content_hash", "checked_at"}
READ_FROM_A_FILE = {"report", "pages", "watched", "source", "version", "done", "total", "title"}
"""What a run found in a public document or in the law, and what it made of it."""
CHANGED = [model for model in AUDITED if model._meta.label_lower not in NEVER_CHANGED]
each_audited = pytest.mark.parametrize("model", AUDITED, ids=lambda model: model._meta.label_lower)


def _new(model: type[TenantModel], act: Callable[[Any], None]) -> list[TrailEntry]:
    """The entries about this model that an act on its first row at Horizon leaves. Call in scope."""
    known = set(TrailEntry.objects.values_list("id", flat=True))
    act(model._default_manager.filter(organisation_id=_here())[0])
    fresh = TrailEntry.objects.exclude(id__in=known).filter(object_repr=model._meta.model_name)
    return list(fresh)


def _here() -> UUID:
    return UUID(rows("select current_setting('ai4care.organisation')")[0][0])


def test_what_is_not_audited_is_on_the_list() -> None:
    assert {model._meta.label_lower for model in TENANT_MODELS if not model.audited} == set(UNAUDITED)


@each_audited
def test_making_a_row_is_recorded_with_who_in_what_role_why_when_and_in_which_request(
    model: type[TenantModel], world: World
) -> None:
    with organisation_scope(world.horizon.id):
        made = TrailEntry.objects.filter(event=f"{model._meta.model_name}.created")
        assert made.exists()
        for entry in made.exclude(role="platform"):
            assert entry.actor_id is not None
            assert entry.actor_name
            assert entry.role
            assert entry.purpose
            assert entry.request_id is not None
            assert entry.timestamp is not None
            assert entry.object_pk


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model._meta.label_lower)
def test_a_change_is_recorded(model: type[TenantModel], world: World) -> None:
    with organisation_scope(world.horizon.id), acting(Actor(name="Anna", role="caregiver")):
        (entry,) = _new(model, _change)
    assert (entry.event, entry.role) == (f"{model._meta.model_name}.changed", "caregiver")


def _change(row: Any) -> None:
    """Change the first field that can be changed without breaking a rule."""
    field = next(f for f in row._meta.concrete_fields if _can_change(f))
    setattr(row, field.name, _other(field, getattr(row, field.name)))
    row.save()


def _can_change(field: Any) -> bool:
    simple = (models.DateTimeField, models.BooleanField, models.IntegerField, models.CharField)
    made_by_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return isinstance(field, simple) and not made_by_itself


def _other(field: Any, value: Any) -> Any:
    if field.choices:
        return next(choice for choice, _ in field.choices if choice != value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return field.to_python("2025-01-01T00:00:00Z")
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value}x"[-field.max_length :]


def test_changing_the_people_of_a_case_is_recorded(world: World) -> None:
    with make.at(ANNA):
        case = Case.objects.all()[0]
        change_people(case, people=[KnownPerson("broer", "Wannes")], municipality="Lokeren")
        entry = TrailEntry.objects.filter(event="vault.changed").latest("timestamp")
        assert (entry.actor_name, entry.case_id) == ("Anna", case.id)


@each_audited
def test_a_deletion_is_recorded(model: type[TenantModel], world: World) -> None:
    with organisation_scope(world.horizon.id), acting(Actor(name="Anna", role="caregiver")):
        try:
            (entry,) = _new(model, lambda row: row.delete())
        except models.ProtectedError:
            return  # what others lean on cannot be deleted at all
    assert entry.event == f"{model._meta.model_name}.deleted"


@each_audited
def test_bulk_writes_that_the_trail_would_not_see_are_refused(model: type[TenantModel], world: World) -> None:
    field = next(
        f.name for f in model._meta.concrete_fields if f.name not in {*model.machine_fields, "id", "organisation"}
    )
    with organisation_scope(world.horizon.id):
        row = model._default_manager.all()[0]
        for manager in (model._default_manager, model._base_manager):
            for attempt in _bulk_writes(manager, row, field):
                with pytest.raises(Unaudited):
                    attempt()


def _bulk_writes(manager: Any, row: TenantModel, field: str) -> list[Callable[[], Any]]:
    values = {field: getattr(row, field)}
    return [
        partial(manager.update, **values),
        partial(manager.filter(id=row.pk).update, **values),
        partial(manager.bulk_create, [row]),
        partial(manager.bulk_update, [row], [field]),
    ]


def test_machine_fields_say_nothing_that_a_person_wrote() -> None:
    run = {"state", "attempt", "lease_until", "step", "problem", "finished_at"}
    for model in AUDITED:
        assert model.machine_fields <= run | SEEN | SEALED | FETCHED | READ_FROM_A_FILE, model


@pytest.mark.parametrize("mark", MARKS)
def test_no_word_of_free_text_stands_anywhere_in_the_trail(mark: str, world: World) -> None:
    for place in (world.horizon, world.kompas):
        with organisation_scope(place.id):
            assert rows("select count(*) from organisations_trailentry")[0][0] > 20
            assert rows("select * from organisations_trailentry t where t::text ilike %s", f"%{mark}%") == []


def test_the_marks_do_stand_in_what_was_written(world: World) -> None:
    """So that the search above can find something."""
    stored = {"cases_note": "grasklokje", "assistant_analysis": "zeepaardje", "feedback_claimfeedback": "lampenkap"}
    with organisation_scope(world.horizon.id):
        for table, mark in stored.items():
            assert rows(f'select 1 from "{table}" t where t::text like %s', f"%{mark}%")


def test_real_names_stand_nowhere_in_the_database_in_the_clear(world: World) -> None:
    """Only a wall for the world's own names; the pseudonymiser has tests of its own."""
    with organisation_scope(world.horizon.id):
        for model in TENANT_MODELS:
            found = rows(
                f'select 1 from "{model._meta.db_table}" t where t::text ilike any (%s)', ["%quispel%", "%lotte%"]
            )
            assert (model.__name__, found) == (model.__name__, [])


def test_no_address_of_a_machine_or_a_person_is_kept(world: World) -> None:
    with organisation_scope(world.horizon.id):
        assert not TrailEntry.objects.exclude(remote_addr=None, actor_email=None, cid=None).exists()


@pytest.mark.parametrize("name", READS)
def test_a_read_leaves_exactly_one_entry(name: str, world: World) -> None:
    person, _, event = READS[name]
    with organisation_scope(world.horizon.id):
        before = set(TrailEntry.objects.values_list("id", flat=True))
    answer = _read(name, world)
    assert answer.status_code in (200, 302)
    with organisation_scope(world.horizon.id):
        (entry,) = TrailEntry.objects.exclude(id__in=before).filter(action=_READ)
        assert (entry.event, entry.actor_name, entry.purpose) == (event, person.name, "zorg")
        assert entry.request_id is not None


_READ = next(number for number, word in ACTIONS.items() if word == "read")


@pytest.mark.parametrize("name", READS)
def test_what_cannot_be_recorded_is_not_shown(name: str, world: World) -> None:
    trail, role = "organisations_trailentry", rows("select current_user")[0][0]
    with connected_as(owner()) as opened:
        opened.execute(f'revoke insert on {trail} from "{role}"'.encode())
        try:
            answer = _read(name, world)
        finally:
            opened.execute(f'grant insert on {trail} to "{role}"'.encode())
    assert answer.status_code == 500
    assert not answer.streaming
    for secret in ("Rustige Anna", *MARKS):
        assert secret.encode() not in answer.content


def _read(name: str, world: World) -> Any:
    person, method, _ = READS[name]
    browser = Client(raise_request_exception=False)
    browser.force_login(make.account(person))
    path = ADDRESSES[name].path("horizon", world.horizon.ids)
    return browser.post(path) if method == "POST" else browser.get(path)


def test_nothing_can_be_recorded_outside_an_organisation(world: World) -> None:
    with organisation_scope(world.horizon.id):
        entry = TrailEntry.objects.all()[0]
    with pytest.raises(NoScope):
        record("case.read", entry)
