"""Questions to the knowledge bank."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import cases.fields
import organisations.models.base
import organisations.scope
from organisations.wall import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('assistant', '0003_models'),
        ('organisations', '0005_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt')], default='queued', max_length=8)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('idempotency_key', models.UUIDField()),
                ('step', models.CharField(blank=True, max_length=60)),
                ('problem', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('text', cases.fields.SafeTextField()),
                ('on_date', models.DateField(null=True)),
                ('answered', models.BooleanField(default=False)),
                ('beyond', models.CharField(blank=True, max_length=200)),
                ('filed_at', models.DateTimeField(null=True)),
                ('model', models.CharField(blank=True, max_length=120, verbose_name='taalmodel')),
                ('fallback', models.CharField(blank=True, max_length=200, verbose_name='waarom zonder taalmodel')),
                ('asked_by', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Sentence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', cases.fields.SafeTextField()),
                ('support', models.CharField(choices=[('supported', 'ondersteund'), ('partial', 'deels ondersteund'), ('note', 'uit de notities'), ('none', 'geen bron')], max_length=10)),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('question', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='sentences', to='assistant.question')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('chunk_id', models.UUIDField()),
                ('slug', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200)),
                ('version_number', models.PositiveIntegerField()),
                ('quote', models.TextField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('question', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='assistant.question')),
                ('sentence', organisations.models.base.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='assistant.sentence')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['organisation', 'state', 'lease_until'], name='assistant_q_organis_44f3f3_idx'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['organisation', 'asked_by', 'created_at'], name='assistant_q_organis_3f091d_idx'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('organisation', 'idempotency_key'), name='assistant_question_asked_once'),
        ),
        migrations.AddIndex(
            model_name='quotation',
            index=models.Index(fields=['organisation', 'slug'], name='assistant_q_organis_ec83cb_idx'),
        ),
            Wall("Question", "Sentence", "Quotation"),
    ]
