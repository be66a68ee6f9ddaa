"""What the app role may do in the database: rows yes, structure no, the trail and proofs of erasure only forwards."""

from django.conf import settings
from django.db import connection

READ_ONLY = ("django_migrations",)
APPEND_ONLY = ("organisations_trailentry", "cases_erasure")
FUNCTIONS = ("refresh_statistics(text[])", "index_vectors(integer)")
"""What runs with the rights of the owner."""


def grant_to_app_role() -> None:
    """Give the app role its rights on all tables; run as the owner after each migration."""
    if not settings.AS_OWNER:
        return
    role = connection.ops.quote_name(settings.APP_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {role}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {role}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
        for function in FUNCTIONS:
            cursor.execute("select to_regprocedure(%s)", [function])
            if cursor.fetchone() != (None,):  # halfway the migrations not each of them is there
                cursor.execute(f"grant execute on function {function} to {role}")
        for table in READ_ONLY:
            cursor.execute(f"revoke insert, update, delete on {table} from {role}")
        made = connection.introspection.table_names(cursor)
        for table in set(APPEND_ONLY) & set(made):
            cursor.execute(f"revoke update, delete on {table} from {role}")
