"""Each vault names the key that wraps its data key; erasing a case leaves a proof."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import organisations.models.base
import organisations.scope
from organisations.wall import Wall, reference_sql


def name_the_key(apps: Any, schema_editor: Any) -> None:
    """Until now an organisation had one key, so that is the one."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select id from organisations_organisation")
        for (organisation_id,) in cursor.fetchall():
            cursor.execute("select set_config('ai4care.organisation', %s, true)", [str(organisation_id)])
            cursor.execute("update cases_vault set key_id = (select id from organisations_organisationkey)")
        cursor.execute("select set_config('ai4care.organisation', '', true)")


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_keys'),
        ('cases', '0002_second_reading'),
    ]

    operations = [
        migrations.AddField(
            model_name='vault',
            name='key',
            field=organisations.models.base.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisationkey'),
        ),
        migrations.RunPython(name_the_key, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='vault',
            name='key',
            field=organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisationkey'),
        ),
        migrations.RunSQL(
            reference_sql('cases_vault', 'key_id', 'organisations_organisationkey'),
            'alter table cases_vault drop constraint cases_vault_key_id_fk',
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('pseudonym_digest', models.CharField(max_length=64)),
                ('reason', models.CharField(choices=[('asked', 'de jongere of het gezin vroeg het (recht op wissing)'), ('expired', 'de bewaartermijn is voorbij'), ('mistake', 'de casus werd bij vergissing of dubbel geopend'), ('officer', 'op vraag van de functionaris voor gegevensbescherming')], max_length=8, verbose_name='reden')),
                ('destroyed', models.JSONField()),
                ('key_fingerprint', models.CharField(max_length=64)),
                ('erased_at', models.DateTimeField(auto_now_add=True)),
                ('by', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-erased_at', 'id'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(fields=('organisation', 'case_id'), name='erased_once'),
        ),
        Wall("Erasure"),
    ]
