"""Readings of stored texts with what they found, and the words that are no name in the whole organisation."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import organisations.models.base
import organisations.scope
from organisations.wall import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
        ('organisations', '0004_policy_for_texts'),
    ]

    operations = [
        migrations.CreateModel(
            name='TextReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=60)),
                ('row_id', models.UUIDField()),
                ('version', models.CharField(max_length=40)),
                ('stamp', models.BinaryField()),
                ('read_at', models.DateTimeField(auto_now=True)),
                ('case', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='cases.case')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('label', models.CharField(max_length=16)),
                ('state', models.CharField(choices=[('open', 'open'), ('replaced', 'vervangen'), ('dismissed', 'geen naam')], default='open', max_length=9)),
                ('decided_at', models.DateTimeField(null=True)),
                ('case', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='cases.case')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reading', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='cases.textreading')),
            ],
            options={
                'ordering': ['start'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='SharedWord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.BinaryField()),
                ('said_at', models.DateTimeField(auto_now_add=True)),
                ('case', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='shared_words', to='cases.case')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['said_at'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'digest'), name='word_shared_once')],
            },
        ),
        migrations.AddIndex(
            model_name='textreading',
            index=models.Index(fields=['organisation', 'case'], name='cases_textr_organis_e8584d_idx'),
        ),
        migrations.AddConstraint(
            model_name='textreading',
            constraint=models.UniqueConstraint(fields=('organisation', 'text', 'row_id'), name='text_read_once'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['organisation', 'case', 'state'], name='cases_findi_organis_ac9a74_idx'),
        ),
        Wall("TextReading", "Finding", "SharedWord"),
    ]
