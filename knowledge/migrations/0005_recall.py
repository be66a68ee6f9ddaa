"""What was cited and withdrawn since, told to who asked for it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import organisations.models.base
import organisations.scope
from organisations.wall import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0003_life'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version_id', models.UUIDField()),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('subject_id', models.UUIDField()),
                ('told_at', models.DateTimeField(auto_now_add=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('membership', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-told_at', 'id'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['organisation', 'membership', 'seen_at'], name='knowledge_r_organis_271bc4_idx')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'version_id', 'kind', 'subject_id'), name='knowledge_recalled_once')],
            },
        ),
        Wall('Recall'),
    ]
