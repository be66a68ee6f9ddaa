"""Keys that can be renewed: each names the platform key that wrapped it and holds a key for the index of names."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from organisations.keys.sealing import KeyRefused, fingerprint, seal, unseal


def rewrap(apps: Any, schema_editor: Any) -> None:
    """Bind each key to its own row. What names were hashed with stays what it was until the keys of cases are renewed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select id from organisations_organisation")
        for (organisation_id,) in cursor.fetchall():
            cursor.execute("select set_config('ai4care.organisation', %s, true)", [str(organisation_id)])
            cursor.execute("select id, wrapped from organisations_organisationkey")
            for key_id, wrapped in cursor.fetchall():
                secret, platform_key = opened(bytes(wrapped), place=f"{organisation_id}:organisation_key")
                place = f"{organisation_id}:organisation_key:{key_id}"
                cursor.execute(
                    "update organisations_organisationkey set wrapped = %s, wrapped_index = %s, platform_key = %s "
                    "where id = %s",
                    [
                        seal(secret, key=platform_key, place=f"{place}:wrapped"),
                        seal(secret, key=secret, place=f"{place}:wrapped_index"),
                        fingerprint(platform_key)[:16],
                        key_id,
                    ],
                )
        cursor.execute("select set_config('ai4care.organisation', '', true)")


def opened(wrapped: bytes, *, place: str) -> tuple[bytes, bytes]:
    """The key, and the platform key that opens it."""
    for platform_key in settings.PLATFORM_KEYS:
        try:
            if isinstance(platform_key, bytes):  # a key service wrapped nothing yet
                return unseal(wrapped, key=platform_key, place=place), platform_key
        except KeyRefused:
            continue
    raise KeyRefused("Geen platformsleutel opent de sleutel van een organisatie. Er is niets gewijzigd.")


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0004_policy_for_texts'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='organisationkey', name='key_one_each'),
        migrations.AddField(
            model_name='organisationkey',
            name='platform_key',
            field=models.CharField(default='', max_length=300, verbose_name='platformsleutel'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='organisationkey',
            name='reach',
            field=models.CharField(choices=[('organisation', 'de sleutel van de organisatie'), ('case', 'ook de sleutels van casussen en van de namenindex')], default='organisation', max_length=12, verbose_name='reikwijdte'),
        ),
        migrations.AddField(
            model_name='organisationkey',
            name='retired_at',
            field=models.DateTimeField(null=True, verbose_name='vervangen op'),
        ),
        migrations.AddField(
            model_name='organisationkey',
            name='wrapped_index',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='organisationkey',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('organisation',), name='key_one_current'),
        ),
        migrations.RunPython(rewrap, migrations.RunPython.noop),
    ]
