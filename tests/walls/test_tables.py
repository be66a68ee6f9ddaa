"""Every table of the database: behind the wall, or on the list of those that hold nothing of an organisation."""

import pytest

from organisations.models import TenantModel
from organisations.scope import SHARED
from tests.walls.catalogue import TENANT_MODELS, rows, tables, tenant_tables

pytestmark = pytest.mark.django_db

OUTSIDE = {
    "account_emailaddress": "the address of an account, which belongs to a person",
    "account_emailconfirmation": "a mailed confirmation of such an address",
    "auth_group": "unused: roles are on memberships",
    "auth_group_permissions": "unused: roles are on memberships",
    "auth_permission": "made by Django for each model; names of tables only",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations; the app role only reads it",
    "django_session": "who is logged in; organisations come from the address",
    "knowledge_modelinforce": "which embedding model searches: a name and an address",
    "mfa_authenticator": "second factors of an account",
    "organisations_organisation": "the register of organisations: a name and an address",
    "organisations_user": "accounts: an e-mail address and a password hash",
}
SETTING = "(NULLIF(( SELECT current_setting('ai4care.organisation'::text, true) AS current_setting), ''::text))::uuid"
WALL = ("ALL", f"(organisation_id = {SETTING})", f"(organisation_id = {SETTING})")
SHARED_READING = ("SELECT", f"(organisation_id = '{SHARED}'::uuid)", None)
OWN_ROWS = ("SELECT", f"(user_id = {SETTING.replace('organisation', 'user')})", None)
EXTRA = {
    "organisations_membership": {"own": OWN_ROWS},  # a person sees where she may go before she is anywhere
}
WITHOUT_ID = {
    "knowledge_posting": "found by its term; nothing refers to it",
}
READ_BY_ALL = {
    "knowledge_articlealias", "knowledge_lawarticle", "knowledge_lawversion",
    "knowledge_chunk", "knowledge_posting", "knowledge_situation", "knowledge_source", "knowledge_version",
    "knowledge_versionindex", "referrals_service", "referrals_waitingtime",
}  # fmt: skip
"""Shared knowledge and the imported directory: platform data without client data."""


def test_every_table_without_an_organisation_is_on_the_list() -> None:
    assert set(tables()) - set(tenant_tables()) == set(OUTSIDE)


def test_every_tenant_model_has_a_table_with_its_organisation_and_every_such_table_a_model() -> None:
    assert {model._meta.db_table for model in TENANT_MODELS} == set(tenant_tables())


def test_row_level_security_is_on_and_forced_on_every_tenant_table() -> None:
    found = rows("select relname from pg_class where relrowsecurity and relforcerowsecurity and relkind in ('r', 'p')")
    assert {name for (name,) in found} == set(tenant_tables())


def test_no_organisation_is_ever_empty() -> None:
    nullable = rows(
        "select table_name from information_schema.columns where table_schema = 'public' "
        "and column_name = 'organisation_id' and is_nullable = 'YES'"
    )
    assert nullable == []


def test_every_tenant_table_has_exactly_the_policies_it_should_have() -> None:
    found: dict[str, dict[str, tuple[str, str, str | None]]] = {}
    for table, policy, permissive, roles, *rest in rows(
        "select tablename, policyname, permissive, roles, cmd, qual, with_check from pg_policies order by 1, 2"
    ):
        assert (permissive, roles) == ("PERMISSIVE", ["public"] if isinstance(roles, list) else "{public}")
        found.setdefault(table, {})[policy] = tuple(rest)
    assert found == {model._meta.db_table: _expected(model) for model in TENANT_MODELS}


def _expected(model: type[TenantModel]) -> dict[str, tuple[str, str, str | None]]:
    shared = {"shared": SHARED_READING} if model.shared_reading else {}
    return {"wall": WALL, **shared, **EXTRA.get(model._meta.db_table, {})}


def test_only_platform_data_is_read_by_all() -> None:
    assert {model._meta.db_table for model in TENANT_MODELS if model.shared_reading} == READ_BY_ALL


def test_every_tenant_table_can_be_referred_to_by_organisation_and_id() -> None:
    unique = rows(
        "select conrelid::regclass::text from pg_constraint where contype = 'u' "
        "and pg_get_constraintdef(oid) = 'UNIQUE (organisation_id, id)'"
    )
    assert sorted(name for (name,) in unique) == sorted(set(tenant_tables()) - set(WITHOUT_ID))


def test_every_other_unique_constraint_starts_with_the_organisation() -> None:
    indexes = rows(
        "select i.indrelid::regclass::text, (select attname from pg_attribute a "
        "where a.attrelid = i.indrelid and a.attnum = i.indkey[0])::text from pg_index i "
        "where i.indisunique and not i.indisprimary"
    )
    walled = set(tenant_tables())
    assert {(table, first) for table, first in indexes if table in walled} == {
        (table, "organisation_id") for table in walled if any(name == table for name, _ in indexes)
    }


def test_every_reference_to_a_tenant_table_carries_the_organisation() -> None:
    references = rows(
        "select conrelid::regclass::text, confrelid::regclass::text, pg_get_constraintdef(oid) "
        "from pg_constraint where contype = 'f'"
    )
    walled = set(tenant_tables())
    inside = [definition for _, target, definition in references if target in walled]
    assert inside
    assert all("FOREIGN KEY (organisation_id, " in text and "(organisation_id, id)" in text for text in inside)


def test_every_tenant_foreign_key_of_the_models_is_a_constraint_in_the_database() -> None:
    held = {
        (table, text.split(" DEFERRABLE")[0])
        for table, text in rows("select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint")
    }
    for model in TENANT_MODELS:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if field.name != "organisation" and isinstance(target, type) and issubclass(target, TenantModel):
                wanted = f"FOREIGN KEY (organisation_id, {field.column}) REFERENCES {target._meta.db_table}"
                assert (model._meta.db_table, f"{wanted}(organisation_id, id)") in held


def test_two_functions_alone_run_with_the_rights_of_their_owner_and_return_nothing() -> None:
    definers = rows(
        "select proname, prorettype::regtype::text, proconfig[1] from pg_proc "
        "where prosecdef and pronamespace = 'public'::regnamespace order by 1"
    )
    views = rows("select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace")
    closed = "search_path=pg_catalog, pg_temp"
    assert definers == [("index_vectors", "void", closed), ("refresh_statistics", "void", closed)]
    assert views == []
