"""Rows of one organisation do not exist in another's scope: not for the ORM, not for SQL, not for a foreign key."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, models, transaction

from organisations.models import TenantModel
from organisations.scope import SHARED, NoScope, organisation_scope
from organisations.wall import tenant_references
from tests.walls.catalogue import TENANT_MODELS, rows
from tests.walls.world import World

REFERENCES = [(model, field.column) for model in TENANT_MODELS for field in tenant_references(model)]
SHARED_MODELS = [model for model in TENANT_MODELS if model.shared_reading]
APPEND_ONLY = {"organisations_trailentry", "cases_erasure"}

each_model = pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.label_lower)
each_shared = pytest.mark.parametrize("model", SHARED_MODELS, ids=lambda model: model._meta.label_lower)


def _count(model: type[TenantModel], owner: UUID) -> int:
    """What plain SQL sees of this owner's rows."""
    table = model._meta.db_table
    return int(rows(f'select count(*) from "{table}" where organisation_id = %s', owner)[0][0])


def _touched(statement: str, *values: Any) -> int:
    """How many rows a statement changed; 0 when it was refused."""
    try:
        return _execute(statement, *values)
    except ProgrammingError:
        return 0


def _execute(statement: str, *values: Any) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@each_model
def test_the_world_holds_a_row_of_each(model: type[TenantModel], world: World) -> None:
    for place in (world.horizon, world.kompas):
        with organisation_scope(place.id):
            assert _count(model, place.id), f"make a {model.__name__} in tests/walls/world.py"


@each_model
def test_sql_sees_nothing_of_another_organisation(model: type[TenantModel], world: World) -> None:
    with organisation_scope(world.kompas.id):
        assert _count(model, world.horizon.id) == 0


@each_model
def test_sql_changes_nothing_of_another_organisation(model: type[TenantModel], world: World) -> None:
    table = model._meta.db_table
    with organisation_scope(world.kompas.id):
        for statement in (
            f'update "{table}" set organisation_id = organisation_id where organisation_id = %s',
            f'delete from "{table}" where organisation_id = %s',
        ):
            assert _touched(statement, world.horizon.id) == 0
    with organisation_scope(world.horizon.id):
        assert _count(model, world.horizon.id)


@each_model
def test_the_wall_holds_where_the_manager_is_passed_by(model: type[TenantModel], world: World) -> None:
    with organisation_scope(world.kompas.id):
        unfiltered: models.QuerySet[TenantModel] = models.QuerySet(model)
        owners = set(unfiltered.values_list("organisation_id", flat=True))
    assert owners == {world.kompas.id} | ({SHARED} if model.shared_reading else set())


@each_model
def test_the_managers_see_nothing_of_another_organisation(model: type[TenantModel], world: World) -> None:
    with organisation_scope(world.kompas.id):
        for manager in (model._base_manager, model._default_manager):
            found = manager.filter(organisation_id=world.horizon.id)
            assert (found.count(), found.exists(), list(found)) == (0, False, [])


@each_model
def test_the_managers_filter_by_themselves_too(model: type[TenantModel], world: World) -> None:
    """Wall 1 stands without wall 2: the SQL itself names the organisation."""
    with organisation_scope(world.kompas.id):
        for manager in (model._base_manager, model._default_manager):
            assert str(world.kompas.id) in str(manager.all().query)


@each_model
def test_outside_any_scope_there_are_no_rows(model: type[TenantModel], world: World) -> None:
    assert _count(model, world.horizon.id) == 0
    assert _touched(f'delete from "{model._meta.db_table}"') == 0
    for manager in (model._base_manager, model._default_manager):
        with pytest.raises(NoScope):
            manager.all()


@each_model
def test_a_row_cannot_be_made_for_another_organisation(model: type[TenantModel], world: World) -> None:
    table = model._meta.db_table
    copy = (
        f'insert into "{table}" select (jsonb_populate_record(t, jsonb_build_object('
        f"'organisation_id', %s::text, 'id', gen_random_uuid()))).* from \"{table}\" t limit 1"
    )
    with organisation_scope(world.kompas.id), pytest.raises(ProgrammingError, match="row-level security"):
        _execute(copy, str(world.horizon.id))


@each_model
def test_a_row_cannot_be_given_to_another_organisation(model: type[TenantModel], world: World) -> None:
    table = model._meta.db_table
    refusal = "permission denied" if table in APPEND_ONLY else "row-level security"
    with organisation_scope(world.kompas.id), pytest.raises(ProgrammingError, match=refusal):
        _execute(f'update "{table}" set organisation_id = %s', world.horizon.id)


@each_shared
def test_shared_rows_are_read_by_all_and_written_by_their_editors_only(model: type[TenantModel], world: World) -> None:
    table = model._meta.db_table
    with organisation_scope(world.kompas.id):
        assert _count(model, SHARED)
        assert _touched(f'delete from "{table}" where organisation_id = %s', SHARED) == 0
        assert (
            _touched(f'update "{table}" set organisation_id = organisation_id where organisation_id = %s', SHARED) == 0
        )


@pytest.mark.parametrize(("model", "column"), REFERENCES, ids=lambda part: getattr(part, "__name__", part))
def test_a_reference_cannot_reach_another_organisation(model: type[TenantModel], column: str, world: World) -> None:
    field = next(field for field in tenant_references(model) if field.column == column)
    with organisation_scope(world.horizon.id):
        (theirs,) = rows(
            f'select id from "{field.related_model._meta.db_table}" where organisation_id = %s limit 1',
            world.horizon.id,
        )[0]
    change = f'update "{model._meta.db_table}" set "{column}" = %s where organisation_id = %s'
    append_only = model._meta.db_table in APPEND_ONLY
    refused = (ProgrammingError, "permission denied") if append_only else (IntegrityError, "foreign key")
    with organisation_scope(world.kompas.id), pytest.raises(refused[0], match=refused[1]):
        _execute(f"set constraints all immediate; {change}", theirs, world.kompas.id)


def test_there_are_references_to_try() -> None:
    assert len(REFERENCES) > 20


def test_the_register_of_organisations_can_be_read_before_any_scope(world: World) -> None:
    assert len(rows("select id from organisations_organisation")) == 3


def test_a_person_sees_only_her_own_memberships_without_a_scope(world: World) -> None:
    with organisation_scope(world.horizon.id):
        (anna,) = rows("select user_id from organisations_membership where name = 'Anna'")[0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('ai4care.user', %s, true)", [str(anna)])
        assert rows("select name from organisations_membership") == [("Anna",)]
        assert _touched("update organisations_membership set roles = '{administrator}'") == 0
        cursor.execute("select set_config('ai4care.user', '', true)")


def test_a_made_up_setting_gives_an_error_and_no_rows(world: World) -> None:
    with transaction.atomic():
        _execute("select set_config('ai4care.organisation', 'alles', true)")
        with pytest.raises(DatabaseError, match="invalid input syntax"):
            _execute("select * from cases_case")
        transaction.set_rollback(True)
