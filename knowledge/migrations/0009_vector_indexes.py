"""Lets the app have an approximate index made for a large organisation."""

from django.db import migrations

from knowledge.vector_indexes import FUNCTION, FUNCTION_SQL


class Migration(migrations.Migration):
    """The function belongs to the owner; who may call it stands with the other grants."""

    dependencies = [("knowledge", "0008_postings_summed")]

    operations = [
        migrations.RunSQL(
            [FUNCTION_SQL, f"revoke all on function {FUNCTION}(integer) from public"],
            f"drop function {FUNCTION}(integer)",
        ),
    ]
