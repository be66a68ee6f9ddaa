"""Lets the app have its tables analysed after a load."""

from django.db import migrations

from organisations.statistics import FUNCTION, FUNCTION_SQL


class Migration(migrations.Migration):
    """The function belongs to the owner; who may call it stands with the other grants."""

    dependencies = [("organisations", "0002_wall")]

    operations = [
        migrations.RunSQL(
            [FUNCTION_SQL, f"revoke all on function {FUNCTION}(text[]) from public"],
            f"drop function {FUNCTION}(text[])",
        ),
    ]
