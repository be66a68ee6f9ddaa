"""An approximate index (HNSW) over the vectors of one organisation, where it has so many that comparing all is slow."""

from django.db import connection

from organisations.scope import current_organisation_id

LARGE = 4_000
"""From this many passages, or situations, an organisation gets an index of its own; below half of it, it goes."""
FUNCTION = "index_vectors"
FUNCTION_SQL = f"""
create function {FUNCTION}(large integer) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp set lock_timeout = '5s' set maintenance_work_mem = '256MB' as $$
declare
  here uuid := nullif(current_setting('ai4care.organisation', true), '')::uuid;
  held text;
  index_name text;
  size bigint;
begin
  foreach held in array array['knowledge_chunk', 'knowledge_situation'] loop
    index_name := held || '_near_' || replace(here::text, '-', '');
    execute format('select count(*) from public.%I where organisation_id = $1', held) into size using here;
    if size >= large and to_regclass('public.' || index_name) is null then
      execute format(
        'create index %I on public.%I using hnsw (embedding public.halfvec_cosine_ops) where organisation_id = %L',
        index_name, held, here);
    elsif size < large / 2 and to_regclass('public.' || index_name) is not null then
      execute format('drop index public.%I', index_name);
    end if;
  end loop;
end
$$
"""
"""Only an owner may make an index and the app owns no table, so this runs as the owner.

It knows no organisation but the one in scope and gives nothing back. The wall is forced on the owner too, so it counts
no other rows. Who writes waits while an index is made, some seconds for ten thousand vectors; who reads does not.
"""


def index_vectors(*, large: int = LARGE) -> int:
    """Make or drop the indexes of the organisation in scope, as its size asks; returns how many it made or dropped.

    Costs a count when nothing changes. Raises OperationalError when somebody writes for longer than it may wait.
    """
    before = _indexes()
    with connection.cursor() as cursor:
        cursor.execute(f"select {FUNCTION}(%s)", [large])
    return len(before ^ _indexes())


def _indexes() -> set[str]:
    names = "select indexname from pg_indexes where schemaname = 'public' and indexname like %s"
    with connection.cursor() as cursor:
        cursor.execute(names, [f"knowledge%near_{current_organisation_id().hex}"])
        return {name for (name,) in cursor.fetchall()}
