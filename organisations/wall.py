"""Wall 2 of the tenancy: the SQL that puts row-level security and composite keys on a tenant table."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from organisations.scope import SHARED

SETTING = "nullif((select current_setting('ai4care.organisation', true)), '')::uuid"


def wall_sql(table: str, *, shared_reading: bool, has_id: bool = True) -> list[str]:
    """The statements that wall one table: forced row-level security, a flat policy, a key to refer to (with an id)."""
    statements = [
        f'alter table "{table}" enable row level security',
        f'alter table "{table}" force row level security',
        f'create policy wall on "{table}" using (organisation_id = {SETTING}) with check (organisation_id = {SETTING})',
    ]
    if has_id:
        statements.append(f'alter table "{table}" add constraint "{table[:50]}_scoped" unique (organisation_id, id)')
    if shared_reading:
        statements.append(f"create policy shared on \"{table}\" for select using (organisation_id = '{SHARED}'::uuid)")
    return statements


def reference_sql(table: str, column: str, target: str) -> str:
    """A foreign key that carries the organisation, since foreign keys look past row-level security."""
    name = f"{table}_{column}"[:55] + "_fk"
    return (
        f'alter table "{table}" add constraint "{name}" foreign key (organisation_id, "{column}") '
        f'references "{target}" (organisation_id, id) deferrable initially deferred'
    )


class Wall(Operation):
    """Migration step: wall these models of the app; run as the owner, after the tables exist."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, *names: str) -> None:
        self.names = names

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        return (self.__class__.__name__, self.names, {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A wall changes no model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        found = [to_state.apps.get_model(app_label, name) for name in self.names]
        for model in found:
            has_id = any(field.name == "id" for field in model._meta.get_fields())
            shared = _shares_reading(app_label, model)
            for statement in wall_sql(model._meta.db_table, shared_reading=shared, has_id=has_id):
                schema_editor.execute(statement)
        for model in found:
            for field in tenant_references(model):
                target = field.related_model._meta.db_table
                schema_editor.execute(reference_sql(model._meta.db_table, str(field.column), target))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f'drop policy if exists wall on "{table}"')
            schema_editor.execute(f'drop policy if exists shared on "{table}"')

    def describe(self) -> str:
        return "Wall " + ", ".join(self.names)


def tenant_references(model: type[models.Model]) -> list["models.ForeignKey[Any, Any]"]:
    """The foreign keys of this model to tables that carry an organisation themselves."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.name != "organisation"
        and any(other.name == "organisation" for other in field.related_model._meta.get_fields())
    ]


def _shares_reading(app_label: str, model: type[models.Model]) -> bool:
    from django.apps import apps

    return bool(getattr(apps.get_model(app_label, model.__name__), "shared_reading", False))
